import { OTHERS } from './links';

/** More nodes than this in a column are drawn together. */
export const MOST = 12;

export interface Item {
  name: string;
  rate: number;
  total: number;
}

/** In which node a name is drawn. */
type Home = (name: string) => string;

/** Those that flow, and the quiet ones while there is room for all of them. */
export function withQuiet(items: Item[], known: readonly string[]): Item[] {
  const names = new Set(items.map(({ name }) => name));
  const quiet = known.filter((name) => !names.has(name));
  return items.length + quiet.length > MOST
    ? items
    : [...items, ...quiet.map((name) => ({ name, rate: 0, total: 0 }))];
}

export function homes(items: Item[], home: Home): Home {
  const names = new Set(items.map(({ name }) => name));
  return (name) => (names.has(name) ? home(name) : OTHERS);
}

export function busiest(items: Item[]): Home {
  if (items.length <= MOST) return (name) => name;
  const kept = new Set(
    [...items]
      .filter(({ name }) => name !== OTHERS)
      .sort(byRate)
      .slice(0, MOST - 1)
      .map(({ name }) => name),
  );
  return (name) => (kept.has(name) ? name : OTHERS);
}

/** Rules by their pack; the busiest packs when there are too many of them. */
export function packs(items: Item[]): Home {
  const pack: Home = (name) => (name.includes('/') ? `${name.split('/', 1)[0] ?? ''}/*` : name);
  const home = busiest(gather(items, pack));
  return (name) => home(pack(name));
}

const byRate = (a: Item, b: Item): number =>
  b.rate - a.rate || b.total - a.total || (a.name < b.name ? -1 : 1);

/** The nodes with what flows through all that they stand for. */
export function gather(items: Item[], home: Home): Item[] {
  const sums = new Map<string, Item>();
  for (const { name, rate, total } of items) {
    const node = home(name);
    const sum = sums.get(node) ?? { name: node, rate: 0, total: 0 };
    sums.set(node, { name: node, rate: sum.rate + rate, total: sum.total + total });
  }
  return [...sums.values()];
}
