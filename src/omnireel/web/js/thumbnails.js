// Loads the clips of a grid a few at a time: a browser has six connections to a server, and the page needs some.
const AT_ONCE = 2;
const PATIENCE_MS = 4000;

const waiting = [];
let busy = 0;

/** Load `src` into the video when its turn comes; not if its card is not in the page by then. */
export function loadThumbnail(video, src) {
  waiting.push([video, src]);
  setTimeout(next); // once the card stands in the page
}

function next() {
  while (busy < AT_ONCE && waiting.length) {
    const [video, src] = waiting.shift();
    if (!video.isConnected || video.src) continue; // its card is away, or it was asked for twice
    busy += 1;
    let isOver = false;
    const done = () => {
      if (isOver) return;
      isOver = true;
      busy -= 1;
      next();
    };
    for (const name of ["loadeddata", "error"]) video.addEventListener(name, done, { once: true });
    setTimeout(done, PATIENCE_MS);
    video.preload = "metadata";
    video.src = src;
  }
}
