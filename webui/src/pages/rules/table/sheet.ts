/** A table as text, and where its cells stand in it. What nobody touches stays as it was written. */
export interface Sheet {
  text: string;
  /** Where the cells of each row begin; row 0 is the header. Empty lines are none. */
  rows: number[][];
  columns: number;
  /** Whether every quote has its end: only then cells are what they seem. */
  sound: boolean;
}

/** What some programs put before a text in UTF-8. */
export const MARK = '\uFEFF';

export function sheetOf(text: string, separator = ',', emptyLines = false): Sheet {
  const rows: number[][] = [];
  let columns = 0;
  let sound = true;
  let at = text.startsWith(MARK) ? 1 : 0;
  while (at < text.length) {
    const row = [at];
    let end = endOf(text, at, separator);
    sound &&= closed(text, at);
    while (text[end] === separator) {
      row.push(end + 1);
      sound &&= closed(text, end + 1);
      end = endOf(text, end + 1, separator);
    }
    at = end + 1;
    if (text[end] === '\r' && text[end + 1] === '\n') at = end + 2;
    if (emptyLines || row.length > 1 || end > (row[0] ?? 0)) {
      rows.push(row);
      columns = Math.max(columns, row.length);
    }
  }
  return { text, rows, columns, sound };
}

/** Behind the cell that begins here. */
export function endOf(text: string, from: number, separator = ','): number {
  let at = text[from] === '"' ? Math.min(text.length, closing(text, from) + 1) : from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** The quote that ends the one here; behind the text when there is none. */
function closing(text: string, from: number): number {
  let quote = text.indexOf('"', from + 1);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  return quote < 0 ? text.length : quote;
}

/** What a cell says; nothing when its row is too short. */
export function cellOf({ text, rows }: Sheet, row: number, column: number, separator = ','): string {
  const from = rows[row]?.[column];
  if (from === undefined) return '';
  return text[from] === '"'
    ? text.slice(from + 1, closing(text, from)).replaceAll('""', '"')
    : text.slice(from, endOf(text, from, separator));
}

function closed(text: string, from: number): boolean {
  return text[from] !== '"' || closing(text, from) < text.length;
}

/** What a spreadsheet puts into the clipboard: cells parted by tabs, quoted where they hold lines. */
export function blockOf(clipboard: string): string[][] {
  const sheet = sheetOf(clipboard, '\t', true);
  return sheet.rows.map((cells, row) => cells.map((_, column) => cellOf(sheet, row, column, '\t')));
}

/** The cell that a place of the text lies in, line and column from 1. */
export function cellAt({ text, rows }: Sheet, line: number, column: number): { row: number; column: number } {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const next = /\r\n|\n|\r/g;
    next.lastIndex = start;
    if (next.exec(text) === null) break;
    start = next.lastIndex;
  }
  const at = start + column - 1;
  let low = 0;
  for (let high = rows.length - 1; low < high;) {
    const middle = (low + high + 1) >> 1;
    if ((rows[middle]?.[0] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const cells = rows[low] ?? [];
  return {
    row: low,
    column: Math.max(
      0,
      cells.findLastIndex((from) => from <= at),
    ),
  };
}
