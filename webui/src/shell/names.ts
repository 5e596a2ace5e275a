import type { Schema } from '../api/client';
import { filterText } from '../format/filter';
import { nav } from './nav';

/** Something that has a name and a page. */
export interface Named {
  kind: 'page' | 'source' | 'pack' | 'rule' | 'process';
  name: string;
  href: string;
  /** Goes there after `g`. */
  key?: string;
}

const PAGES: Named[] = nav.map(({ title, href, key }) => ({ kind: 'page', name: title, href, key }));

/** Everything that a person may know by name. */
export function namesOf(
  sources: readonly Schema['Source'][],
  packs: readonly Schema['PackSummary'][],
): Named[] {
  return [
    ...PAGES,
    ...sources.map(({ name }): Named => ({
      kind: 'source',
      name,
      href: `/sources/${encodeURIComponent(name)}`,
    })),
    ...packs.flatMap(({ pack, rules, definitions }): Named[] => [
      { kind: 'pack', name: pack, href: `/rules/${pack}` },
      ...rules.map((name): Named => ({ kind: 'rule', name, href: list('/events', 'rule', name) })),
      ...definitions.map((name): Named => ({
        kind: 'process',
        name,
        href: list('/instances', 'definition', name),
      })),
    ]),
  ];
}

function list(path: string, field: string, value: string): string {
  return `${path}?f=${encodeURIComponent(filterText([{ field, value, not: false }]))}`;
}

const MOST = 12;

/** Those that are meant, the best first; all pages when nothing was typed. */
export function meant(names: readonly Named[], typed: string): Named[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return names.filter(({ kind }) => kind === 'page');
  return names
    .map((named): [Named, number] => [named, score(named.name.toLowerCase(), wanted)])
    .filter(([, points]) => points > 0)
    .sort(([a, x], [b, y]) => y - x || a.name.length - b.name.length)
    .slice(0, MOST)
    .map(([named]) => named);
}

/**
 * How well a name fits, 0 when it does not: all of it, its beginning, the beginning of a word, a part, or its letters in
 * their order. The last is for words only: an id has digits, and would fit too much.
 */
export function score(name: string, wanted: string): number {
  if (name === wanted) return 6;
  if (name.startsWith(wanted)) return 5;
  const at = name.indexOf(wanted);
  if (at > 0) return /[^a-z0-9]/.test(name[at - 1] ?? '') ? 4 : 3;
  if (/\d/.test(wanted) || wanted.length < 2) return 0;
  let from = 0;
  for (const letter of wanted.replaceAll(' ', '')) {
    from = name.indexOf(letter, from) + 1;
    if (from === 0) return 0;
  }
  return 1;
}
