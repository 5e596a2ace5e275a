// What axe finds on a page.
import { readFile } from 'node:fs/promises';

const axe = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** The same in dark and in light, on a page that follows the system. */
export async function bothThemes(page, where) {
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await faults(page, `${where}, ${colorScheme}`)));
  }
  return found;
}

/** Each fault with where it was found; empty when there is none. */
export async function faults(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => `${where} ${id}: ${nodes.map((node) => node.target).join(', ')}`);
}
