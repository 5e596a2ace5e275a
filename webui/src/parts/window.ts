/** Which rows of a long list are in sight, with some above and below. */
export interface Span {
  first: number;
  last: number;
}

const SPARE = 8;

/** @param last is exclusive */
export function inSight(scroll: number, height: number, rowHeight: number, rows: number): Span {
  const first = Math.max(0, Math.floor(scroll / rowHeight) - SPARE);
  const last = Math.min(rows, Math.ceil((scroll + height) / rowHeight) + SPARE);
  return { first: Math.min(first, last), last };
}
