// A draft is tried before it decides: on events that are given, and on all that was recorded.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults } from './axe.mjs';
import { Editor } from './editor.mjs';
import { api, browse, hub, send, skip, until } from './hub.mjs';
import { GREETED, greeting } from './pack.mjs';

const run = Date.now().toString(36);
const pack = `tried-${run}`;
const source = `e2e-tried-${run}`;
const type = `e2e.tried.${run}`;
const TOTALS = [50, 150, 250, 350, 450, 550];
let browser;
let page;
let editor;

before(async () => {
  if (skip) return;
  await api('PUT', `/sources/${source}`, { kind: 'webhook', verify: 'none' });
  await greeting(pack, run, type);
  for (const total of TOTALS) {
    await send(source, { id: `t-${total}-${run}`, type, subject: `o-${total}`, data: { total } });
  }
  browser = await browse();
  page = await browser.context('dark');
  editor = new Editor(page, pack);
  await until('the last event', async () => {
    const { items } = await api('GET', `/events?type=${type}&state=decided`);
    return items.length === TOTALS.length;
  });
});

after(async () => {
  await browser?.close();
});

test('events of the journal are tried in the editor, and become a case', { skip }, async () => {
  await editor.open();
  await editor.button('Test').click();
  const panel = page.getByRole('region', { name: 'Test', exact: true });
  await panel.getByLabel('Type', { exact: true }).selectOption(type);
  await panel.getByRole('button', { name: `t-350-${run}` }).click();
  await panel.getByRole('list', { name: 'Events to try' }).getByText(type).waitFor();
  await panel.getByRole('button', { name: 'Write one' }).click();
  await panel
    .getByLabel('Event 2 as JSON')
    .fill(`{"type": "${type}", "subject": "small", "data": {"total": 5}}`);
  await page.keyboard.press('Control+Enter');
  const came = panel.getByRole('list', { name: 'What came of them' });
  await came.getByText(`${pack}/${GREETED}`).waitFor();
  await came.getByText('no rule matched').waitFor();

  await panel.getByLabel('as a case, named').fill('a large one is greeted');
  await panel.getByRole('button', { name: 'Save as case' }).click();
  await page.locator('.cm-line', { hasText: 'matched:' }).waitFor();
  await editor.button('Run cases').click();
  await page.getByText('Cases: 1 case passed').waitFor();
});

test('the last look before an activation tells what the draft would have done', { skip }, async () => {
  await editor.open('?file=rules.drl');
  await editor.rewrite('num("total")', `$order : Event( type == "${type}", num("total") > 300 )`);
  await editor.quiet();
  await editor.button('Activate').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Try it on the last 10,000 events' }).click();
  await dialog.getByText('+0 new, −2 lost').waitFor();
  await dialog.getByRole('link', { name: 'Rule by rule, event by event' }).click();

  await page.waitForURL(/\/backtests\/\w+$/);
  const matrix = page.getByRole('table', { name: 'By rule' });
  await matrix.getByRole('button', { name: `${pack}/${GREETED}` }).click();
  await page.waitForURL(/rule=/);
  const changes = page.getByRole('table', { name: 'Changed events' });
  await changes.getByText('− lost').nth(1).waitFor();
  assert.equal(await changes.getByText('− lost').count(), 2);
});

test('a changed event is explained by both sides, beside each other', { skip }, async () => {
  const changes = page.getByRole('table', { name: 'Changed events' });
  await changes.getByRole('link', { name: `t-150-${run}` }).click();

  const rule = (side) => page.getByRole('region', { name: `Rule ${pack}/${GREETED}, ${side}` });
  await rule('as active').getByText('num("total") > 100: value was 150').waitFor();
  await rule('as active').getByText('matched', { exact: true }).waitFor();
  await rule('with the draft').getByText('num("total") > 300: value was 150').waitFor();
  await rule('with the draft').getByText('not matched', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Back to the result' }).click();
  await changes.getByText('− lost').nth(1).waitFor();
  assert.match(page.url(), /rule=/);
});

test('an event becomes a case of the pack whose rule it matched', { skip }, async () => {
  await page.goto(`${hub.url}/events/t-450-${run}?source=${source}&tab=data`);
  await page.getByRole('button', { name: 'Case from this event' }).click();
  await page.getByRole('dialog').getByRole('link', { name: pack }).click();

  await page.getByRole('list', { name: 'What came of them' }).getByText(`${pack}/${GREETED}`).waitFor();
});

test('a range without events says so, and the list keeps what was made', { skip }, async () => {
  await page.goto(`${hub.url}/rules/${pack}/backtests`);
  await page.getByRole('table', { name: 'Back-tests' }).getByText('−2 lost').waitFor();
  await page.getByRole('combobox', { name: 'over' }).selectOption('range');
  await page.getByLabel('from').fill('2020-01-01T00:00:00');
  await page.getByLabel('to', { exact: true }).fill('2020-01-02T00:00:00');
  await page.getByRole('button', { name: 'Start' }).click();

  await page.getByText('nothing was received in this range').waitFor();
});

for (const theme of ['dark', 'light']) {
  test(`axe finds nothing in tests and back-tests, ${theme}`, { skip }, async () => {
    const own = await browser.context(theme);
    const found = [];
    const look = async (where) => found.push(...(await faults(own, where)));
    const shot = async (name) =>
      process.env.E2E_PICTURES &&
      own.screenshot({ path: `${process.env.E2E_PICTURES}/${name}-${theme}.png` });

    await own.goto(`${hub.url}/rules/${pack}/backtests`);
    await own.getByRole('table', { name: 'Back-tests' }).getByRole('link').first().waitFor();
    await look('back-tests');
    await shot('backtests');
    await own.getByRole('table', { name: 'Back-tests' }).getByRole('link').first().click();
    await own.getByRole('table', { name: 'Changed events' }).getByText('− lost').first().waitFor();
    await look('back-test');
    await shot('backtest');
    await own.goto(`${hub.url}/rules/${pack}?event=t-350-${run}&source=${source}`);
    await own.getByRole('list', { name: 'What came of them' }).getByText('matched').waitFor();
    await own.locator('.cm-content').waitFor();
    await look('test');
    await shot('test');
    await own.getByRole('button', { name: 'Activate', exact: true }).click();
    await own.getByRole('dialog').getByText('−2 lost').waitFor();
    await look('activate');
    await shot('activate');
    if (theme === 'dark') {
      await own.goto(`${hub.url}/events/t-450-${run}?source=${source}&tab=data`);
      await own.getByRole('button', { name: 'Case from this event' }).click();
      await own.getByRole('dialog').getByRole('link', { name: pack }).waitFor();
      await look('case of an event');
      await shot('caseof');
    }

    assert.deepEqual(found, []);
  });
}

test('no page of tests and back-tests erred, broke its policy or asked another host', { skip }, () => {
  assert.deepEqual(browser.faults, []);
});
