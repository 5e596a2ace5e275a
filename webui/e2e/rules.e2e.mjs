// Packs are edited in the browser: a fault is shown where it is, and nothing is lost or activated unseen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults } from './axe.mjs';
import { Editor } from './editor.mjs';
import { api, browse, hub, skip } from './hub.mjs';
import { tabTo } from './keyboard.mjs';
import { GREETED, greeting } from './pack.mjs';

const run = Date.now().toString(36);
const pack = `edited-${run}`;
const source = `e2e-rules-${run}`;
const type = `e2e.rules.${run}`;
let browser;
let page;
let editor;
let drl;

before(async () => {
  if (skip) return;
  await api('PUT', `/sources/${source}`, { kind: 'webhook', verify: 'none' });
  drl = await greeting(pack, run, type);
  browser = await browse();
  page = await browser.context('dark');
  editor = new Editor(page, pack);
});

after(async () => {
  await browser?.close();
});

test(
  'a fault in YAML is shown at its line too, and a case that fails holds up an activation',
  { skip },
  async () => {
    await editor.open(`?file=greet-${run}.process.yaml`);
    await editor.rewrite('set:', 'sett:');
    await editor
      .problems()
      .getByText(new RegExp(`greet-${run}.process.yaml:[89]`))
      .waitFor();
    await editor.rewrite('sett:', 'set:');
    await editor.quiet();

    await editor.button('New case').first().click();
    await page.getByLabel('Name of the file').fill('a-large-order');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page.locator('.cm-line', { hasText: 'matched:' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Cases: 1 case passed').waitFor();
    await editor.rewrite('matched:', 'nothing: true');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Cases: 1 of 1 case failed').waitFor();

    await editor.button('Activate').click();
    await page.getByLabel('Note').fill('this must not be');
    await page.getByRole('dialog').getByText('1 of 1 case failed').waitFor();
    assert.ok(await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).isDisabled());
    await page.keyboard.press('Escape');

    await editor.button('Give up draft').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Give up draft' }).click();
    await page.getByText('as active').waitFor();
  },
);

test('a draft that another changed is never written over unseen', { skip }, async () => {
  await editor.open();
  await api('PUT', `/packs/${pack}/draft`, { drl: drl.replace('> 100', '> 300') });

  await editor.rewrite('num("total")', '// mine');
  await page.getByText('This draft was changed by somebody else').waitFor();
  await editor.button('Show the difference').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('// mine').waitFor();
  await dialog.getByText('> 300').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: 'Events', exact: true }).click();
  await page.getByRole('heading', { name: 'Events' }).waitFor();
  await page.goBack();

  await page.locator('.cm-line', { hasText: '// mine' }).waitFor();
  await editor.button('Take theirs').click();
  await page.locator('.cm-line', { hasText: '> 300' }).waitFor();
});

test('all of it goes by keys alone', { skip }, async () => {
  await page.goto(`${hub.url}/rules/${pack}?file=rules.drl&rule=${encodeURIComponent(GREETED)}`);
  await page.locator('.cm-revealed').waitFor();

  await page.keyboard.press('ArrowUp');
  await page.keyboard.type('// by keys?');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+s');
  await page.getByText(/^draft kept/).waitFor();
  await page.keyboard.press('Escape');
  await tabTo(page, 'Problems (0)');
  await tabTo(page, 'Activate', true);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('No error').waitFor();
  await tabTo(page, 'Note');
  await page.keyboard.type('by keys');
  await tabTo(page, 'Activate');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: /^Version \d+ is active$/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('as active').waitFor();
});

for (const theme of ['dark', 'light']) {
  test(`axe finds nothing in the editor, ${theme}`, { skip }, async () => {
    const own = await browser.context(theme);
    const desk = new Editor(own, pack);
    const found = [];
    const look = async (where) => found.push(...(await faults(own, where)));
    await own.emulateMedia({ reducedMotion: 'reduce' });

    await desk.open();
    await desk.rewrite('num("total")', `$order : Event( type == "${type}", nun("total") > 7 )`);
    await own.locator('.cm-lint-marker-error').waitFor();
    await look('an error');
    await desk.rewrite('nun("total")', `$order : Event( type == "${type}", num("total") > 7 )`);
    await desk.quiet();
    await desk.button('Activate').click();
    await own.getByRole('dialog').getByText('No error').waitFor();
    await look('activate');
    await own.getByRole('dialog').getByRole('button', { name: 'Show the difference' }).click();
    await own.getByText('unchanged lines').first().waitFor();
    await look('difference');
    await own.goto(`${hub.url}/rules/${pack}/versions`);
    await own.getByText('as it was first').waitFor();
    await own.locator('.cm-content').first().waitFor();
    await look('versions');
    await api('DELETE', `/packs/${pack}/draft`);

    assert.deepEqual(found, []);
  });
}

test('links of before lead to the editor', { skip }, async () => {
  await page.goto(`${hub.url}/rules?pack=${pack}&file=rules.drl&line=9`);

  await page.waitForURL((url) => url.pathname === `/rules/${pack}`);
  await page.locator('.cm-revealed', { hasText: 'num("total")' }).waitFor();
});

test('no page of the editor erred, broke its policy or asked another host', { skip }, () => {
  assert.deepEqual(browser.faults, []);
});
