import type { InstanceStory, TimelineEntry } from '../../api/client';
import type { Raw } from '../../format/lossless';

const ENDS: Record<string, string> = {
  started: 'running',
  retrying: 'retrying',
  waiting: 'waiting',
  listening: 'waiting',
  asked: 'waiting',
  ran: 'waiting',
  failed: 'failed',
  caught: 'running',
  skipped: 'skipped',
  cancelled: 'cancelled',
};

/** How it stands with each task, by its path: `done`, where the instance is, what failed, what was left out. */
export function way(instance: InstanceStory): Map<string, string> {
  const states = new Map<string, string>();
  for (const { path, what } of instance.timeline) {
    if (path === '') continue;
    if (what === 'skipped by hand') states.set(path, 'skipped');
    else if (what === 'succeeded') {
      if (states.get(path) !== 'skipped') states.set(path, 'done');
    } else if (ENDS[what] !== undefined) states.set(path, ENDS[what]);
  }
  const here = new Set(instance.places.map(({ path }) => path));
  const open = instance.finishedAt == null;
  for (const [path, state] of states)
    if (['running', 'retrying', 'waiting'].includes(state) && !(open && here.has(path)))
      states.set(path, 'left');
  return states;
}

/** Which ways between tasks it went, as `from to`. */
export function taken(instance: InstanceStory): Set<string> {
  const gone = new Set<string>();
  const last = new Map<string, string>();
  for (const { path, what } of instance.timeline) {
    if (path === '' || !['started', 'skipped', 'succeeded'].includes(what)) continue;
    const sequence = path.split('/').slice(0, -2).join('/');
    if (what !== 'succeeded') gone.add(`${last.get(sequence) ?? 'start'} ${path}`);
    if (what === 'started') last.delete(sequence);
    else last.set(sequence, path);
  }
  if (instance.state === 'finished') gone.add(`${last.get('/do') ?? 'start'} end`);
  return gone;
}

/** What is known of one task: what went in and came out the last time, and the context before and after it. */
export interface Flow {
  input: Raw | null;
  output: Raw | null;
  before: Raw | null;
  after: Raw | null;
  times: number;
}

export function flowOf(instance: InstanceStory, path: string): Flow {
  const flow: Flow = { input: null, output: null, before: null, after: null, times: 0 };
  let passed = instance.input ?? null;
  let context: Raw | null = null;
  for (const entry of instance.timeline) {
    if (entry.path === path && entry.what === 'started') {
      Object.assign(flow, { input: entry.detail ?? passed, output: null, before: null, after: null });
      flow.times++;
    }
    if (entry.what === 'exported') {
      if (entry.path === path) Object.assign(flow, { before: context, after: entry.detail ?? null });
      context = entry.detail ?? null;
    }
    if (entry.what !== 'succeeded') continue;
    passed = entry.detail ?? null;
    if (entry.path === path) flow.output = passed;
  }
  return flow;
}

/** Where an instance is that has not begun, since it waits for its turn. */
export function turn(instance: InstanceStory): InstanceStory['places'][number] | undefined {
  return instance.finishedAt == null ? instance.places.find(({ waits }) => waits != null) : undefined;
}

/** An event that a task waits for. */
export interface Awaited {
  path: string;
  type: string;
  value: string;
}

export function awaited(instance: InstanceStory): Awaited[] {
  return current(instance, 'listening').flatMap(({ path, detail }) =>
    (parsed(detail) as { type: string; value: string }[]).map(({ type, value }) => ({ path, type, value })),
  );
}

/** What a person is asked. */
export interface Question {
  path: string;
  title: string;
}

export function asks(instance: InstanceStory): Question[] {
  return current(instance, 'asked').map(({ path, detail }) => ({
    path,
    title: (parsed(detail) as { title: string }).title,
  }));
}

/** A process that a task has run. */
export interface Part {
  path: string;
  definition: string;
  instance: string;
  /** Whether the task still waits for its end. */
  open: boolean;
}

export function partsOf(instance: InstanceStory): Part[] {
  const open = new Set(current(instance, 'ran'));
  return instance.timeline
    .filter(({ what }) => what === 'ran')
    .map((entry) => ({
      path: entry.path,
      ...(parsed(entry.detail) as { definition: string; instance: string }),
      open: open.has(entry),
    }));
}

/** The last such entries of places where the instance still is. */
function current(instance: InstanceStory, what: string): TimelineEntry[] {
  if (instance.finishedAt != null) return [];
  return instance.places.flatMap(({ path }) => {
    const last = instance.timeline.findLast((entry) => entry.path === path && entry.what === what);
    return last === undefined ? [] : [last];
  });
}

/** Only names, types and ids are taken out of it; no number is. */
function parsed(detail: Raw | null | undefined): unknown {
  return detail == null ? [] : (JSON.parse(detail.raw) as unknown);
}
