import { endOf, MARK, type Sheet, sheetOf } from './sheet';

/** As a cell is written. */
export function quoted(value: string): string {
  return /[",\r\n]/.test(value) || value.startsWith(MARK) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The cells of a row as they are written, at least so many. */
function written({ text, rows }: Sheet, row: number, atLeast: number): string[] {
  const cells = (rows[row] ?? []).map((from) => text.slice(from, endOf(text, from)));
  while (cells.length < atLeast) cells.push('');
  return cells;
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The text with other cells from a place on; rows and columns that are not there yet are made. */
export function withBlock(sheet: Sheet, row: number, column: number, block: string[][]): string {
  const { text, rows } = sheet;
  const last = Math.min(rows.length, row + block.length) - 1;
  const width = Math.max(sheet.columns, column + Math.max(...block.map(({ length }) => length)));
  const wider = width > sheet.columns && rows.length > 0;
  const base = wider ? sheetOf(everyRow(sheet, width, (cells) => cells)) : sheet;
  const made = block.slice(Math.max(0, last + 1 - row)).map((values) => line([], column, values, width));
  const changed =
    last < row
      ? base.text
      : replaced(base, { first: row, last, width }, (cells, at) => put(cells, column, block[at - row] ?? []));
  if (made.length === 0) return changed;
  const end = lineEnd(text);
  const gap = changed === '' || changed === MARK || changed.endsWith('\n') ? '' : end;
  return changed + gap + made.join(end) + end;
}

function line(cells: string[], column: number, values: string[], width: number): string {
  const all = [...cells];
  while (all.length < width) all.push('');
  return put(all, column, values).join(',');
}

function put(cells: string[], column: number, values: string[]): string[] {
  const all = [...cells];
  while (all.length < column) all.push('');
  all.splice(column, values.length, ...values.map(quoted));
  return all;
}

interface Rows {
  first: number;
  last: number;
  /** How many cells each row has at least. */
  width: number;
}

/** The text with rows whose written cells are others. */
function replaced(
  sheet: Sheet,
  { first, last, width }: Rows,
  change: (cells: string[], row: number) => string[],
): string {
  const { text, rows } = sheet;
  const from = rows[first]?.[0] ?? text.length;
  const lines: string[] = [];
  for (let row = first; row <= last; row++) lines.push(change(written(sheet, row, width), row).join(','));
  return (
    text.slice(0, from) + lines.join(lineEnd(text)) + text.slice(endOf(text, rows[last]?.at(-1) ?? from))
  );
}

function everyRow(sheet: Sheet, width: number, change: (cells: string[], row: number) => string[]): string {
  return replaced(sheet, { first: 0, last: sheet.rows.length - 1, width }, change);
}

export function withCell(sheet: Sheet, row: number, column: number, value: string): string {
  return withBlock(sheet, row, column, [[value]]);
}

export function withoutRow({ text, rows }: Sheet, row: number): string {
  const from = rows[row]?.[0] ?? text.length;
  return text.slice(0, from) + text.slice(rows[row + 1]?.[0] ?? text.length);
}

/** Another column at the end, with this name. */
export function withColumn(sheet: Sheet, name: string): string {
  const column = sheet.columns;
  return everyRow(sheet, column, (cells, row) => put(cells, column, [row === 0 ? name : '']));
}

export function withoutColumn(sheet: Sheet, column: number): string {
  return everyRow(sheet, 0, (cells) => cells.filter((_, i) => i !== column));
}
