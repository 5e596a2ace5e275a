// Writes CloudEvents as the JavaScript SDK sends them: binary, structured, and a batch of what it writes structured.
import { CloudEvent, HTTP } from 'cloudevents';

const hard = {
  type: 'com.example.order',
  source: '/shop/%C3%BC',
  subject: 'Grüße "an" 100% alle 👋',
  data: { total: 9.5, note: 'größer' },
};

/** What the SDK writes into headers as it is: it does not encode. */
const easy = { ...hard, subject: 'a "quoted" word' };

const plain = {
  type: 'com.example.plain',
  source: '/shop',
  time: '2026-01-02T03:04:05.000Z',
  datacontenttype: 'text/plain',
  data: 'plain text',
};

const binary = (id, event) => ({ mode: 'binary', event, ...HTTP.binary(new CloudEvent({ id, ...event })) });
const structured = (id, event) => ({
  mode: 'structured',
  event,
  ...HTTP.structured(new CloudEvent({ id, ...event })),
});

const parts = [structured('batch-1', hard), structured('batch-2', plain)];
const batch = {
  mode: 'batch',
  headers: { 'content-type': 'application/cloudevents-batch+json' },
  body: `[${parts.map(({ body }) => body).join(',')}]`,
};

console.log(
  JSON.stringify([
    binary('binary-1', easy),
    binary('binary-2', plain),
    structured('structured-1', hard),
    structured('structured-2', plain),
    batch,
  ]),
);
