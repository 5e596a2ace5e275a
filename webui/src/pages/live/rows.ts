import type { Moment } from '../../api/stream.svelte';
import type { Field } from '../../format/filter';

/** One event as Live shows it: all of its moments merged. A refused delivery is a row of its own. */
export interface LiveRow {
  /** partition-position; `refused-<n>` for a delivery that became no event. */
  key: string;
  at: number;
  event: string;
  source: string;
  type: string;
  subject: string;
  outcome: string;
  rules: readonly string[];
  duplicates: number;
  /** Milliseconds from receipt to the latest answer: journaled, then decided. */
  latency: number | undefined;
  cause: string;
  instances: Map<string, string>;
}

/** From the best to the worst: a row shows the worst that any of its instances is in. */
const WORST = [
  'finished',
  'cancelled',
  'compensated',
  'running',
  'waiting',
  'compensating',
  'retrying',
  'failed',
  'dead letter',
];

export const WORDS = ['type', 'subject', 'event'];

export function rowKey(moment: Moment, count: number): string {
  if (moment.partition === undefined || moment.position === undefined) return `refused-${count}`;
  return `${moment.partition}-${moment.position}`;
}

export function newRow(key: string, moment: Moment): LiveRow {
  return {
    key,
    at: moment.at,
    event: moment.event ?? '',
    source: moment.source ?? '',
    type: moment.type ?? '',
    subject: moment.subject ?? '',
    outcome: '',
    rules: [],
    duplicates: 0,
    latency: undefined,
    cause: '',
    instances: new Map(),
  };
}

/** Tells a row one more moment of its event. */
export function tell(row: LiveRow, moment: Moment): void {
  if (row.type === '') row.type = moment.type ?? moment.definition ?? '';
  if (row.subject === '') row.subject = moment.subject ?? '';
  if (moment.cause !== undefined && moment.cause !== '') row.cause = moment.cause;
  switch (moment.moment) {
    case 'refused':
      row.outcome = 'refused';
      row.type = moment.code ?? '';
      return;
    case 'journaled':
      if (row.outcome === '') row.outcome = 'journaled';
      row.latency ??= moment.latencyMillis;
      return;
    case 'duplicate':
      row.duplicates++;
      if (row.outcome === '') row.outcome = 'duplicate';
      return;
    case 'decided':
      decided(row, moment);
      return;
    case 'quarantined':
      row.outcome = 'quarantined';
      return;
    case 'instance':
      instance(row, moment.instance, moment.state);
      return;
    case 'attempt':
      if (moment.outcome === 'failed') instance(row, moment.instance, 'retrying');
      // An event from before the page was opened is first heard of by what its instance does.
      else if (row.outcome === '') instance(row, moment.instance, 'running');
      return;
    case 'dead_lettered':
      instance(row, moment.instance, 'dead letter');
      return;
    case 'alerted':
    case 'elapsed':
      return;
  }
}

function decided(row: LiveRow, moment: Moment): void {
  row.rules = moment.rules ?? [];
  row.latency = moment.latencyMillis ?? row.latency;
  if (row.instances.size === 0) row.outcome = row.rules.length > 0 ? 'matched' : 'unmatched';
}

function instance(row: LiveRow, id: string | undefined, state: string | undefined): void {
  if (id === undefined || state === undefined) return;
  const before = row.instances.get(id);
  if (before === 'dead letter' && state === 'failed') return;
  if (state === 'retrying' && (before === 'failed' || before === 'dead letter')) return;
  row.instances.set(id, state);
  const states = [...row.instances.values()];
  row.outcome = states.reduce((a, b) => (WORST.indexOf(b) > WORST.indexOf(a) ? b : a));
}

/** What a filter may ask of a row. */
export function read(row: LiveRow, field: string): Field {
  switch (field) {
    case 'source':
      return row.source;
    case 'type':
      return row.type;
    case 'subject':
      return row.subject;
    case 'event':
    case 'id':
      return row.event;
    case 'rule':
      return row.rules;
    case 'outcome':
      return [row.outcome, ...(row.duplicates > 0 ? ['duplicate'] : [])];
    case 'state':
      return [...row.instances.values()];
    case 'instance':
      return [...row.instances.keys()];
    case 'partition':
      return row.key.split('-')[0];
    case 'latency':
      return row.latency;
    default:
      return undefined;
  }
}
