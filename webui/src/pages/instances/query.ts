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

const CANCELLABLE = new Set(['definition', 'state', 'key']);
const ENDED = new Set(['finished', 'cancelled']);

/** Whether a cancellation can say all that the query says. */
export function cancellableBy(query: InstanceQuery, unsaid: number): boolean {
  return (
    unsaid === 0 && !ENDED.has(query.state ?? '') && Object.keys(query).every((name) => CANCELLABLE.has(name))
  );
}
