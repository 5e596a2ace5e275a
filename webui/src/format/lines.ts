export interface LineCount {
  added: number;
  removed: number;
}

const MOST_COMPARED = 4_000_000;

/** How many lines of two texts differ, by their longest common part; enough to tell how large a change is. */
export function lineCount(before: string, after: string): LineCount {
  const [a, b] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const old = a.slice(head, a.length - tail);
  const now = b.slice(head, b.length - tail);
  const same = old.length * now.length > MOST_COMPARED ? alike(old, now) : common(old, now);
  return { added: now.length - same, removed: old.length - same };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** For texts of which a comparison line by line would take long: how many lines both have, wherever they stand. */
function alike(a: string[], b: string[]): number {
  const left = new Map<string, number>();
  for (const line of a) left.set(line, (left.get(line) ?? 0) + 1);
  let same = 0;
  for (const line of b) {
    const many = left.get(line) ?? 0;
    if (many > 0) same++;
    if (many > 0) left.set(line, many - 1);
  }
  return same;
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
