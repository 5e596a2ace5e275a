import { expect, test } from 'vitest';
import type { Schema } from '../../api/client';
import { draftOf, textOf, textOfSource } from './form';

const source = {
  name: 'shop',
  kind: 'webhook',
  verify: 'hmac',
  secrets: ['••••12ab'],
  hmac: { header: 'X-Sum', encoding: 'hex', prefix: '', signed: '{body}' },
  map: { type: '/kind' },
  partitionBy: '/customer',
  limits: { rate: 500, burst: 1000, body: 1048576 },
  state: 'paused',
  deliverTo: 'http://127.0.0.1:8081/hooks/shop',
  status: { accepted: 1, duplicates: 0, refused: 0, rate: 0 },
} satisfies Schema['Source'];

test('a form that nobody touched says what the source says', () => {
  const text = textOfSource(source);

  expect(textOf(text, draftOf(source))).toEqual({
    kind: 'webhook',
    verify: 'hmac',
    secrets: ['••••12ab'],
    hmac: source.hmac,
    map: source.map,
    partitionBy: '/customer',
    limits: source.limits,
    state: 'paused',
  });
});

test('a source of a broker says what it said', () => {
  const { name, secrets, map, limits, state, status } = source;
  const plain = { name, secrets, map, limits, state, status };
  const kafka = {
    ...plain,
    kind: 'kafka' as const,
    servers: ['k-1:9092', 'k-2:9092'],
    topics: ['orders'],
    group: 'hub',
    start: 'latest' as const,
    user: 'hub',
    mechanism: 'scram-sha-256' as const,
  };
  const rabbit = {
    ...plain,
    kind: 'rabbitmq' as const,
    servers: ['r:5672'],
    queue: 'q',
    vhost: '/',
    prefetch: 9,
    user: 'u',
  };

  const sqs = {
    ...plain,
    kind: 'sqs' as const,
    queueUrl: 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders.fifo',
    region: 'eu-central-1',
    accessKeyId: 'AKIA',
    secrets: ['••••12ab', '••••34cd'],
    receivers: 4,
    visibility: 30,
    unwrap: 'sns' as const,
  };

  for (const one of [kafka, rabbit, sqs]) {
    const text = textOfSource(one);
    expect(textOf(text, draftOf(one))).toEqual(text);
  }
});

test('a schedule says what it said, and one rhythm of both', () => {
  const { name, secrets, limits, state, status } = source;
  const nightly = {
    ...{ name, secrets, limits, state, status },
    kind: 'schedule' as const,
    cron: '0 3 * * *',
    zone: 'Europe/Berlin',
    catchUp: 'skip' as const,
    type: 'report.due',
    data: { of: 'sales' },
  };
  const text = textOfSource(nightly);

  expect(textOf(text, draftOf(nightly))).toEqual(text);
  const other = textOf(text, { ...draftOf(nightly), rhythm: 'every', every: '15m', data: '{' });
  expect(other).toMatchObject({ every: '15m', data: '{' });
  expect(other).not.toHaveProperty('cron');
  expect(other).not.toHaveProperty('zone');
});

test('what the form does not know stays', () => {
  const text = { ...textOfSource(source), redact: ['/card'] };

  expect(textOf(text, draftOf(source))).toMatchObject({ redact: ['/card'] });
});

test('what the limits say of silence, of a backlog and of who is refused first stays too', () => {
  const told = { ...source, limits: { rate: 5, silence: 60, stale: 30 }, priority: 'bulk' as const };

  expect(textOf(textOfSource(told), draftOf(told))).toMatchObject({
    limits: { rate: 5, silence: 60, stale: 30 },
    priority: 'bulk',
  });
  expect(textOf(textOfSource(told), { ...draftOf(told), priority: 'normal' })).not.toHaveProperty('priority');
});

test('an emptied field is left out, and what is no number is sent as it was typed', () => {
  const draft = { ...draftOf(source), type: ' ', partitionBy: '', rate: 'many', burst: '' };

  const text = textOf(textOfSource(source), draft);

  expect(text).not.toHaveProperty('map');
  expect(text).not.toHaveProperty('partitionBy');
  expect(text.limits).toEqual({ rate: 'many', body: 1048576 });
});

test('what was agreed with a sender stays, and topics are told apart by spaces', () => {
  const told = {
    ...source,
    preset: 'sns' as const,
    topics: ['arn:a', 'arn:b'],
    signatureVersions: ['2' as const],
  };

  expect(textOf(textOfSource(told), draftOf(told))).toMatchObject({
    topics: ['arn:a', 'arn:b'],
    signatureVersions: ['2'],
  });
  expect(textOf({ kind: 'webhook' }, { ...draftOf({}), topics: ' arn:a  arn:b ' }).topics).toEqual([
    'arn:a',
    'arn:b',
  ]);
});
