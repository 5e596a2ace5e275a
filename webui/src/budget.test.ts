// @vitest-environment node
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const KILOBYTES = 60;

test.runIf(existsSync(dist))('the first load is at most 60 kB of JavaScript, gzipped', () => {
  const scripts = readdirSync(`${dist}assets`).filter((name) => name.endsWith('.js'));
  const size = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(`${dist}assets/${name}`)).length, 0);

  expect(size / 1000).toBeLessThanOrEqual(KILOBYTES);
});

test.runIf(existsSync(dist))('the page has no inline script, no inline style and no other host', () => {
  const html = readFileSync(`${dist}index.html`, 'utf8');

  expect(html).not.toMatch(/<style|style=|https?:\/\//);
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
});
