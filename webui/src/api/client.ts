import createClient from 'openapi-fetch';
import { parseKeeping } from '../format/lossless';
import { Problem, problemOf } from './problem';
import type { paths } from './schema';
import { session } from './session.svelte';
import type { BacktestChanges, DryRun, EventStory, InstanceStory, Schema } from './types';

export type * from './types';

/** An event's trace and an instance's timeline carry JSON of others: it stays text. */
const KEPT: ReadonlySet<string> = new Set(['data', 'detail', 'input', 'context', 'output', 'details']);

export const client = createClient<paths>({ baseUrl: '/api/v1', credentials: 'same-origin', fetch: send });

/** Every request goes through here: the token of writes is added, and an answer without a hub is a Problem too. */
async function send(request: Request): Promise<Response> {
  if (request.method !== 'GET' && session.csrf !== null) request.headers.set('X-CSRF-Token', session.csrf);
  const response = await fetch(request).catch((cause: unknown) => {
    throw unreachable(cause);
  });
  if (response.status === 401) session.lost();
  return response;
}

function unreachable(cause: unknown): unknown {
  if (cause instanceof DOMException && cause.name === 'AbortError') return cause;
  return new Problem({
    title: 'The hub does not answer',
    detail: `No connection to ${location.host}.`,
    nextStep: 'Look whether it runs: ./signalbox run',
    code: 'unreachable',
    status: 0,
  });
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export async function must<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok || data === undefined) throw problemOf(response, error);
  return data;
}

/** An answer that has nothing to say. */
export async function gone(answer: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await answer;
  if (!response.ok) throw problemOf(response, error);
}

export async function kept<T>(answer: Promise<Answer<string>>): Promise<T> {
  return parseKeeping(await must(answer), KEPT) as T;
}

export type EventQuery = NonNullable<paths['/events']['get']['parameters']['query']>;
export type InstanceQuery = NonNullable<paths['/instances']['get']['parameters']['query']>;
export type DeadLetterQuery = NonNullable<paths['/dead-letters']['get']['parameters']['query']>;
type BacktestQuery = NonNullable<paths['/packs/{pack}/backtests/{id}/changes']['get']['parameters']['query']>;

export const id = (value: string) => ({ path: { id: value } });
const ofPack = (pack: string) => ({ path: { pack } });
const ofBacktest = (pack: string, backtest: string) => ({ params: { path: { pack, id: backtest } } });
export const named = (name: string) => ({ params: { path: { name } } });

/** The hub, one function for each operation of the contract that the console uses. All throw a {@link Problem}. */
export const hub = {
  info: () => must(client.GET('/info')),
  hubs: () => must(client.GET('/hubs')),
  /** Gives a partition to this hub, and keeps it there. */
  pin: (number: number, to: string) =>
    gone(client.PUT('/partitions/{number}/hub', { params: { path: { number } }, body: { hub: to } })),
  /** Lets the even shares decide again. */
  unpin: (number: number) =>
    gone(client.DELETE('/partitions/{number}/hub', { params: { path: { number } } })),
  overview: () => must(client.GET('/overview')),
  demo: () => must(client.GET('/demo')),
  session: () => must(client.GET('/session')),
  events: (query: EventQuery) => must(client.GET('/events', { params: { query } })),
  event: (event: string, source?: string) =>
    kept<EventStory>(
      client.GET('/events/{id}', { params: { ...id(event), query: from(source) }, parseAs: 'text' }),
    ),
  explanation: (event: string, source?: string) =>
    must(client.GET('/events/{id}/explanation', { params: { ...id(event), query: from(source) } })),
  instances: (query: InstanceQuery) => must(client.GET('/instances', { params: { query } })),
  instance: (instance: string) =>
    kept<InstanceStory>(client.GET('/instances/{id}', { params: id(instance), parseAs: 'text' })),
  deadLetters: (query: DeadLetterQuery) => must(client.GET('/dead-letters', { params: { query } })),
  source: (name: string) => must(client.GET('/sources/{name}', named(name))),
  putSource: (name: string, body: Schema['SourceText']) =>
    must(client.PUT('/sources/{name}', { ...named(name), body })),
  sources: () => must(client.GET('/sources')),
  refusals: (name: string) => must(client.GET('/sources/{name}/refusals', named(name))),
  /** Messages of a source, which may be gone, that were no events and are kept. */
  refusedMessages: (name: string, before?: string) =>
    must(
      client.GET('/sources/{name}/refused-messages', {
        params: { path: { name }, query: { limit: 50, ...(before === undefined ? {} : { before }) } },
      }),
    ),
  retakeMessages: (name: string, body: Schema['RefusedPick']) =>
    must(client.POST('/sources/{name}/refused-messages/retake', { ...named(name), body })),
  discardMessages: (name: string, body: Schema['RefusedPick']) =>
    must(client.POST('/sources/{name}/refused-messages/discard', { ...named(name), body })),
  deleteSource: (name: string) => gone(client.DELETE('/sources/{name}', named(name))),
  /** Takes deliveries, or tells them to come again later. */
  turnSource: (name: string, on: boolean) =>
    must(client.POST(on ? '/sources/{name}/resume' : '/sources/{name}/pause', named(name))),
  rotateSecret: (name: string, body: Schema['Rotate']) =>
    must(client.POST('/sources/{name}/rotate', { ...named(name), body })),
  removeSecret: (name: string, fingerprint: string) =>
    must(client.DELETE('/sources/{name}/secrets/{fingerprint}', { params: { path: { name, fingerprint } } })),
  previewSource: (name: string, body: Schema['PreviewWanted']) =>
    must(client.POST('/sources/{name}/preview', { ...named(name), body })),
  sampleSource: (name: string) => must(client.POST('/sources/{name}/sample', named(name))),
  snippets: (name: string) => must(client.GET('/sources/{name}/snippets', named(name))),
  sinks: () => must(client.GET('/sinks')),
  sink: (name: string) => must(client.GET('/sinks/{name}', named(name))),
  putSink: (name: string, body: Schema['SinkText']) =>
    must(client.PUT('/sinks/{name}', { ...named(name), body })),
  deleteSink: (name: string) => gone(client.DELETE('/sinks/{name}', named(name))),
  rotateSink: (name: string, body: Schema['Rotate']) =>
    must(client.POST('/sinks/{name}/rotate', { ...named(name), body })),
  /** Sends one message that says that it is a test. */
  testSink: (name: string, body: Schema['SinkTest']) =>
    must(client.POST('/sinks/{name}/test', { ...named(name), body })),
  secrets: () => must(client.GET('/secrets')),
  putSecret: (name: string, body: Schema['SecretText']) =>
    must(client.PUT('/secrets/{name}', { ...named(name), body })),
  deleteSecret: (name: string) => gone(client.DELETE('/secrets/{name}', named(name))),
  breakers: () => must(client.GET('/breakers')),
  facts: () => must(client.GET('/facts')),
  fact: (type: string) => must(client.GET('/facts/{type}', { params: { path: { type } } })),
  packs: () => must(client.GET('/packs')),
  pack: (pack: string) => must(client.GET('/packs/{pack}', { params: ofPack(pack) })),
  checkPack: (pack: string, body: Schema['DraftText'], signal: AbortSignal) =>
    must(client.POST('/packs/{pack}/check', { params: ofPack(pack), body, signal })),
  runCases: (pack: string, body: Schema['DraftText']) =>
    must(client.POST('/packs/{pack}/cases', { params: ofPack(pack), body })),
  /** The body is text already, so that no number in the data of an event changes. */
  dryRun: (pack: string, body: string) =>
    kept<DryRun>(
      client.POST('/packs/{pack}/dry-run', {
        params: ofPack(pack),
        body: body as unknown as Schema['DryRunWanted'],
        bodySerializer: (text) => text as unknown as string,
        headers: { 'Content-Type': 'application/json' },
        parseAs: 'text',
      }),
    ),
  replays: () => must(client.GET('/replays')),
  beginReplay: (body: Schema['ReplayRequest']) => must(client.POST('/replays', { body })),
  cancelReplay: (replay: string) => gone(client.DELETE('/replays/{id}', { params: id(replay) })),
  backtests: (pack: string) => must(client.GET('/packs/{pack}/backtests', { params: ofPack(pack) })),
  beginBacktest: (pack: string, body: Schema['BacktestWanted']) =>
    must(client.POST('/packs/{pack}/backtests', { params: ofPack(pack), body })),
  backtest: (pack: string, backtest: string) =>
    must(client.GET('/packs/{pack}/backtests/{id}', ofBacktest(pack, backtest))),
  /** Why it decided an event as it did: as active, or with the draft. */
  explainChange: (
    pack: string,
    backtest: string,
    event: Pick<Schema['Event'], 'id' | 'source'>,
    side: 'before' | 'after',
  ) =>
    must(
      client.GET('/packs/{pack}/backtests/{id}/explanation', {
        params: { path: { pack, id: backtest }, query: { event: event.id, source: event.source, side } },
      }),
    ),
  /** What an activation of the draft makes the partitions replay. */
  rebuild: (pack: string) => must(client.GET('/packs/{pack}/draft/rebuild', { params: ofPack(pack) })),
  cancelBacktest: (pack: string, backtest: string) =>
    gone(client.DELETE('/packs/{pack}/backtests/{id}', ofBacktest(pack, backtest))),
  backtestChanges: (pack: string, backtest: string, query: BacktestQuery) =>
    kept<BacktestChanges>(
      client.GET('/packs/{pack}/backtests/{id}/changes', {
        params: { path: { pack, id: backtest }, query },
        parseAs: 'text',
      }),
    ),
  putDraft: (pack: string, body: Schema['Draft']) =>
    must(client.PUT('/packs/{pack}/draft', { params: ofPack(pack), body })),
  giveUpDraft: (pack: string, revision: number) =>
    must(client.DELETE('/packs/{pack}/draft', { params: { ...ofPack(pack), query: { revision } } })),
  activate: (pack: string, body: Schema['Activate']) =>
    must(client.POST('/packs/{pack}/activate', { params: ofPack(pack), body })),
  versions: (pack: string) => must(client.GET('/packs/{pack}/versions', { params: ofPack(pack) })),
  version: (pack: string, version: number) =>
    must(client.GET('/packs/{pack}/versions/{version}', { params: { path: { pack, version } } })),
  rollBack: (pack: string, body: Schema['Rollback']) =>
    must(client.POST('/packs/{pack}/rollback', { params: ofPack(pack), body })),
  templates: () => must(client.GET('/templates')),
  login: (code: string) => must(client.POST('/login', { body: { code } })),
  /** Exchanges the admin token for a one-time link, and that for a session: the token itself is never kept. */
  loginLink: (token: string) =>
    must(client.POST('/login-links', { headers: { Authorization: `Bearer ${token}` } })),
  logout: () => client.DELETE('/session'),
};

function from(source: string | undefined): { source?: string } {
  return source === undefined ? {} : { source };
}
