// A rule is changed in the browser: a fault is shown where it is, what is activated decides what flows, and it is put back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Editor } from './editor.mjs';
import { api, browse, hub, send, skip } from './hub.mjs';
import { GREETED, greeting } from './pack.mjs';

const run = Date.now().toString(36);
const pack = `flow-${run}`;
const source = `flow-${run}`;
const type = `e2e.flow.${run}`;
const CHANGED = 'an order of any size';
let browser;
let page;
let editor;

before(async () => {
  if (skip) return;
  await api('PUT', `/sources/${source}`, { kind: 'webhook', verify: 'none' });
  await greeting(pack, run, type);
  browser = await browse();
  page = await browser.context('dark');
  editor = new Editor(page, pack);
});

after(async () => {
  await browser?.close();
});

/** Sends a small order and waits in its story for the words. */
async function told(id, words) {
  assert.equal(await send(source, { id, type, subject: id, data: { total: 50 } }), 202);
  await page.goto(`${hub.url}/events/${id}?source=${source}`);
  await page.getByText(words, { exact: true }).first().waitFor();
}

const ribbon = (from, to) => page.locator(`svg a[aria-label^="${from} → ${to},"]`);

/** Waits on the Overview until so many have flowed from here to there. */
async function flowed(from, to, count) {
  await ribbon(from, to).focus();
  await page.getByText(new RegExp(`^${from} → ${to}: .*, ${count} since the hub started$`)).waitFor();
}

test('a fault is shown at its line, and holds up the activation until it is mended', { skip }, async () => {
  await told(`before-${run}`, 'no match');
  await page.goto(`${hub.url}/rules`);
  const own = page.getByRole('region', { name: pack });
  await own.getByRole('link', { name: GREETED, exact: true }).click();
  await page.locator('.cm-revealed', { hasText: GREETED }).waitFor();
  await editor.quiet();

  await editor.rewrite('num("total")', `$order : Event( type == "${type}", num("total") >> )`);
  await page.locator('.cm-lint-marker-error').waitFor();
  await editor.problems().getByText('rules.drl:9').first().waitFor();
  assert.ok(await editor.button('Activate').isDisabled(), 'errors hold up an activation');

  await editor.rewrite('num("total")', `$order : Event( type == "${type}", num("total") > 10 )`);
  await editor.rewrite(GREETED, `rule "${CHANGED}"`);
  await editor.quiet();
  await page.locator('.cm-lint-marker-error').waitFor({ state: 'detached' });
  await page.getByText(/^draft kept \d\d:\d\d:\d\d$/).waitFor();
});

test(
  'what is activated decides the next event, and the Overview shows where it flows now',
  { skip },
  async () => {
    await page.goto(hub.url);
    await flowed(source, 'no match', 1);
    assert.equal(await page.getByRole('group', { name: `rule · ${pack} ${CHANGED}` }).count(), 0);

    await editor.open();
    await editor.activate('small orders are greeted too');
    await told(`changed-${run}`, 'matched');

    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('group', { name: `rule · ${pack} ${CHANGED}` }).waitFor();
    await flowed(source, CHANGED, 1);
    await flowed(CHANGED, `greet-${run}`, 1);
    await flowed(source, 'no match', 1);
  },
);

test('a version rolled back is a new version, and the flow is as it was', { skip }, async () => {
  const before = await api('GET', `/packs/${pack}/versions`);
  await page.goto(`${hub.url}/rules/${pack}/versions`);
  await page.getByText('small orders are greeted too').waitFor();
  await page.getByRole('link', { name: /as it was first/ }).click();
  await page.getByRole('button', { name: /^Roll back to version/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('heading', { name: /^Version \d+ is active$/ })
    .waitFor();
  const { items } = await api('GET', `/packs/${pack}/versions`);
  assert.ok(items[0].active && items[0].version > before.items[0].version, 'the old text is a new version');
  await told(`again-${run}`, 'no match');

  await page.getByRole('link', { name: 'Overview' }).click();
  await flowed(source, 'no match', 2);
  await flowed(source, CHANGED, 1);
});

test('no page erred, broke its policy or asked another host', { skip }, () => {
  assert.deepEqual(browser.faults, []);
});
