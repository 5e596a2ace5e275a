/** A task of a definition, as the graph has it. */
export interface Task {
  path: string;
  name: string;
  /** What it is: set, call, wait, ... */
  kind: string;
  /** In some words, what it does. */
  about: string;
  /** Where it leads when it does not lead to the next one: the name of a task, `end` or `exit`, with the case of a switch. */
  leads: Lead[];
  /** Whether the next task may follow without a word. */
  falls: boolean;
  /** Sequences inside, side by side. */
  inside: Inner[];
}

export interface Lead {
  to: string;
  word: string;
}

export interface Inner {
  title: string;
  tasks: Task[];
}

type Json = Record<string, unknown>;

const KINDS = ['for', 'try', 'fork', 'do', 'switch', 'call', 'emit', 'listen', 'raise', 'run', 'set', 'wait'];

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const part = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);
const words = (value: unknown): string => (typeof value === 'string' ? value : '');
const pointer = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The tasks that stand under a `do`. */
export function tasksOf(list: unknown, path = '/do'): Task[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, i) =>
    isObject(item)
      ? Object.entries(item).map(([name, body]) => task(name, body, `${path}/${i}/${pointer(name)}`))
      : [],
  );
}

function task(name: string, body: unknown, path: string): Task {
  const kind = kindOf(body);
  const then = words(part(body, 'then'));
  const own: Lead[] = then === '' || then === 'continue' ? [] : [{ to: then, word: '' }];
  const cases = kind === 'switch' ? casesOf(part(body, 'switch')) : [];
  return {
    path,
    name,
    kind,
    about: about(kind, body),
    leads: [...cases.filter(({ to }) => to !== 'continue'), ...own],
    falls: own.length === 0 && kind !== 'raise' && !isSettled(part(body, 'switch')),
    inside: insideOf(kind, body, path),
  };
}

function kindOf(body: unknown): string {
  const known = KINDS.find((kind) => part(body, kind) !== undefined);
  if (known !== undefined) return known;
  const own = part(body, 'x-signalbox');
  return isObject(own) ? (Object.keys(own)[0] ?? 'task') : 'task';
}

function casesOf(list: unknown): Lead[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) =>
    isObject(item)
      ? Object.entries(item).map(([word, one]) => ({ to: words(part(one, 'then')) || 'continue', word }))
      : [],
  );
}

/** Whether one of its cases always holds, and leads elsewhere. */
function isSettled(list: unknown): boolean {
  return (
    Array.isArray(list) &&
    list.every((item: unknown) =>
      Object.values(isObject(item) ? item : {}).every((one) => {
        const then = words(part(one, 'then'));
        return then !== '' && then !== 'continue';
      }),
    ) &&
    list.some((item: unknown) =>
      Object.values(isObject(item) ? item : {}).some((one) => part(one, 'when') === undefined),
    )
  );
}

function insideOf(kind: string, body: unknown, path: string): Inner[] {
  if (kind === 'for' || kind === 'do') return [{ title: '', tasks: tasksOf(part(body, 'do'), `${path}/do`) }];
  if (kind === 'try') {
    const handler = tasksOf(part(part(body, 'catch'), 'do'), `${path}/catch/do`);
    const tried = { title: 'try', tasks: tasksOf(part(body, 'try'), `${path}/try`) };
    return handler.length === 0 ? [tried] : [tried, { title: 'catch', tasks: handler }];
  }
  if (kind !== 'fork') return [];
  return tasksOf(part(part(body, 'fork'), 'branches'), `${path}/fork/branches`).map((branch) => ({
    title: '',
    tasks: [branch],
  }));
}

function about(kind: string, body: unknown): string {
  const it = part(body, kind);
  switch (kind) {
    case 'call':
      return called(part(body, 'with'));
    case 'wait':
      return typeof it === 'string'
        ? it
        : Object.entries(isObject(it) ? it : {})
            .map(([unit, n]) => `${String(n)} ${unit}`)
            .join(' ');
    case 'run':
      return words(part(part(it, 'workflow'), 'name'));
    case 'for':
      return `each of ${words(part(it, 'in'))}`;
    case 'emit':
      return words(part(part(part(it, 'event'), 'with'), 'type'));
    case 'listen':
      return heard(part(it, 'to')).join(', ');
    case 'try':
      return part(part(body, 'catch'), 'retry') === undefined ? '' : 'with retries';
    case 'fork':
      return part(it, 'compete') === true ? 'the first wins' : '';
    default:
      return '';
  }
}

function called(how: unknown): string {
  const endpoint = part(how, 'endpoint');
  const uri = words(endpoint) || words(part(endpoint, 'uri'));
  return `${words(part(how, 'method')).toUpperCase()} ${uri.replace(/^https?:\/\//, '')}`;
}

function heard(to: unknown): string[] {
  const one = part(to, 'one');
  const several = part(to, 'all') ?? part(to, 'any');
  const filters: unknown[] = one !== undefined ? [one] : Array.isArray(several) ? several : [];
  return filters.map((filter) => words(part(part(filter, 'with'), 'type'))).filter((type) => type !== '');
}
