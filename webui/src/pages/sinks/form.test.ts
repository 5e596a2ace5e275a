import { expect, test } from 'vitest';
import { draftOf, taskOf, textOf } from './form';

const fresh = draftOf({});

test('a form says what was filled in, and nothing else', () => {
  expect(textOf('kafka', { ...fresh, servers: 'a:1, b:2' }, [])).toEqual({
    kind: 'kafka',
    servers: ['a:1', 'b:2'],
    secrets: [],
  });
  expect(textOf('redis-stream', { ...fresh, maxlen: '100' }, [])).toEqual({
    kind: 'redis-stream',
    maxlen: 100,
  });
  expect(textOf('redis-stream', { ...fresh, maxlen: 'many' }, [])).toEqual({
    kind: 'redis-stream',
    maxlen: 'many',
  });
  expect(textOf('http', { ...fresh, url: 'https://x' }, ['••••12ab'])).toEqual({
    kind: 'http',
    url: 'https://x',
    mode: 'binary',
    secrets: ['••••12ab'],
  });
});

test('what the hub shows of a sink can be said again', () => {
  const shown = {
    servers: ['r:5672'],
    user: 'hub',
    secrets: ['••••12ab'],
    vhost: '/',
    exchange: 'shop',
    tls: true,
    ca: '/ca.pem',
  };

  expect(textOf('rabbitmq', draftOf(shown), [])).toEqual({ kind: 'rabbitmq', ...shown });

  const sqs = {
    queueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/orders',
    region: 'eu-west-1',
    accessKeyId: 'AKIA',
    secrets: ['••••12ab'],
    mode: 'structured' as const,
  };
  expect(textOf('sqs', draftOf(sqs), [])).toEqual({ kind: 'sqs', ...sqs });
});

test('a task for a broker says where to, one for an address does not', () => {
  expect(taskOf({ name: 'warehouse', kind: 'kafka' })).toContain(
    'sink: warehouse\n        to: orders\n        body',
  );
  expect(taskOf({ name: 'shop', kind: 'http' })).toContain('sink: shop\n        body');
  expect(taskOf({ name: 'parcels', kind: 'sqs' })).toContain('sink: parcels\n        body');
});
