import type { Schema } from '../../api/client';
import type { Moment } from '../../api/stream.svelte';

/** An event of the journal as the moments that the stream would have told of it. */
export function momentsOf(event: Schema['Event']): Moment[] {
  const { id, source, ceSource, type, subject, partition, position, at } = event;
  const about = { event: id, source, ceSource, type, subject: subject ?? null, partition, position, at };
  const moments: Moment[] = [{ moment: 'journaled', ...about }];
  if (event.state === 'quarantined') moments.push({ moment: 'quarantined', ...about });
  if (event.state === 'decided')
    moments.push({ moment: 'decided', ...about, rules: event.rules, instances: event.instances });
  for (let i = 0; i < event.duplicates; i++) moments.push({ moment: 'duplicate', ...about });
  return moments;
}
