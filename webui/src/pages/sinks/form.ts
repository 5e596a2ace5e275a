import type { Schema } from '../../api/client';
import type { BrokerDraft } from '../../parts/broker';
import { sqsDraft, sqsText, type SqsDraft } from '../../parts/sqs';
import { aboutKind, type Kind } from './kinds';

type Sink = Schema['Sink'];
type Text = Schema['SinkText'];

/** A sink as fields of a form: all text, empty for "as usual". */
export interface Draft extends BrokerDraft, SqsDraft {
  mechanism: string;
  vhost: string;
  exchange: string;
  url: string;
  maxlen: string;
  mode: string;
}

export function draftOf(sink: Partial<Sink>): Draft {
  return {
    servers: (sink.servers ?? []).join(', '),
    tls: sink.tls === true ? 'yes' : 'no',
    ca: sink.ca ?? '',
    user: sink.user ?? '',
    password: sink.secrets?.[0] ?? '',
    mechanism: sink.mechanism ?? 'plain',
    vhost: sink.vhost ?? '',
    exchange: sink.exchange ?? '',
    url: sink.url ?? '',
    maxlen: String(sink.maxlen ?? ''),
    mode: sink.mode ?? 'binary',
    ...sqsDraft(sink),
  };
}

/** @param secrets of an address, which the form does not change */
export function textOf(kind: Kind, draft: Draft, secrets: readonly string[]): Text {
  const mode = draft.mode === 'structured' ? 'structured' : 'binary';
  if (kind === 'sqs') return { kind, ...sqsText(draft), mode };
  if (kind === 'http') {
    return { kind, ...said({ url: draft.url }), mode, secrets: [...secrets] };
  }
  if (kind === 'redis-stream') return { kind, ...said({ url: draft.url }), ...length(draft.maxlen) };
  const more =
    kind === 'rabbitmq' ? said({ vhost: draft.vhost, exchange: draft.exchange }) : mechanism(draft);
  return { kind, ...broker(draft), ...more };
}

function broker(draft: Draft): Partial<Text> {
  return {
    servers: draft.servers.split(/[\s,]+/).filter((server) => server !== ''),
    ...(draft.tls === 'yes' ? { tls: true } : {}),
    ...said({ ca: draft.ca, user: draft.user }),
    secrets: draft.password === '' ? [] : [draft.password],
  };
}

function mechanism(draft: Draft): Partial<Text> {
  return draft.user.trim() === '' ? {} : { mechanism: draft.mechanism as NonNullable<Text['mechanism']> };
}

/** What is no number stays text: the hub says what it wanted. */
function length(text: string): Partial<Text> {
  if (text.trim() === '') return {};
  return { maxlen: (/^\d+$/.test(text.trim()) ? Number(text) : text) as number };
}

function said(fields: Record<string, string>): Partial<Text> {
  const given = Object.entries(fields).filter(([, text]) => text.trim() !== '');
  return Object.fromEntries(given.map(([name, text]) => [name, text.trim()]));
}

/** A task that sends to it, to be put into a process. */
export function taskOf(sink: Pick<Sink, 'name' | 'kind'>): string {
  const to = aboutKind(sink.kind)?.to === '' ? '' : '\n      to: orders';
  return `- send:
    x-signalbox:
      queue:
        sink: ${sink.name}${to.replace('      ', '        ')}
        body: \${ . }
        type: shop.order.shipped`;
}
