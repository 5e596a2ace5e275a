import type { Schema } from '../../api/client';
import { counted } from '../../format/number';

type Breaker = Schema['Breaker'];

/** "3 of 40 (8 %)", of the calls of the last ten seconds. */
export function share({ calls, failed }: Breaker): string {
  if (calls === 0) return 'no calls';
  return `${failed} of ${calls} (${Math.round((100 * failed) / calls)} %)`;
}

/** What comes next, in words; `wait` says a time from now. */
export function next({ state, by, probeAt }: Breaker, now: number, wait: (at: number) => string): string {
  if (state === 'closed') return '';
  if (state === 'half-open') return 'one call is trying';
  if (by != null || probeAt == null) return 'when somebody closes it';
  return probeAt <= now ? 'with the next task' : wait(probeAt);
}

/** Who or what made it stand as it does. */
export function why({ by, cause }: Breaker): string {
  if (cause == null) return '';
  return by == null ? cause : `${by}: ${cause}`;
}

/** "3 tasks are held, 2 are queued"; empty when none waits. */
export function waiting({ held, queued }: Breaker): string {
  const parts = [
    held === 0 ? '' : `${counted(held, 'task')} ${held === 1 ? 'is' : 'are'} held`,
    queued === 0 ? '' : `${counted(queued, 'task')} ${queued === 1 ? 'waits' : 'wait'} for a turn`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
