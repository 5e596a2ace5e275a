const grouped = new Intl.NumberFormat('en-US');

/** 1,234: the same on every machine, as in the words of the documentation. */
export function count(value: number): string {
  return grouped.format(value);
}

/** "1 event", "1,234 events". */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${value === 1 ? noun : `${noun}s`}`;
}

/** 12.4 kB, 1.2 MB, 3.4 GB. */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  if (value < 1_000_000) return `${(value / 1000).toFixed(1)} kB`;
  return value < 1_000_000_000
    ? `${(value / 1_000_000).toFixed(1)} MB`
    : `${(value / 1_000_000_000).toFixed(1)} GB`;
}

/** Shortened in the middle, for ids: their ends tell them apart. */
export function shorten(text: string, length = 16): string {
  if (text.length <= length) return text;
  const head = Math.ceil((length - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (length - 1 - head))}`;
}

/** 0, 0.04, 4.2, 1,572: a rate says less the larger it is. */
export function rate(perSecond: number): string {
  if (perSecond === 0 || perSecond >= 99.95) return count(Math.round(perSecond));
  return perSecond < 0.1 ? perSecond.toFixed(2) : perSecond.toFixed(1);
}

/** 0/s, 0.4/s, 12/s. */
export function perSecond(rate: number): string {
  return `${rate === 0 || rate >= 10 ? Math.round(rate) : rate.toFixed(1)}/s`;
}
