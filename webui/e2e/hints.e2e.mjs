// Who writes a rule or a process is helped: by what recorded events look like, and by what can be written where one is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bothThemes } from './axe.mjs';
import { Editor } from './editor.mjs';
import { api, browse, hub, send, skip, until } from './hub.mjs';
import { greeting } from './pack.mjs';

const run = Date.now().toString(36);
const pack = `helped-${run}`;
const source = `e2e-hints-${run}`;
const type = `e2e.hints.${run}`;
/** As many as tell what events of a type may hold. */
const EVENTS = 24;

const data = (total) => ({
  total,
  customer: { country: 'DE', email: `ann-${run}@example.com` },
  items: [{ sku: 'A-1' }],
});
let browser;
let page;
let editor;

before(async () => {
  if (skip) return;
  await api('PUT', `/sources/${source}`, { kind: 'webhook', verify: 'none', redact: ['/customer/email'] });
  await greeting(pack, run, type);
  for (let n = 1; n <= EVENTS; n++)
    await send(source, {
      id: `h-${run}-${n}`,
      type,
      subject: `s-${n}`,
      datacontenttype: 'application/json',
      data: data(n),
    });
  await until('the facts are learnt', async () => {
    const { items } = await api('GET', '/facts');
    return items.find((one) => one.type === type && one.seen === EVENTS);
  });
  browser = await browse();
  page = await browser.context('dark');
  editor = new Editor(page, pack);
});

after(async () => {
  await browser?.close();
});

const options = () => page.locator('.cm-tooltip-autocomplete li');

test('what a source hides is in no example', { skip }, async () => {
  const fact = await api('GET', `/facts/${type}`);
  const path = (name) => fact.paths.find((one) => one.path === name);

  assert.deepEqual(path('total').kinds, ['number']);
  assert.equal(path('items.0.sku').example, 'A-1');
  assert.equal(path('customer.email').hidden, true);
  assert.ok(!JSON.stringify(fact).includes(`ann-${run}`));
});

test('within num(" stand the numbers that were seen, and the pointer tells of a path', { skip }, async () => {
  await editor.open('?file=rules.drl');
  await page.locator('.cm-line', { hasText: '$order : Event' }).first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(`\n  $other : Event( type == "${type}", num("`);
  await options().first().waitFor();
  assert.match(await options().first().textContent(), /^total/);
  // A key that comes with the list itself is not meant for it, so this one is picked by the mouse.
  await options().first().click();
  // The quote and the bracket were closed as they were opened.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(' > 5, this after[0s, 5m] $order )');
  await page.locator('.cm-line', { hasText: 'num("total") > 5, this after[0s, 5m] $order )' }).waitFor();

  await page.getByText('"total"').first().hover();
  await page.locator('.cm-told', { hasText: 'number, in 24 of 24' }).waitFor();
});

test('a fact that is picked is written where the cursor is, by the mouse and by keys', { skip }, async () => {
  await editor.rewrite('$other', '');
  await page.keyboard.type(`$other : Event( type == "${type}", `);
  await editor.button('Facts').click();
  const facts = page.getByRole('region', { name: 'Facts' });
  await facts.getByRole('textbox').fill(run);
  await facts.getByRole('button', { name: type, exact: true }).click();
  await facts.getByText('hidden by its source').waitFor();
  assert.deepEqual(await bothThemes(page, 'facts'), []);

  await facts.getByRole('textbox').fill('total');
  await facts.getByRole('textbox').press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.cm-line', { hasText: `$other : Event( type == "${type}", num("total")` }).waitFor();
  await facts.getByRole('button', { name: 'Close' }).click();
  await facts.waitFor({ state: 'detached' });
});

test('a path that was never seen is warned of, with the one that was meant', { skip }, async () => {
  await page.goto(`${hub.url}/rules/${pack}?file=rules.drl`);
  await editor.rewrite('$other', '');
  await editor.rewrite('$order : Event', `    $order : Event( type == "${type}", num("totl") > 100 )`);
  await editor.problems().getByText('did you mean "total"?').waitFor();
  await editor.button('Write "total"').click();
  await editor.quiet();
});

test(
  'a process is written from what its schema offers, and the pointer tells of a key',
  { skip },
  async () => {
    await editor.open(`?file=greet-${run}.process.yaml`);
    await editor.rewrite('text: hello', 'text: hello');
    const pick = async (typed, label) => {
      await page.keyboard.type(typed);
      // The pointer picks at once; a list takes no key in the moment when it comes up.
      await options().filter({ hasText: label }).first().click();
    };
    await page.keyboard.press('Enter');
    await page.keyboard.press('Backspace');
    await pick('the', 'then');
    await options().first().waitFor();
    await pick('con', 'continue');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('- ask:');
    await page.keyboard.press('Enter');
    await pick('ca', 'call');
    await pick('ht', 'http');
    await page.keyboard.press('Enter');
    await pick('wi', 'with');
    await pick('me', 'method');
    await pick('po', 'post');
    await page.keyboard.press('Enter');
    await pick('end', 'endpoint');
    await page.keyboard.type('https://example.com/');

    const text = await page.locator('.cm-line').allInnerTexts();
    assert.deepEqual(
      text.slice(-8).filter((line) => line.trim() !== ''),
      [
        '        text: hello',
        '      then: continue',
        '  - ask:',
        '      call: http',
        '      with:',
        '        method: post',
        '        endpoint: https://example.com/',
      ],
    );
    await editor.quiet();
    await page.getByText('endpoint', { exact: true }).hover();
    await page.locator('.cm-told', { hasText: 'Its address' }).waitFor();
    assert.deepEqual(await bothThemes(page, 'a process with what a key is for'), []);
  },
);
