/** A command that sends an event to this hub, for the source of that name. */
export function sendCommand(ingestUrl: string, source: string): string {
  return [
    `curl -i ${ingestUrl}/events/${source} \\`,
    `  -H 'Content-Type: application/cloudevents+json' \\`,
    `  -d '{"specversion":"1.0","id":"hello-1","source":"/curl","type":"demo.hello","subject":"world","data":{"total":50}}'`,
  ].join('\n');
}

/** A command that makes a source of that name which anybody on this machine may send to. */
export function sourceCommand(adminUrl: string, source: string): string {
  return [
    `curl -X PUT ${adminUrl}/api/v1/sources/${source} \\`,
    `  -H "Authorization: Bearer $(cat data/admin.token)" -H 'Content-Type: application/json' \\`,
    `  -d '{"kind":"webhook","verify":"none"}'`,
  ].join('\n');
}
