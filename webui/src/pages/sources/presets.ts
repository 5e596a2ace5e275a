import type { Schema } from '../../api/client';

type Text = Schema['SourceText'];

export interface Preset {
  id: string;
  group: 'Known senders' | 'Standards' | 'Queues and streams' | 'The clock' | 'Your own';
  title: string;
  /** Two letters that stand for it. */
  mark: string;
  about: string;
  /** What one has to know before going on. */
  know: string;
  name: string;
  /** In which form a secret is made for it; `theirs` when the sender has one and shows it. */
  secret: 'hex' | 'whsec' | 'theirs' | 'none';
  /** Where the sender shows its own. */
  shown?: string;
  text: Text;
}

/** In the order in which they are offered; the groups in that of their first. */
export const presets: Preset[] = [
  {
    id: 'github',
    group: 'Known senders',
    title: 'GitHub',
    mark: 'GH',
    about: 'Webhooks of a repository or an organization.',
    know: 'GitHub signs every webhook with the secret that you give it. Choose the content type application/json there. Id, type, subject and the key that keeps a repository in order come with the preset.',
    name: 'github',
    secret: 'hex',
    text: { kind: 'webhook', preset: 'github' },
  },
  {
    id: 'gitlab',
    group: 'Known senders',
    title: 'GitLab',
    mark: 'GL',
    about: 'Webhooks of a project or a group.',
    know: 'GitLab does not sign: it sends the secret token that you give it with every webhook, so let it deliver over https only. Events of a project are kept in order.',
    name: 'gitlab',
    secret: 'hex',
    text: { kind: 'webhook', preset: 'gitlab' },
  },
  {
    id: 'stripe',
    group: 'Known senders',
    title: 'Stripe',
    mark: 'St',
    about: 'Payments, invoices, subscriptions.',
    know: 'Make an endpoint in the Stripe dashboard first: its signing secret begins with whsec_. A delivery may be five minutes old. Events of a customer are kept in order, others by their object.',
    name: 'stripe',
    secret: 'theirs',
    shown: 'the signing secret of the endpoint, whsec_…',
    text: { kind: 'webhook', preset: 'stripe' },
  },
  {
    id: 'slack',
    group: 'Known senders',
    title: 'Slack',
    mark: 'Sl',
    about: 'The Events API of an app.',
    know: 'Take the signing secret of the app, under Basic Information, and make the source before you give its address to Slack: Slack asks at once whether it is yours, and the hub answers. Events of a channel are kept in order. Slash commands and buttons come as forms and are not taken.',
    name: 'slack',
    secret: 'theirs',
    shown: 'the signing secret of the app',
    text: { kind: 'webhook', preset: 'slack' },
  },
  {
    id: 'shopify',
    group: 'Known senders',
    title: 'Shopify',
    mark: 'Sh',
    about: 'Orders, products and customers of shops.',
    know: 'Shopify signs with the client secret of the app; webhooks made in the admin of a shop have a secret of their own, shown below their list. An order is kept in order by its id.',
    name: 'shopify',
    secret: 'theirs',
    shown: 'the client secret of the app',
    text: { kind: 'webhook', preset: 'shopify' },
  },
  {
    id: 'meta',
    group: 'Known senders',
    title: 'Meta',
    mark: 'Me',
    about: 'Pages, Instagram, Messenger, WhatsApp.',
    know: 'Meta signs with the app secret. When you give it the address it asks once, and shows the verify token: choose one, say it here and there. One delivery may report several changes; it is one event.',
    name: 'meta',
    secret: 'theirs',
    shown: 'the app secret',
    text: { kind: 'webhook', preset: 'meta' },
  },
  {
    id: 'twilio',
    group: 'Known senders',
    title: 'Twilio',
    mark: 'Tw',
    about: 'Messages, calls, and their states.',
    know: 'Twilio signs the address that it calls, so the hub must know it, to the letter and without what comes after a question mark. The fields of its forms become the data. Its answer is an empty TwiML response.',
    name: 'twilio',
    secret: 'theirs',
    shown: 'the auth token of the account',
    text: { kind: 'webhook', preset: 'twilio' },
  },
  {
    id: 'sns',
    group: 'Known senders',
    title: 'Amazon SNS',
    mark: 'SN',
    about: 'Notifications of topics.',
    know: 'SNS signs with a certificate of its own, so there is no secret; only the topics that you name may deliver. Make the source before you subscribe its address: the hub confirms the subscription. Set SignatureVersion 2 for the topic, and leave raw message delivery off.',
    name: 'sns',
    secret: 'none',
    text: { kind: 'webhook', preset: 'sns' },
  },
  {
    id: 'standard-webhooks',
    group: 'Standards',
    title: 'Standard Webhooks',
    mark: 'SW',
    about: 'Services that follow the specification.',
    know: 'The sender signs id, time and body, and may be five minutes off. Its secret begins with whsec_; paste the one that it shows, or give it the one made here.',
    name: 'webhooks',
    secret: 'whsec',
    text: { kind: 'webhook', preset: 'standard-webhooks' },
  },
  {
    id: 'bearer',
    group: 'Standards',
    title: 'CloudEvents with a token',
    mark: 'CE',
    about: 'Whoever speaks CloudEvents 1.0 over HTTP.',
    know: 'Single events and batches, structured or binary, with the token in Authorization: Bearer.',
    name: 'events',
    secret: 'hex',
    text: { kind: 'webhook', verify: 'bearer' },
  },
  {
    id: 'kafka',
    group: 'Queues and streams',
    title: 'Kafka',
    mark: 'Ka',
    about: 'Topics, as a member of a consumer group.',
    know: 'A message is the event as JSON, or a CloudEvent, binary or structured. Its key keeps its order, its place in the topic is its id. It is committed once the journal has it; hubs of one group share the partitions.',
    name: 'kafka',
    secret: 'none',
    text: { kind: 'kafka' },
  },
  {
    id: 'rabbitmq',
    group: 'Queues and streams',
    title: 'RabbitMQ',
    mark: 'MQ',
    about: 'A queue, as one of its consumers.',
    know: 'A message is the event as JSON, or a CloudEvent, binary or structured. Its message-id is the id of the event. It is acknowledged once the journal has it; what is no event is kept here, under Refusals, and given to the dead letters of its queue. Hubs compete for messages.',
    name: 'rabbitmq',
    secret: 'none',
    text: { kind: 'rabbitmq' },
  },
  {
    id: 'sqs',
    group: 'Queues and streams',
    title: 'Amazon SQS',
    mark: 'SQ',
    about: 'A queue of AWS, standard or FIFO.',
    know: 'A message is the event as JSON, or a CloudEvent, binary or structured. It is deleted once the journal has it; what is no event is kept here, under Refusals. Of a FIFO queue the order of each group is kept. Without an access key, the hub comes as who its environment or its machine says.',
    name: 'sqs',
    secret: 'none',
    text: { kind: 'sqs' },
  },
  {
    id: 'redis-stream',
    group: 'Queues and streams',
    title: 'Redis stream',
    mark: 'RS',
    about: 'Read through a group of its own.',
    know: 'The field data of an entry is the event as JSON, or the fields are the attributes of a CloudEvent. An entry is acknowledged once the journal has it.',
    name: 'stream',
    secret: 'none',
    text: { kind: 'redis-stream' },
  },
  {
    id: 'schedule',
    group: 'The clock',
    title: 'Schedule',
    mark: '◷',
    about: 'An event every night, or every 15 minutes.',
    know: 'The hub makes the event itself. Its id is its time, so each tick comes once, whatever hubs run, restart or are killed. What nobody made in its time is made once afterwards, unless you say otherwise.',
    name: 'schedule',
    secret: 'none',
    text: { kind: 'schedule' },
  },
  {
    id: 'hmac',
    group: 'Your own',
    title: 'Any HMAC',
    mark: '#',
    about: 'Your service, or a sender of its own kind.',
    know: 'An HMAC-SHA256 of the body in a header. What is left empty is as usual: X-Signature-256: sha256=<hex> over the body.',
    name: 'shop',
    secret: 'hex',
    text: { kind: 'webhook', verify: 'hmac' },
  },
  {
    id: 'none',
    group: 'Your own',
    title: 'Unsigned',
    mark: '?',
    about: 'For a first look, or behind a door that verifies.',
    know: 'Whoever reaches the ingest port may deliver. It listens on this machine only, unless you said otherwise.',
    name: 'demo',
    secret: 'none',
    text: { kind: 'webhook', verify: 'none' },
  },
];

/** The presets of each group, in order. */
export function grouped(): { title: string; presets: Preset[] }[] {
  const titles = [...new Set(presets.map(({ group }) => group))];
  return titles.map((title) => ({ title, presets: presets.filter(({ group }) => group === title) }));
}
