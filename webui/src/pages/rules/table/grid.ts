import type { Found } from '../checks.svelte';
import { cellAt, cellOf, type Sheet } from './sheet';

/** A cell by its numbers; row 0 is the header. */
export interface Place {
  row: number;
  column: number;
}

const CHARACTER = 7.3;
const LOOKED_AT = 200;

export function keyOf({ row, column }: Place): string {
  return `${row}:${column}`;
}

/** Where a key leads from a place; the same place when it leads nowhere. The row behind the last one is for a new one. */
export function move(from: Place, key: string, sheet: Sheet, page: number): Place {
  const last = { row: sheet.rows.length, column: Math.max(0, sheet.columns - 1) };
  const { row, column } = from;
  const to = ((): Place => {
    switch (key) {
      case 'ArrowUp':
        return { row: row - 1, column };
      case 'ArrowDown':
        return { row: row + 1, column };
      case 'ArrowLeft':
        return { row, column: column - 1 };
      case 'ArrowRight':
        return { row, column: column + 1 };
      case 'PageUp':
        return { row: row - page, column };
      case 'PageDown':
        return { row: row + page, column };
      case 'Home':
        return { row, column: 0 };
      case 'End':
        return { row, column: last.column };
      case 'Ctrl-Home':
      case 'Ctrl-ArrowUp':
        return { row: 0, column: key === 'Ctrl-Home' ? 0 : column };
      case 'Ctrl-End':
      case 'Ctrl-ArrowDown':
        return { row: last.row - 1, column: key === 'Ctrl-End' ? last.column : column };
      case 'next':
        return column < last.column ? { row, column: column + 1 } : { row: row + 1, column: 0 };
      case 'back':
        return column > 0 ? { row, column: column - 1 } : { row: row - 1, column: last.column };
      default:
        return from;
    }
  })();
  if (to === from) return from;
  return {
    row: Math.min(last.row, Math.max(0, to.row)),
    column: Math.min(last.column, Math.max(0, to.column)),
  };
}

/** Room for each column in pixels, by what its first rows hold. */
export function widthsOf(sheet: Sheet): number[] {
  return Array.from({ length: Math.max(1, sheet.columns) }, (_, column) => {
    let most = 6;
    for (let row = 0; row < Math.min(sheet.rows.length, LOOKED_AT); row++)
      most = Math.max(most, Math.min(44, cellOf(sheet, row, column).length));
    return Math.round(most * CHARACTER) + 18;
  });
}

/** What is said of a table, by the cells that it is said of. */
export function saidOf(sheet: Sheet, found: Found[]): Map<string, Found[]> {
  const said = new Map<string, Found[]>();
  for (const one of found) {
    const key = keyOf(cellAt(sheet, one.line, one.column));
    said.set(key, [...(said.get(key) ?? []), one]);
  }
  return said;
}

/** The next cell that holds a text, after a place and around; undefined when none does. */
export function next(sheet: Sheet, from: Place, wanted: string): Place | undefined {
  const text = wanted.toLowerCase();
  const all = sheet.rows.length * sheet.columns;
  const start = from.row * sheet.columns + from.column;
  for (let i = 1; i <= all; i++) {
    const index = (start + i) % all;
    const place = { row: Math.floor(index / sheet.columns), column: index % sheet.columns };
    if (cellOf(sheet, place.row, place.column).toLowerCase().includes(text)) return place;
  }
  return undefined;
}
