import type { Schema } from '../../api/client';

type Source = Schema['Source'];

export const sourcePath = (name: string, tab?: string): string =>
  `/sources/${encodeURIComponent(name)}${tab === undefined ? '' : `?tab=${tab}`}`;

export const livePath = (name: string, more = ''): string =>
  `/live?f=${encodeURIComponent(`source:${name}${more === '' ? '' : ` ${more}`}`)}`;

const KINDS: Partial<Record<Source['kind'], string>> = {
  'redis-stream': 'Redis stream',
  kafka: 'Kafka',
  rabbitmq: 'RabbitMQ',
  sqs: 'Amazon SQS',
  schedule: 'Schedule',
};

/** Where an attribute stands when the source does not say. */
export const USUAL = {
  type: '/type',
  id: '/id, else header:Idempotency-Key',
  subject: '/subject',
  time: 'of receipt',
};

/** What the events of a schedule say. */
export const saidOf = ({ name, type, subject }: Source): Record<keyof typeof USUAL, string> => ({
  type: type ?? `${name}.tick`,
  id: 'the time of the tick',
  subject: subject ?? 'none',
  time: 'the time of the tick',
});

export const USUAL_IDS: Partial<Record<Source['kind'], string>> = {
  'redis-stream': '/id, else that of the entry',
  kafka: 'topic-partition-offset',
  rabbitmq: 'header:amqp-message-id',
  sqs: 'header:sqs-message-id; in a FIFO queue group/deduplication id',
};

export const USUAL_KEYS: Partial<Record<Source['kind'], string>> = {
  kafka: 'header:kafka-key',
  sqs: 'header:sqs-message-group-id',
};

/** Whether the hub fetches what it sends, so that it can lag behind. */
export const isFetched = ({ kind }: Pick<Source, 'kind'>): boolean =>
  KINDS[kind] !== undefined && kind !== 'schedule';

export function kindOf(source: Pick<Source, 'kind' | 'preset'>): string {
  return KINDS[source.kind] ?? source.preset ?? 'webhook';
}

const writtenIn = ({ kind }: Pick<Source, 'kind'>): string =>
  kind === 'redis-stream' ? 'its Redis' : 'the broker';

const WAYS: Record<string, string> = {
  'standard-webhooks':
    'Standard Webhooks: webhook-signature over webhook-id, webhook-timestamp and body, at most 5 minutes old',
  stripe: 'Stripe-Signature: HMAC-SHA256 over time and body, at most 5 minutes old',
  slack: 'X-Slack-Signature: HMAC-SHA256 over time and body, at most 5 minutes old',
  gitlab: 'the secret token in X-Gitlab-Token; the body is not signed',
  sns: 'the signature in the message, RSA with the certificate that lies at SNS',
  twilio: 'X-Twilio-Signature: HMAC-SHA1 over the public address and the fields',
};

/** How a delivery shows that it is genuine, in a sentence. */
export function verifiedBy(source: Pick<Source, 'kind' | 'preset' | 'verify' | 'hmac'>): string {
  if (isFetched(source)) return `not at all: who may write there is the concern of ${writtenIn(source)}`;
  if (source.verify === 'none') return 'not at all: whoever reaches the ingest port may deliver';
  if (source.verify === 'bearer') return 'a token in the header Authorization: Bearer';
  if (source.verify === 'preset')
    return WAYS[source.preset ?? ''] ?? `as ${source.preset ?? 'its preset'} signs`;
  const { header, encoding, prefix, signed } = source.hmac ?? {};
  const what = signed === '{body}' ? 'the body' : (signed ?? 'the body');
  return `HMAC-SHA256 over ${what}, in ${encoding ?? 'hex'}${prefix ? ` after ${prefix}` : ''}, in the header ${header ?? ''}`;
}
