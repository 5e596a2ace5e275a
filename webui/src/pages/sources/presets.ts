import type { Schema } from '../../api/client';

type Text = Schema['SourceText'];

export interface Preset {
  id: string;
  title: string;
  about: string;
  /** What one has to know before going on. */
  know: string;
  name: string;
  secret: 'hex' | 'whsec' | 'none';
  text: Text;
}

export const presets: Preset[] = [
  {
    id: 'github',
    title: 'GitHub',
    about: 'Webhooks of a repository or an organization.',
    know: 'GitHub signs every webhook with the secret that you give it. Id, type, subject and the key that keeps a repository in order come with the preset.',
    name: 'github',
    secret: 'hex',
    text: { kind: 'webhook', preset: 'github' },
  },
  {
    id: 'standard-webhooks',
    title: 'Standard Webhooks',
    about: 'Services that sign as standardwebhooks.com says.',
    know: 'The sender signs id, time and body, and may be five minutes off. Its secret begins with whsec_; paste the one that it shows, or give it the one made here.',
    name: 'webhooks',
    secret: 'whsec',
    text: { kind: 'webhook', preset: 'standard-webhooks' },
  },
  {
    id: 'hmac',
    title: 'Any HMAC',
    about: 'Your own service, or a sender with its own header.',
    know: 'An HMAC-SHA256 of the body in a header. What is left empty is as usual: X-Signature-256: sha256=<hex> over the body.',
    name: 'shop',
    secret: 'hex',
    text: { kind: 'webhook', verify: 'hmac' },
  },
  {
    id: 'bearer',
    title: 'CloudEvents with a token',
    about: 'Whoever speaks CloudEvents 1.0 over HTTP.',
    know: 'Single events and batches, structured or binary, with the token in Authorization: Bearer.',
    name: 'events',
    secret: 'hex',
    text: { kind: 'webhook', verify: 'bearer' },
  },
  {
    id: 'redis-stream',
    title: 'Redis stream',
    about: 'Read from a stream, through a group of its own.',
    know: 'The field data of an entry is the event as JSON, or the fields are the attributes of a CloudEvent. An entry is acknowledged once the journal has it.',
    name: 'stream',
    secret: 'none',
    text: { kind: 'redis-stream' },
  },
  {
    id: 'kafka',
    title: 'Kafka',
    about: 'Read from topics, as a member of a consumer group.',
    know: 'A message is the event as JSON, or a CloudEvent, binary or structured. Its key keeps its order, its place in the topic is its id. It is committed once the journal has it; hubs of one group share the partitions.',
    name: 'kafka',
    secret: 'none',
    text: { kind: 'kafka' },
  },
  {
    id: 'rabbitmq',
    title: 'RabbitMQ',
    about: 'Read from a queue, as one of its consumers.',
    know: 'A message is the event as JSON, or a CloudEvent, binary or structured. Its message-id is the id of the event. It is acknowledged once the journal has it; what is no event is given to the dead letters of its queue. Hubs compete for messages.',
    name: 'rabbitmq',
    secret: 'none',
    text: { kind: 'rabbitmq' },
  },
  {
    id: 'none',
    title: 'Unsigned',
    about: 'For a first look, or behind a door that verifies.',
    know: 'Whoever reaches the ingest port may deliver. It listens on this machine only, unless you said otherwise.',
    name: 'demo',
    secret: 'none',
    text: { kind: 'webhook', verify: 'none' },
  },
];

const BYTES = 32;

/** A fresh secret in the form that the sender wants. */
export function freshSecret(form: Preset['secret']): string {
  if (form === 'none') return '';
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return form === 'whsec'
    ? `whsec_${btoa(String.fromCharCode(...bytes))}`
    : [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A name that no source has yet. */
export function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let n = 2; taken.includes(name); n++) name = `${wanted}-${n}`;
  return name;
}
