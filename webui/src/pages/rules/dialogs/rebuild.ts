import type { Schema } from '../../../api/client';
import { counted } from '../../../format/number';
import { duration } from '../../../format/time';

/** What a switch of the version costs, as a sentence: no window starts empty, but what fills it takes a while. */
export function rebuildOf({ window, entries, millis }: Schema['Rebuild']): string {
  if (window === 0) return 'No rule remembers anything: nothing is rebuilt, and deciding goes on.';
  const span = duration(window, 1);
  if (entries === 0) return `The rules remember ${span}, and nothing was received in it: deciding goes on.`;
  const took =
    millis == null
      ? 'how long that takes was not measured yet on this hub'
      : `in about ${duration(millis, 1)}`;
  return `New sessions are built from ${span} of events: about ${counted(entries, 'event')}, ${took}. The active version decides meanwhile.`;
}
