import { filterText, type Term } from '../../../format/filter';

/** What the hub calls all that it does not name. */
export const OTHERS = '(others)';

export const events = (fields: Record<string, string>): string => list('/events', fields);
export const instances = (fields: Record<string, string>): string => list('/instances', fields);

/** A list with a filter; what others stand for cannot be said in one, so it is left out. */
function list(path: string, fields: Record<string, string>): string {
  const terms: Term[] = Object.entries(fields)
    .filter(([, value]) => value !== OTHERS)
    .map(([field, value]) => ({ field, value, not: false }));
  return terms.length === 0 ? path : `${path}?f=${encodeURIComponent(filterText(terms))}`;
}
