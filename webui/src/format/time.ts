import { zone } from './zone.svelte';

/** Times are milliseconds since the epoch, as the hub measures them. */

const pad = (value: number): string => String(value).padStart(2, '0');

/** 02:16:37.797, in the chosen zone: the live feed never says "a moment ago". */
export function clock(at: number): string {
  return told(at).slice(11, 23);
}

/** The absolute time, for titles: in the chosen zone with its offset, then UTC where that is another. */
export function absolute(at: number): string {
  const offset = offsetOf(at);
  const zoned = `${told(at).slice(0, 23).replace('T', ' ')} ${offset === 0 ? 'UTC' : signed(offset)}`;
  return offset === 0 ? zoned : `${zoned} (${new Date(at).toISOString().slice(11, 23)} UTC)`;
}

/** Minutes that the chosen zone is ahead of UTC at that time. */
function offsetOf(at: number): number {
  return zone.utc ? 0 : -new Date(at).getTimezoneOffset();
}

function told(at: number): string {
  return new Date(at + offsetOf(at) * 60_000).toISOString();
}

function signed(minutes: number): string {
  const far = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(far / 60))}:${pad(far % 60)}`;
}

/** "just now", "42 s ago", "in 3 min": what a list shows, with the absolute time in the title. */
export function relative(at: number, now: number): string {
  const distance = Math.abs(now - at);
  if (distance < 1000) return 'just now';
  const words = duration(distance, 1);
  return at <= now ? `${words} ago` : `in ${words}`;
}

const UNITS: [number, string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

/** "4 h 12 min", "1.20 s", "8 ms", "0.3 ms": at most `parts` units from a second on. */
export function duration(millis: number, parts = 2): string {
  if (millis < 0) return `-${duration(-millis, parts)}`;
  if (millis < 1) return millis === 0 ? '0 ms' : `${millis.toFixed(1)} ms`;
  if (millis < 1000) return `${Math.round(millis)} ms`;
  if (millis < 10_000 && parts > 1) return `${(millis / 1000).toFixed(2)} s`;
  const words: string[] = [];
  let rest = millis;
  for (const [size, name] of UNITS) {
    const count = Math.floor(rest / size);
    if (count === 0 || words.length === parts) continue;
    words.push(`${count} ${name}`);
    rest -= count * size;
  }
  return words.join(' ');
}
