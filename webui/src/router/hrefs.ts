/** Where an event's story is. The source is told too, since two sources may use one id. */
export function eventHref(id: string, source: string): string {
  return `/events/${encodeURIComponent(id)}?source=${encodeURIComponent(source)}`;
}
