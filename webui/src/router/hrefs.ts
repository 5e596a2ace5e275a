/** Where an event's story is. The source is told too, since two sources may use one id. */
export function eventHref(id: string, source: string): string {
  return `/events/${encodeURIComponent(id)}?source=${encodeURIComponent(source)}`;
}

interface Chosen {
  source?: string;
  type?: string;
  subject?: string;
  event?: string;
  state?: string;
}

/** Where a replay of these events is begun; what a replay cannot choose by is left out. */
export function replayHref(chosen: Chosen, range?: { from: number; to: number }): string {
  const query = new URLSearchParams({ new: '' });
  for (const name of ['source', 'type', 'subject', 'event'] as const)
    if (chosen[name] !== undefined) query.set(name, chosen[name]);
  if (chosen.state === 'quarantined') query.set('quarantined', '');
  if (range !== undefined) {
    query.set('from', String(range.from));
    query.set('to', String(range.to));
  }
  return `/replays?${query.toString()}`;
}

interface Spot {
  file?: string;
  line?: number;
  /** Instead of a line: where the rule of this name is. */
  rule?: string;
  /** An event of the journal, to be tried there; its source tells two of one id apart. */
  event?: string;
  source?: string;
  /** Events that are to be tried before it, in any order. */
  given?: EventRef[];
}

/** An event of the journal. */
export interface EventRef {
  id: string;
  source: string;
}

/** The process for whose schedule the hub wrote a rule; undefined for the rules of people. */
export const scheduledBy = (rule: string): string | undefined =>
  /^(?:schedule of|events that start) ([a-z0-9-]+)$/.exec(rule)?.[1];

/** What the hub wrote for a schedule is changed where that stands. */
function written({ rule, ...spot }: Omit<Spot, 'given'>): Omit<Spot, 'given'> {
  const process = rule === undefined ? undefined : scheduledBy(rule);
  if (process !== undefined) return { ...spot, file: `${process}.process.yaml` };
  return rule === undefined ? spot : { ...spot, rule };
}

/** The editor of a pack, at a place of it. */
export function packHref(pack: string, { given = [], ...spot }: Spot = {}): string {
  const query = [
    ...Object.entries(written(spot)).map(([name, value]) => `${name}=${encodeURIComponent(value as string)}`),
    ...given.map(({ id, source }) => `given=${encodeURIComponent(`${source}/${id}`)}`),
  ];
  return `/rules/${encodeURIComponent(pack)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/** The events that such an address wants to be tried: that of the link last. */
export function givenOf(query: URLSearchParams): EventRef[] {
  const [id, source] = [query.get('event'), query.get('source')];
  if (id === null || source === null) return [];
  const before = query.getAll('given').map((one) => {
    const slash = one.indexOf('/');
    return { source: one.slice(0, slash), id: one.slice(slash + 1) };
  });
  return [...before, { id, source }];
}

export function versionsHref(pack: string, version?: number): string {
  return `/rules/${encodeURIComponent(pack)}/versions${version === undefined ? '' : `?v=${version}`}`;
}

/** All back-tests of a pack, or one of them. */
export function backtestHref(pack: string, id?: string): string {
  return `/rules/${encodeURIComponent(pack)}/backtests${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
}
