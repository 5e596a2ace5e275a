import type { EventStory, Schema } from '../api/client';

/** What a shell takes as one word, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** More does not fit into one command. */
const MOST = 100_000;

/** A command that sends an event to this hub, for the source of that name. */
export function sendCommand(ingestUrl: string, source: string): string {
  return [
    `curl -i ${ingestUrl}/events/${source} \\`,
    `  -H 'Content-Type: application/cloudevents+json' \\`,
    `  -d '{"specversion":"1.0","id":"hello-1","source":"/curl","type":"demo.hello","subject":"world","data":{"total":50}}'`,
  ].join('\n');
}

/**
 * A command that delivers this event once more, as its source wants it; the hub will know it for a duplicate. Null when it
 * is no JSON, too long, or the source signs in a way that no short command does.
 */
export function sendAgain(event: EventStory, source: Schema['Source'], ingestUrl: string): string | null {
  const data = event.dataText ?? '';
  if (event.data == null || data.length > MOST || source.kind !== 'webhook') return null;
  if (source.preset !== undefined && source.preset !== 'github') return null;
  if (source.preset === 'github') return github(event, data, ingestUrl);
  const body = cloudEvent(event, data);
  const to = `${ingestUrl}/events/${event.source}`;
  const type = "-H 'Content-Type: application/cloudevents+json'";
  if (source.verify === 'bearer') return post(to, body, [type, '-H "Authorization: Bearer $SECRET"']);
  if (source.verify !== 'hmac') return post(to, body, [type]);
  const { header = '', prefix = '', encoding, signed } = source.hmac ?? {};
  return encoding === 'hex' && signed === '{body}'
    ? post(to, body, [type, `-H "${header}: ${prefix}${SIGNATURE}"`])
    : null;
}

const SIGNATURE = `$(printf %s "$body" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d' ' -f1)`;

function github(event: EventStory, data: string, ingestUrl: string): string {
  const name = event.type.replace(/^com\.github\./, '').split('.')[0] ?? '';
  return post(`${ingestUrl}/hooks/${event.source}`, data, [
    "-H 'Content-Type: application/json'",
    `-H 'X-GitHub-Event: ${name}'`,
    `-H ${quoted(`X-GitHub-Delivery: ${event.id}`)}`,
    `-H "X-Hub-Signature-256: sha256=${SIGNATURE}"`,
  ]);
}

/** The data goes in as its own text, so that no number in it changes. */
function cloudEvent(event: EventStory, data: string): string {
  const attributes = {
    specversion: '1.0',
    id: event.id,
    source: event.ceSource === '' ? '/curl' : event.ceSource,
    type: event.type,
    ...(event.subject == null ? {} : { subject: event.subject }),
    ...(event.time == null ? {} : { time: event.time }),
  };
  return `${JSON.stringify(attributes).slice(0, -1)},"data":${data}}`;
}

function post(to: string, body: string, headers: string[]): string {
  return [
    `body=${quoted(body)}`,
    `curl -i ${to} \\`,
    ...headers.map((header) => `  ${header} \\`),
    `  --data-binary "$body"`,
  ].join('\n');
}
