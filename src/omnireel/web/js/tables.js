// Tables that people bring: CSV from a file, or cells pasted from a spreadsheet.

/** What is wrong with a table: `key` names the text, `values` what stands in it. */
export class TableError extends Error {
  constructor(key, values = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

/** The text of a file: UTF-8 or UTF-16. Anything else would be mistaken for other letters, and is refused. */
export function decoded(buffer) {
  const [first, second] = new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength));
  const kind = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(kind, { fatal: true }).decode(buffer);
  } catch {
    throw new TableError("campaign.table.encoding");
  }
}

/** The cells of a text, line by line: commas, semicolons or tabs between them, quotes as spreadsheets write them. */
function cellsOf(text, delimiter) {
  const lines = [];
  let line = [];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[(at += 1)];
      else isQuoted = false;
    } else if (char === '"' && !cell) {
      isQuoted = true;
    } else if (char === delimiter) {
      line.push(cell);
      cell = "";
    } else if (char === "\n" || char === "\r") {
      if (char === "\r" && text[at + 1] === "\n") at += 1;
      lines.push([...line, cell]);
      line = [];
      cell = "";
    } else {
      cell += char;
    }
  }
  if (isQuoted) throw new TableError("campaign.table.quote");
  if (cell || line.length) lines.push([...line, cell]);
  return lines.filter((cells) => cells.some((one) => one.trim()));
}

/** {columns, rows}: the names of the first line, and an object of texts a row. Raises TableError. */
export function readTable(text) {
  const whole = text.replace(/^\ufeff/, "");
  const head = whole.split(/\r?\n/).find((line) => line.trim()) ?? "";
  const count = (mark) => head.split(mark).length;
  const delimiter = ["\t", ";", ","].reduce((most, mark) => (count(mark) > count(most) ? mark : most));
  const [names, ...lines] = cellsOf(whole, delimiter);
  if (!names) throw new TableError("campaign.table.empty");
  const columns = names.map((name) => name.trim());
  const bad = columns.findIndex((name, position) => !name || /[{}]/.test(name) || columns.indexOf(name) !== position);
  if (bad >= 0) throw new TableError("campaign.table.column", { n: bad + 1, name: columns[bad] });
  if (!lines.length) throw new TableError("campaign.table.rows");
  const wide = lines.findIndex((cells) => cells.slice(columns.length).some((cell) => cell.trim()));
  if (wide >= 0) throw new TableError("campaign.table.wide", { row: wide + 1, n: lines[wide].length, columns: columns.length });
  return { columns, rows: lines.map((cells) => Object.fromEntries(columns.map((name, position) => [name, cells[position] ?? ""]))) };
}

/** The parts of a template's text: {text}, or {column} for what stands in braces. */
export function partsOf(template) {
  const parts = [];
  let plain = "";
  const literal = () => {
    if (plain) parts.push({ text: plain });
    plain = "";
  };
  for (const [piece, column] of template.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[^{}]+|[{}]/g)) {
    if (column === undefined) {
      plain += piece === "{{" || piece === "}}" ? piece[0] : piece;
    } else {
      literal();
      parts.push({ column: column.trim() });
    }
  }
  literal();
  return parts;
}

/** A text that a template shows as it is. */
export const asText = (text) => text.replace(/[{}]/g, (brace) => brace + brace);
