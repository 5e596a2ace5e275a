import type { Schema } from '../../api/client';

type Source = Schema['Source'];

export const sourcePath = (name: string, tab?: string): string =>
  `/sources/${encodeURIComponent(name)}${tab === undefined ? '' : `?tab=${tab}`}`;

export const livePath = (name: string, more = ''): string =>
  `/live?f=${encodeURIComponent(`source:${name}${more === '' ? '' : ` ${more}`}`)}`;

export function kindOf(source: Pick<Source, 'kind' | 'preset'>): string {
  return source.kind === 'redis-stream' ? 'Redis stream' : (source.preset ?? 'webhook');
}

/** 0/s, 0.4/s, 12/s. */
export function perSecond(rate: number): string {
  return `${rate === 0 || rate >= 10 ? Math.round(rate) : rate.toFixed(1)}/s`;
}

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
  if (source.kind === 'redis-stream')
    return 'not at all: who may write to the stream is the concern of its Redis';
  if (source.verify === 'none') return 'not at all: whoever reaches the ingest port may deliver';
  if (source.verify === 'bearer') return 'a token in the header Authorization: Bearer';
  if (source.verify === 'preset')
    return WAYS[source.preset ?? ''] ?? `as ${source.preset ?? 'its preset'} signs`;
  const { header, encoding, prefix, signed } = source.hmac ?? {};
  const what = signed === '{body}' ? 'the body' : (signed ?? 'the body');
  return `HMAC-SHA256 over ${what}, in ${encoding ?? 'hex'}${prefix ? ` after ${prefix}` : ''}, in the header ${header ?? ''}`;
}
