/** Times are milliseconds since the epoch, as the hub measures them. */

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** 02:16:37.797, in local time: the live feed never says "a moment ago". */
export function clock(at: number): string {
  const d = new Date(at);
  return `${pad(d.getHours())}:${pad(d.getMinutes())}:${pad(d.getSeconds())}.${pad(d.getMilliseconds(), 3)}`;
}

/** The absolute time, for titles: local with the offset, then UTC where that is another. */
export function absolute(at: number): string {
  const d = new Date(at);
  const offset = -d.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const zone = `${sign}${pad(Math.floor(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`;
  const day = `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())}`;
  const here = `${day} ${clock(at)} ${zone}`;
  return offset === 0 ? here : `${here} (${d.toISOString().slice(11, 23)} UTC)`;
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
