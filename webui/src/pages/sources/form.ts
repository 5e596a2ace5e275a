import type { Schema } from '../../api/client';
import { sqsDraft, sqsText, type SqsDraft } from '../../parts/sqs';

type Text = Schema['SourceText'];

/** A source as fields of a form: all text, empty for "as usual". */
export interface Draft extends SqsDraft {
  verify: string;
  header: string;
  encoding: string;
  prefix: string;
  signed: string;
  type: string;
  id: string;
  subject: string;
  time: string;
  partitionBy: string;
  rate: string;
  burst: string;
  body: string;
  silence: string;
  stale: string;
  priority: string;
  url: string;
  stream: string;
  group: string;
  servers: string;
  topics: string;
  start: string;
  tls: string;
  ca: string;
  user: string;
  password: string;
  mechanism: string;
  vhost: string;
  queue: string;
  declare: string;
  prefetch: string;
  receivers: string;
  visibility: string;
  unwrap: string;
  publicUrl: string;
  verifyToken: string;
  rhythm: string;
  cron: string;
  zone: string;
  every: string;
  catchUp: string;
  data: string;
}

export function draftOf(source: Partial<Schema['Source']>): Draft {
  const { hmac, map, limits } = source;
  return {
    verify: source.verify ?? '',
    header: hmac?.header ?? '',
    encoding: hmac?.encoding ?? 'hex',
    prefix: hmac?.prefix ?? '',
    signed: hmac?.signed ?? '',
    type: map?.type ?? source.type ?? '',
    id: map?.id ?? '',
    subject: map?.subject ?? source.subject ?? '',
    time: map?.time ?? '',
    partitionBy: source.partitionBy ?? '',
    rate: String(limits?.rate ?? ''),
    burst: String(limits?.burst ?? ''),
    body: String(limits?.body ?? ''),
    silence: String(limits?.silence ?? ''),
    stale: String(limits?.stale ?? ''),
    priority: source.priority ?? 'normal',
    url: source.url ?? '',
    stream: source.stream ?? '',
    group: source.group ?? '',
    servers: listed(source.servers),
    topics: listed(source.topics),
    start: source.start ?? 'earliest',
    tls: source.tls === true ? 'yes' : 'no',
    ca: source.ca ?? '',
    user: source.user ?? '',
    password: source.secrets?.[0] ?? '',
    mechanism: source.mechanism ?? 'plain',
    vhost: source.vhost ?? '',
    queue: source.queue ?? '',
    declare: source.declare === true ? 'yes' : 'no',
    prefetch: String(source.prefetch ?? ''),
    ...sqsDraft(source),
    receivers: String(source.receivers ?? ''),
    visibility: String(source.visibility ?? ''),
    unwrap: source.unwrap ?? '',
    publicUrl: source.publicUrl ?? '',
    verifyToken: source.verifyToken ?? '',
    rhythm: source.every === undefined ? 'cron' : 'every',
    cron: source.cron ?? '',
    zone: source.zone ?? '',
    every: source.every ?? '',
    catchUp: source.catchUp ?? 'once',
    data: source.data === undefined ? '' : JSON.stringify(source.data),
  };
}

/** The text that a draft says; whatever the form does not know of the source stays as it was. */
export function textOf(base: Text, draft: Draft): Text {
  const text: Text = { ...base };
  if (text.kind === 'schedule') schedule(text, draft);
  else mapped(text, draft);
  set(text, 'partitionBy', said(draft.partitionBy));
  const { rate, burst, body, silence, stale } = draft;
  set(text, 'limits', numbers({ rate, burst, body, silence, stale }) as Schema['SourceLimits']);
  set(text, 'priority', draft.priority === 'bulk' ? 'bulk' : undefined);
  if (text.kind === 'redis-stream') {
    set(text, 'url', said(draft.url));
    set(text, 'stream', said(draft.stream));
    set(text, 'group', said(draft.group));
  } else if (text.kind === 'kafka') {
    kafka(text, draft);
  } else if (text.kind === 'rabbitmq') {
    rabbit(text, draft);
  } else if (text.kind === 'sqs') {
    sqs(text, draft);
  } else if (text.verify === 'hmac') {
    set(text, 'hmac', hmac(draft));
  }
  if (text.kind === 'webhook') terms(text, draft);
  return text;
}

function mapped(text: Text, draft: Draft): void {
  const map = filled({ type: draft.type, id: draft.id, subject: draft.subject, time: draft.time });
  set(text, 'map', Object.keys(map).length === 0 ? undefined : map);
}

function schedule(text: Text, draft: Draft): void {
  const byClock = draft.rhythm === 'cron';
  set(text, 'cron', byClock ? said(draft.cron) : undefined);
  set(text, 'zone', byClock ? said(draft.zone) : undefined);
  set(text, 'every', byClock ? undefined : said(draft.every));
  set(text, 'catchUp', draft.catchUp as Text['catchUp']);
  set(text, 'type', said(draft.type));
  set(text, 'subject', said(draft.subject));
  set(text, 'data', said(draft.data) === undefined ? undefined : (json(draft.data) as Text['data']));
}

/** What is no JSON stays text: the hub says what it wanted. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What the hub says of a source, and takes from nobody. */
const TOLD = new Set(['name', 'status', 'deliverTo', 'pack']);

/** What of a source can be said again by PUT. */
export function textOfSource(source: Schema['Source']): Text {
  const said = Object.entries(source).filter(([name]) => !TOLD.has(name));
  return Object.fromEntries(said) as unknown as Text;
}

function terms(text: Text, draft: Draft): void {
  const topics = list(draft.topics);
  set(text, 'publicUrl', said(draft.publicUrl));
  set(text, 'verifyToken', said(draft.verifyToken));
  set(text, 'topics', topics.length === 0 ? undefined : topics);
}

function kafka(text: Text, draft: Draft): void {
  set(text, 'topics', list(draft.topics));
  set(text, 'group', said(draft.group));
  set(text, 'start', draft.start === 'latest' ? 'latest' : 'earliest');
  broker(text, draft);
  set(text, 'mechanism', text.user === undefined ? undefined : (draft.mechanism as Text['mechanism']));
}

function rabbit(text: Text, draft: Draft): void {
  set(text, 'queue', said(draft.queue));
  set(text, 'vhost', said(draft.vhost));
  set(text, 'declare', draft.declare === 'yes' ? true : undefined);
  set(text, 'prefetch', numbers({ prefetch: draft.prefetch })['prefetch'] as Text['prefetch']);
  broker(text, draft);
}

function sqs(text: Text, draft: Draft): void {
  const { receivers, visibility } = numbers({ receivers: draft.receivers, visibility: draft.visibility });
  const { queueUrl, region, endpoint, accessKeyId, secrets } = sqsText(draft);
  set(text, 'queueUrl', queueUrl);
  set(text, 'region', region);
  set(text, 'endpoint', endpoint);
  set(text, 'accessKeyId', accessKeyId);
  set(text, 'secrets', secrets);
  set(text, 'receivers', receivers as Text['receivers']);
  set(text, 'visibility', visibility as Text['visibility']);
  set(text, 'unwrap', draft.unwrap === 'sns' ? 'sns' : undefined);
}

function broker(text: Text, draft: Draft): void {
  set(text, 'servers', list(draft.servers));
  set(text, 'tls', draft.tls === 'yes' ? true : undefined);
  set(text, 'ca', said(draft.ca));
  set(text, 'user', said(draft.user));
  set(text, 'secrets', draft.password === '' ? [] : [draft.password]);
}

function hmac(draft: Draft): Schema['Hmac'] {
  return {
    ...filled({ header: draft.header, signed: draft.signed }),
    encoding: draft.encoding === 'base64' ? 'base64' : 'hex',
    prefix: draft.prefix,
  };
}

function said(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}

const listed = (items: readonly string[] | undefined): string => (items ?? []).join(', ');

function list(text: string): string[] {
  return text.split(/[\s,]+/).filter((item) => item !== '');
}

function filled(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text.trim() !== ''));
}

/** What is no number stays text: the hub says what it wanted. */
function numbers(fields: Record<string, string>): Record<string, number | string> {
  const given = Object.entries(filled(fields));
  return Object.fromEntries(given.map(([name, text]) => [name, /^\d+$/.test(text) ? Number(text) : text]));
}

function set<K extends keyof Text>(text: Text, name: K, value: Text[K] | undefined): void {
  if (value === undefined) Reflect.deleteProperty(text, name);
  else text[name] = value;
}
