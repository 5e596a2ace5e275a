import type { Place } from './place';
import { keysOf, pathOf } from './place';
import type { Node } from './tree';

/** A name that fits, and what it is the name of. */
export interface Name {
  name: string;
  is: string;
}

/** What the hub has names of. */
export type Kept = 'definitions' | 'secrets' | 'sinks' | 'types';

const DIRECTIVES: readonly Name[] = [
  { name: 'continue', is: 'the task that follows' },
  { name: 'exit', is: 'the end of this list' },
  { name: 'end', is: 'the end of the process' },
];
const TASK_LISTS = ['do', 'try'];
/** The parts of `use` that a value may name, by its key. */
const REUSED: Record<string, string> = { retry: 'retries', error: 'errors', timeout: 'timeouts' };

/** Names that the text itself has for a value at this place. */
export function namesIn({ valueOf }: Place): Name[] {
  if (valueOf === undefined) return [];
  const [key, above] = pathOf(valueOf).toReversed();
  if (key === 'then') return [...tasksBeside(valueOf), ...DIRECTIVES];
  if (key === 'use' && above === 'authentication') return reused(valueOf, 'authentications');
  if (key === 'use') return reused(valueOf, 'secrets');
  const part = typeof key === 'string' ? REUSED[key] : undefined;
  return part === undefined ? [] : reused(valueOf, part);
}

/** What of the hub is named at this place. */
export function keptAt({ valueOf }: Place): Kept | undefined {
  if (valueOf === undefined) return undefined;
  const [key, above, further] = pathOf(valueOf).toReversed();
  if (key === 'name' && above === 'workflow') return 'definitions';
  if (key === 'sink' && above === 'queue') return 'sinks';
  if (typeof key === 'number' && above === 'secrets' && further === 'use') return 'secrets';
  return key === 'type' && above === 'with' && further !== 'errors' ? 'types' : undefined;
}

/** The tasks of the list that a task is in, but for the one itself. */
function tasksBeside(node: Node): Name[] {
  let own = node;
  for (let at = node.parent; at !== undefined; own = at, at = at.parent) {
    if (own.kind !== 'element' || !TASK_LISTS.includes(at.text)) continue;
    return at.children
      .filter((other) => other !== own)
      .flatMap((other) => keysOf(other))
      .map((name) => ({ name, is: 'a task of this list' }));
  }
  return [];
}

function reused(node: Node, part: string): Name[] {
  let root = node;
  while (root.parent !== undefined) root = root.parent;
  const use = root.children.find(({ text }) => text === 'use');
  const found = use?.children.find(({ text }) => text === part)?.children ?? [];
  return found
    .map(({ kind, text, value }) => (kind === 'element' ? value : text))
    .filter((name) => name !== '')
    .map((name) => ({ name, is: `of use.${part}` }));
}
