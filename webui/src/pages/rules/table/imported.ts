import { quoted } from './edits';
import { cellOf, sheetOf } from './sheet';

interface Imported {
  text: string;
  /** What was done to it, to be told behind its name. */
  note: string;
}

/** A file of a spreadsheet as a table is written: UTF-8, with commas. */
export function imported(bytes: ArrayBuffer): Imported {
  const { text, note } = decoded(bytes);
  const separator = [';', '\t'].find((one) => parts(text, one) > 1 && parts(text, ',') === 1);
  if (separator === undefined) return { text, note };
  const sheet = sheetOf(text, separator);
  const rows = sheet.rows.map((cells, row) =>
    cells.map((_, column) => quoted(cellOf(sheet, row, column, separator))).join(','),
  );
  return {
    text: `${rows.join('\n')}\n`,
    note: `${note}, cells were parted by ${separator === ';' ? 'semicolons' : 'tabs'}`,
  };
}

/** Into how many cells the first line falls. */
function parts(text: string, separator: string): number {
  return sheetOf(text.slice(0, text.indexOf('\n') + 1 || text.length), separator).columns;
}

function decoded(bytes: ArrayBuffer): Imported {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), note: '' };
  } catch {
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      note: ', not UTF-8 but taken as Windows-1252',
    };
  }
}
