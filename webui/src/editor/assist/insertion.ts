import { contextOf } from './context';
import { standing } from './section';
import { read } from './tokens';

/** A type of events, or a path in them. */
export interface Picked {
  type: string;
  path?: string;
  kinds?: readonly string[];
}

const ACCESSOR: Record<string, string> = { number: 'num', text: 'str', boolean: 'bool', array: 'list' };

/** `num("total")`, by the kind of what stood there. */
export function accessorOf({ path = '', kinds = [] }: Omit<Picked, 'type'>): string {
  return `${ACCESSOR[kinds[0] ?? ''] ?? 'has'}("${path}")`;
}

/** What is written for a fact that was picked, where a text stands now. */
export function insertionOf(before: string, picked: Picked): string {
  const context = contextOf(before);
  const quoted = context !== undefined && 'quoted' in context && context.quoted;
  if (picked.path === undefined) {
    if (context?.kind === 'event-type') return quoted ? picked.type : `"${picked.type}"`;
    return context?.kind === 'element' ? `Event( type == "${picked.type}" )` : `"${picked.type}"`;
  }
  if (context?.kind === 'path') return quoted ? picked.path : `"${picked.path}"`;
  if (context?.kind !== 'statement') return accessorOf(picked);
  const events = [...standing(read(before).tokens).variables].filter(([, types]) => types !== undefined);
  const own = events.find(([, types]) => types?.includes(picked.type)) ?? events[0];
  return own === undefined ? accessorOf(picked) : `${own[0]}.${accessorOf(picked)}`;
}
