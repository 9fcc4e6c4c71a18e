// One family: 16 px, strokes of 1.5 px. A name leads to the `d` of its path; an array has a filled part second.
const PATHS = {
  alert: "M8 5v3.5M8 11v.01M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0",
  check: "M3 8.5l3.2 3.2L13 5",
  chevron: "M4 6l4 4 4-4",
  clock: "M8 4.5V8l2.3 1.4M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0",
  close: "M4 4l8 8M12 4l-8 8",
  columns: "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  download: "M8 2.5v8M4.8 7.4L8 10.6l3.2-3.2M2.5 13.5h11",
  element: "M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8M3 14c.3-2.700 2.300-4 5-4s4.700 1.300 5 4",
  full: "M2.500 6V2.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10",
  grip: ["", "M5 3h2v2H5zM9 3h2v2H9zM5 7h2v2H5zM9 7h2v2H9zM5 11h2v2H5zM9 11h2v2H9z"],
  image: "M2.5 3h11v10h-11zM2.500 11l3-3 2.500 2.500L10.500 8l3 3M6 6.200v.01",
  key: "M10 6.500a3.300 3.300 0 1 0-3 3.300L8 8.800h1.500V7.300H11zM9.500 7.300H14v2.200M12 7.300v1.700",
  link: "M6.700 9.300a2.600 2.600 0 0 0 3.700 0l2.500-2.500a2.600 2.600 0 0 0-3.700-3.700l-1 1M9.300 6.700a2.600 2.600 0 0 0-3.700 0L3.100 9.200a2.600 2.600 0 0 0 3.700 3.700l1-1",
  loop: "M3 8V7a3 3 0 0 1 3-3h6.500M10.500 2l2 2-2 2M13 8v1a3 3 0 0 1-3 3H3.500M5.500 14l-2-2 2-2",
  menu: "M2.500 5.500h11M2.500 10.500h11",
  moon: "M13.500 9.800A6 6 0 1 1 6.200 2.500a4.800 4.800 0 0 0 7.300 7.300",
  next: ["M12.500 3.500v9", "M3.500 3.500v9l7-4.500z"],
  offline: "M2 2l12 12M3 7.500a7 7 0 0 1 3-1.800M10 5.700a7 7 0 0 1 3 1.800M5.500 10a4 4 0 0 1 4-.8M8 12.800v.01",
  pause: ["", "M4.500 3h2.500v10H4.500zM9 3h2.500v10H9z"],
  play: ["", "M4.500 2.800v10.400l8.500-5.200z"],
  plus: "M8 3v10M3 8h10",
  previous: ["M3.500 3.500v9", "M12.500 3.500v9l-7-4.500z"],
  redo: "M13 4v3.500H9.500M12.800 7.300A5.300 5.300 0 1 0 13.300 9",
  shuffle: "M2 4.500h2.500l6 7H14M12 9.500l2 2-2 2M2 11.500h2.500l2-2.400M9 6.300l1.500-1.800H14M12 2.500l2 2-2 2",
  silent: ["M10.800 6.300l3.400 3.400M14.200 6.300l-3.400 3.400", "M2 6v4h2.500L8 13V3L4.500 6z"],
  sound: ["M10.500 5.800a3 3 0 0 1 0 4.400M12.500 3.800a6 6 0 0 1 0 8.400", "M2 6v4h2.500L8 13V3L4.500 6z"],
  sun: "M8 10.800a2.800 2.800 0 1 0 0-5.600 2.800 2.800 0 0 0 0 5.600M8 1.500v1M8 13.500v1M1.500 8h1M13.500 8h1M3.400 3.400l.7.7M11.900 11.900l.7.7M3.400 12.600l.7-.7M11.900 4.100l.7-.7",
  trash: "M2.500 4.500h11M6 4.500v-2h4v2M4 4.500l.6 9h6.800l.6-9M6.700 7v4M9.300 7v4",
  upload: "M8 10.500v-8M4.800 5.700L8 2.500l3.200 3.200M2.500 13.500h11",
  video: ["M2.500 3h11v10h-11z", "M6.500 5.500v5l4-2.500z"],
};

const SVG = "http://www.w3.org/2000/svg";

/** An icon. It is decoration: its button or line carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  [PATHS[name]].flat().forEach((d, position) => {
    if (!d) return;
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    if (position === 1) path.setAttribute("class", "solid");
    svg.append(path);
  });
  return svg;
}

/** The mark of omnireel: a reel with the playhead in it. */
export function brandMark() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const ring = document.createElementNS(SVG, "circle");
  for (const [name, value] of Object.entries({ cx: 12, cy: 12, r: 9.5, fill: "none", stroke: "currentColor", "stroke-width": 2.4 })) ring.setAttribute(name, value);
  const head = document.createElementNS(SVG, "path");
  for (const [name, value] of Object.entries({ d: "M12 7v10", stroke: "var(--accent-line)", "stroke-width": 3, "stroke-linecap": "round" })) head.setAttribute(name, value);
  svg.append(ring, head);
  return svg;
}
