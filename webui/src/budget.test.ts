// @vitest-environment node
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const assets = `${dist}assets/`;
const FIRST_KILOBYTES = 60;
const EDITOR_KILOBYTES = 160;
const BESIDE_KILOBYTES = 40;

/** The scripts that these bring to what is `there`: what they import at once, and what they import later too if `later`. */
function closure(names: string[], later: boolean, there = new Set<string>()): Set<string> {
  const found = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name) || there.has(name)) continue;
    found.add(name);
    const code = readFileSync(assets + name, 'utf8');
    const imports = later ? /["'`]\.\/([\w-]+\.js)["'`]/g : /(?:from|import)\s*["']\.\/([\w-]+\.js)["']/g;
    for (const [, imported] of code.matchAll(imports)) if (imported !== undefined) open.push(imported);
  }
  return found;
}

function entries(): string[] {
  const html = readFileSync(`${dist}index.html`, 'utf8');
  return [...html.matchAll(/\/assets\/([\w-]+\.js)/g)].map(([, name]) => name ?? '');
}

const kilobytes = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + gzipSync(readFileSync(assets + name)).length, 0) / 1000;

test.runIf(existsSync(dist))('the first load is at most 60 kB of JavaScript, gzipped', () => {
  const first = closure(entries(), false);

  expect(first.size).toBeGreaterThan(0);
  expect(kilobytes(first)).toBeLessThanOrEqual(FIRST_KILOBYTES);
});

const named = (pattern: RegExp): string[] => readdirSync(assets).filter((name) => pattern.test(name));

test.runIf(existsSync(dist))('to open the editor takes at most 160 kB more', () => {
  const page = named(/^EditorPage-.*\.js$/);
  const first = closure(entries(), false);
  const more = [...closure([...page, ...named(/^setup-.*\.js$/)], false, first)];

  expect(closure(entries(), true)).toContain(page[0]);
  expect(more.length).toBeGreaterThan(1);
  expect(kilobytes(more)).toBeLessThanOrEqual(EDITOR_KILOBYTES);
});

test.runIf(existsSync(dist))('what stands beside it, when it is asked for, is at most 40 kB more', () => {
  const page = named(/^EditorPage-.*\.js$/);
  const open = closure([...page, ...named(/^setup-.*\.js$/)], false);

  expect(
    kilobytes(closure(page, true, new Set([...open, ...closure(entries(), false)]))),
  ).toBeLessThanOrEqual(BESIDE_KILOBYTES);
});

test.runIf(existsSync(dist))('the page has no inline script, no inline style and no other host', () => {
  const html = readFileSync(`${dist}index.html`, 'utf8');

  expect(html).not.toMatch(/<style|style=|https?:\/\//);
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
});
