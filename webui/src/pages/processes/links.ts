import { filterText } from '../../format/filter';

/** The states in which something is still to be done. */
export const OPEN = ['running', 'waiting', 'retrying', 'failed'] as const;

/** The list of instances with these fields. */
export function instancesHref(fields: Record<string, string>): string {
  const terms = Object.entries(fields).map(([field, value]) => ({ field, value, not: false }));
  return `/instances?f=${encodeURIComponent(filterText(terms))}`;
}
