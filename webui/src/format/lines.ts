export interface LineCount {
  added: number;
  removed: number;
}

/** How many lines of two texts differ, by their longest common part; enough to tell how large a change is. */
export function lineCount(before: string, after: string): LineCount {
  const [a, b] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const old = a.slice(head, a.length - tail);
  const now = b.slice(head, b.length - tail);
  const same = common(old, now);
  return { added: now.length - same, removed: old.length - same };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function common(a: string[], b: string[]): number {
  let above = new Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    const row = [0];
    for (const [j, other] of b.entries())
      row.push(line === other ? (above[j] ?? 0) + 1 : Math.max(row[j] ?? 0, above[j + 1] ?? 0));
    above = row;
  }
  return above.at(-1) ?? 0;
}
