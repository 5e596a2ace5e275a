// Every page in both themes: readable for everybody, reachable by its address, no other host.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { api, browse, hub, skip } from './hub.mjs';

const axe = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
let browser;

before(async () => {
  if (!skip) browser = await browse();
});

after(async () => {
  await browser?.close();
});

async function addresses() {
  const { items: events } = await api('GET', '/events?limit=1');
  const { items: instances } = await api('GET', '/instances?limit=1');
  const stories = events.flatMap(({ id, source }) =>
    ['story', 'data', 'explain'].map(
      (tab) => `/events/${encodeURIComponent(id)}?source=${source}&tab=${tab}`,
    ),
  );
  const runs = instances.flatMap(({ id }) => [`/instances/${id}`, `/instances/${id}?tab=data`]);
  const lists = ['/live', '/events', '/instances', '/dead-letters', '/sources', '/rules', '/no-such-page'];
  return [...lists, ...stories, ...runs];
}

for (const theme of ['dark', 'light']) {
  test(`every page has no fault that axe can see, ${theme}`, { skip }, async () => {
    const page = await browser.context(theme);
    const found = [];

    for (const address of await addresses()) {
      await page.goto(hub.url + address);
      await page.locator('main#main').waitFor();
      await page.locator('h1, .empty').first().waitFor();
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      for (const { id, nodes } of violations)
        found.push(`${address} ${id}: ${nodes.map((node) => node.target).join(', ')}`);
    }

    assert.deepEqual(found, []);
    assert.deepEqual(browser.faults, []);
  });
}

test('the sheet of keys opens with ? and j, k and Enter walk a list', { skip }, async () => {
  const page = await browser.context('dark');

  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('go to Dead letters').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('s');

  await page.getByRole('heading', { name: 'Sources' }).waitFor();
});
