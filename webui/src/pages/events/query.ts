import type { EventQuery } from '../../api/client';
import type { Term } from '../../format/filter';

/** When events were received, milliseconds since the epoch; the end is not in it. */
export interface Range {
  from: number;
  to: number;
}

/** The range that the URL holds, when it holds one. */
export function rangeOf(query: URLSearchParams): Range | undefined {
  const [from, to] = [Number(query.get('from')), Number(query.get('to'))];
  return from > 0 && to > from ? { from, to } : undefined;
}

const FIELDS = new Set(['source', 'type', 'subject', 'rule', 'state', 'outcome']);

/** The query of the API for a filter, and what of the filter it cannot say. */
export function eventQuery(terms: Term[]): { query: EventQuery; unsaid: Term[] } {
  const query: Record<string, string> = {};
  const unsaid: Term[] = [];
  for (const term of terms) {
    if (term.not || !FIELDS.has(term.field) || term.field in query) unsaid.push(term);
    else query[term.field] = term.value;
  }
  return { query, unsaid };
}
