import type { Schema } from '../../api/client';

export type Kind = Schema['SinkKind'];

interface About {
  kind: Kind;
  title: string;
  /** Two letters that stand for it. */
  mark: string;
  about: string;
  /** What one has to know before going on. */
  know: string;
  /** What a task says with `to`; empty where it says nothing. */
  to: string;
}

/** In the order in which they are offered. */
export const kinds: About[] = [
  {
    kind: 'kafka',
    title: 'Kafka',
    mark: 'Ka',
    about: 'Records of a topic, written by an idempotent producer.',
    know: 'A task names the topic. A record has arrived when all replicas have it; its key is that of the instance, unless the task says another.',
    to: 'topic',
  },
  {
    kind: 'rabbitmq',
    title: 'RabbitMQ',
    mark: 'MQ',
    about: 'Messages to a queue or an exchange, confirmed by the broker.',
    know: 'A task names the queue, or the routing key where the sink has an exchange. A message that leads to no queue is an error.',
    to: 'queue or routing key',
  },
  {
    kind: 'sqs',
    title: 'Amazon SQS',
    mark: 'SQ',
    about: 'Messages to a queue of AWS, standard or FIFO.',
    know: 'The sink leads to the one queue. In a FIFO queue messages of one key keep their order, and SQS knows a repeat by the idempotency key. Without an access key, the hub comes as who its environment or its machine says.',
    to: '',
  },
  {
    kind: 'redis-stream',
    title: 'Redis stream',
    mark: 'RS',
    about: 'Entries of a stream, whose field data is the body.',
    know: 'A task names the key of the stream. A stream without a length grows until the memory of its Redis is full.',
    to: 'key of the stream',
  },
  {
    kind: 'http',
    title: 'Address',
    mark: 'HT',
    about: 'Webhooks of your own, signed as Standard Webhooks have it.',
    know: 'Every message is posted to the one address. It is signed once the sink has a secret: make it with Rotate.',
    to: '',
  },
];

export function aboutKind(kind: string): About | undefined {
  return kinds.find((each) => each.kind === kind);
}

export const sinkPath = (name: string): string => `/sinks/${encodeURIComponent(name)}`;

/** Where a sink leads, in a few words, and without what may be secret in an address. */
export function leadsTo(sink: Schema['Sink']): string {
  return (
    sink.queueUrl ??
    sink.url?.replace(/\/\/[^@/]*@/, '//') ??
    sink.servers?.join(', ') ??
    "the hub's own Redis"
  );
}
