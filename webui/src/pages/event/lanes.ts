import type { EventStory, TimelineEntry, TraceMoment } from '../../api/client';
import { counted } from '../../format/number';
import { duration } from '../../format/time';
import { toneOf, wordOf } from '../../parts/tone';
import { taskRows, type Lane, type Mark, type Row } from '../../timeline/lanes';

const INGEST = new Set(['received', 'verified', 'journaled', 'duplicate']);
const RULES = new Set(['decided', 'quarantined', 'alerted']);

/** The lanes of an event's story: Ingest, Rules, one for each instance, Emitted; those without a moment are left out. */
export function lanesOf(story: EventStory, now: number): Lane[] {
  const trace = story.trace;
  const ingest = trace.filter((moment) => INGEST.has(moment.moment));
  return [
    lane(
      'Ingest',
      `${story.source} → partition ${story.partition}, position ${story.position}`,
      ingest.map(point),
    ),
    rules(story, ingest),
    ...instances(trace, now),
    lane('Emitted', 'derived events', trace.filter((moment) => moment.moment === 'emitted').map(point)),
  ].filter((candidate) => candidate.rows.length > 0);
}

/** One row per word, so that moments of the same millisecond do not cover each other. */
function lane(name: string, note: string, marks: Mark[]): Lane {
  const rows = new Map<string, Row>();
  for (const mark of marks) {
    const row = rows.get(mark.label) ?? { label: mark.label, title: `${name}: ${mark.label}`, marks: [] };
    row.marks.push(mark);
    rows.set(mark.label, row);
  }
  return { name, note, rows: [...rows.values()] };
}

function point(moment: TraceMoment, index: number): Mark {
  return {
    id: `${moment.moment}-${index}`,
    from: moment.at,
    to: moment.at,
    shape: 'point',
    tone: toneOf(wordOf(moment.moment)),
    label: wordOf(moment.moment),
    facts: facts(moment),
    detail: moment.detail ?? null,
  };
}

function rules(story: EventStory, ingest: TraceMoment[]): Lane {
  const journaled = ingest.find((moment) => moment.moment === 'journaled')?.at ?? story.at;
  const matched = counted(story.rules.length, 'rule');
  const marks = story.trace
    .filter((moment) => RULES.has(moment.moment))
    .map((moment, i): Mark => {
      const mark = point(moment, i);
      if (moment.moment !== 'decided') return mark;
      const tone = story.rules.length > 0 ? 'ok' : 'none';
      return { ...mark, from: journaled, to: moment.at, shape: 'span', tone, label: 'decided' };
    });
  const version = story.decision ? `rulebook ${story.decision.rulebook}, ` : '';
  return lane(
    'Rules',
    `${version}${story.rules.length === 0 ? 'no rule matched' : `${matched} matched`}`,
    marks,
  );
}

function instances(trace: TraceMoment[], now: number): Lane[] {
  const byId = new Map<string, TraceMoment[]>();
  for (const moment of trace) {
    if (moment.instance === undefined || !['instance', 'step', 'dead_lettered'].includes(moment.moment))
      continue;
    const list = byId.get(moment.instance) ?? [];
    list.push(moment);
    byId.set(moment.instance, list);
  }
  return [...byId].map(([id, moments]) => instance(id, moments, now));
}

function instance(id: string, moments: TraceMoment[], now: number): Lane {
  const definition = moments.find((moment) => moment.definition !== undefined)?.definition ?? id;
  const states = moments.filter((moment) => moment.moment === 'instance');
  const entries = moments.filter((moment) => moment.moment === 'step').map(entry);
  const state = states.at(-1)?.state;
  const dead = moments.filter((moment) => moment.moment === 'dead_lettered').map(point);
  const all = taskRows(entries, now, `${id}/`);
  // Its own beginning and end are told by the states already; a redrive is not.
  const redriven = all.flatMap((row) => row.marks.filter((mark) => mark.label === 'redriven'));
  const rows = all.filter((row) => row.label !== 'instance');
  const own: Row = {
    label: 'state',
    title: `${id} state`,
    marks: [...states.map((moment, i) => stateMark(id, moment, i)), ...redriven, ...dead],
  };
  return {
    name: definition,
    note: state ?? '',
    href: `/instances/${id}`,
    rows: own.marks.length > 0 ? [own, ...rows] : rows,
  };
}

function stateMark(id: string, moment: TraceMoment, index: number): Mark {
  const state = moment.state ?? 'running';
  const mark = point(moment, index);
  return { ...mark, id: `${id}-state-${index}`, tone: toneOf(state), label: state };
}

function entry(moment: TraceMoment): TimelineEntry {
  return {
    at: moment.at,
    what: moment.what ?? 'started',
    path: moment.path ?? '',
    task: moment.task ?? '',
    attempt: moment.attempt ?? 0,
    detail: moment.detail ?? null,
  };
}

function facts(moment: TraceMoment): [string, string][] {
  const list: [string, string][] = [];
  const add = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') list.push([name, String(value)]);
  };
  add('partition', moment.partition);
  add('position', moment.position);
  add('count', moment.count);
  add('rules', moment.rules?.join(', '));
  add('instance', moment.instance);
  add('definition', moment.definition);
  add('state', moment.state);
  add('task', moment.task);
  add('text', moment.text);
  add('cause', moment.cause);
  add('dead letter', moment.deadLetter);
  if (moment.took !== undefined) add('took', duration(moment.took));
  if (moment.payloadMismatch === true) add('payload', 'differs from the first delivery');
  return list;
}
