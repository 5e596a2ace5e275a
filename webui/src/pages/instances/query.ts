import type { InstanceQuery } from '../../api/client';
import type { Term } from '../../format/filter';

const FIELDS = new Set(['definition', 'version', 'state', 'key', 'event', 'rule', 'task']);

/** The query of the API for a filter, and what of the filter it cannot say. */
export function instanceQuery(terms: Term[]): { query: InstanceQuery; unsaid: Term[] } {
  const query: Record<string, string> = {};
  const unsaid: Term[] = [];
  for (const term of terms) {
    if (term.not || !FIELDS.has(term.field) || term.field in query) unsaid.push(term);
    else query[term.field] = term.value;
  }
  return { query, unsaid };
}
