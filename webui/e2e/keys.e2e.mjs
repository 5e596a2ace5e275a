// The screens of rules are worked by keys alone, from why a rule matched to the way back, and axe looks at each in both themes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bothThemes } from './axe.mjs';
import { Editor } from './editor.mjs';
import { api, browse, hub, send, skip, until } from './hub.mjs';
import { focused, tabTo } from './keyboard.mjs';

const run = Date.now().toString(36);
const pack = `keyed-${run}`;
const source = `e2e-keys-${run}`;
const type = `e2e.keys.${run}`;
const BOTH = 'both came';
let browser;
let page;

const drl = (least) => `package rules.keyed_${run}

import dev.signalbox.event.Event
import dev.signalbox.rules.Hub
global Hub hub

rule "${BOTH}"
when
    $first : Event( type == "${type}", num("total") == 1, $key : key )
    Event( type == "${type}", key == $key, num("total") > ${least}, this after[0s, 1h] $first )
then
    hub.alert( "both" );
end
`;

async function activate(least, note) {
  await api('PUT', `/packs/${pack}/draft`, { drl: drl(least) });
  await api('POST', `/packs/${pack}/activate`, { note });
}

before(async () => {
  if (skip) return;
  await api('PUT', `/sources/${source}`, { kind: 'webhook', verify: 'none' });
  await activate(2, 'as it was first');
  await activate(1, 'and then');
  for (const total of [1, 2])
    await send(source, { id: `k-${total}-${run}`, type, subject: run, data: { total } });
  browser = await browse();
  page = await browser.context('dark');
  await until('both events', async () => {
    const { items } = await api('GET', `/events?type=${type}&state=decided`);
    return items.length === 2;
  });
});

after(async () => {
  await browser?.close();
});

const press = (...keys) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
const panel = (name) => page.getByRole('region', { name, exact: true });

test('an explained event becomes a test of its rule, with what the rule joined', { skip }, async () => {
  await page.goto(`${hub.url}/events/k-2-${run}?source=${source}&tab=explain`);
  const rule = page.getByRole('region', { name: `Rule ${pack}/${BOTH}` });
  await rule.getByText('matched', { exact: true }).waitFor();
  assert.deepEqual(await bothThemes(page, 'explain'), []);

  await press('j');
  await tabTo(page, 'Edit this rule');
  await press('Enter');

  await page.locator('.cm-revealed', { hasText: BOTH }).waitFor();
  const given = panel('Test').getByRole('list', { name: 'Events to try' });
  await given.getByText(`k-1-${run}`).waitFor();
  await given.getByText(`k-2-${run}`).waitFor();
  await panel('Test').getByText(`${pack}/${BOTH}`).waitFor();
});

test('Test and Facts open, work and close by keys, and one is back where one was', { skip }, async () => {
  await new Editor(page, pack).open('?file=rules.drl');
  await tabTo(page, 'Test');
  await press('Enter');
  await focused(page, 'Events and what comes of them');
  await tabTo(page, 'Write one');
  await press('Enter', 'Control+Enter');
  await panel('Test').getByText('no rule matched').waitFor();
  await press('Escape');
  await focused(page, 'Test');

  await tabTo(page, 'Facts');
  await press('Enter');
  await focused(page, 'Filter facts');
  await page.keyboard.type(run);
  await panel('Facts').getByRole('button', { name: type, exact: true }).waitFor();
  await press('ArrowDown');
  await focused(page, type);
  await press('Escape');
  await focused(page, 'Facts');
  await panel('Facts').waitFor({ state: 'detached' });
});

test('a back-test is begun and read down to the reason of one event', { skip }, async () => {
  await api('PUT', `/packs/${pack}/draft`, { drl: drl(2) });
  await new Editor(page, pack).open();
  await tabTo(page, 'Back-test');
  await press('Enter');
  await page.getByRole('heading', { name: 'Back-tests of' }).waitFor();
  await tabTo(page, 'how many');
  await page.keyboard.type('500');
  await tabTo(page, 'Start');
  await press('Enter');
  await page.getByRole('table', { name: 'By rule' }).waitFor();
  await tabTo(page, `${pack}/${BOTH}`);
  await press('Enter');
  await page.waitForURL(/rule=/);
  await tabTo(page, `k-2-${run}`);
  await press('Enter');

  const draft = page.getByRole('region', { name: `Rule ${pack}/${BOTH}, with the draft` });
  await draft.getByText('not matched', { exact: true }).waitFor();
  assert.deepEqual(await bothThemes(page, 'both explanations'), []);
  await page.goBack();
  await page.getByRole('table', { name: 'Changed events' }).waitFor();
});

test(
  'the dialog of an activation tells what is rebuilt, and Escape gives the focus back',
  { skip },
  async () => {
    await new Editor(page, pack).open();
    await tabTo(page, 'Activate');
    await press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('New sessions are built from 1 ').waitFor();
    await dialog.getByText('It needs a note.').waitFor();
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await focused(page, 'Activate');
  },
);

test('versions are gone through by keys, with the events that each has matched', { skip }, async () => {
  await page.goto(`${hub.url}/rules/${pack}/versions`);
  await page.getByText('as it was first').waitFor();
  await page.getByText('decides since then').waitFor();
  const matched = page.getByRole('link', { name: 'Events that its rules matched' });
  const href = await matched.getAttribute('href');
  assert.ok(href.includes(encodeURIComponent(`rule:${pack}/*`)), href);
  await press('j');
  await page.waitForURL(/v=\d+/);
  const first = new URL(page.url()).searchParams.get('v');
  assert.notEqual(await matched.getAttribute('href'), href);
  await press('k');
  await page.waitForURL((url) => !url.search.includes(`v=${first}`));
  await tabTo(page, 'Events that its rules matched');
  await press('Enter');
  await page.getByRole('row').filter({ hasText: type }).waitFor();
  await page.goBack();
  await page.getByText('as it was first').waitFor();
  await press('j');
  await page.waitForURL((url) => url.search.includes(`v=${first}`));
  await tabTo(page, 'Roll back');
  await press('Enter');
  await page.getByRole('dialog').waitFor();
  assert.deepEqual(await bothThemes(page, 'roll back'), []);
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await focused(page, 'Roll back');
});

test('no page erred, broke its policy or asked another host', { skip }, () => {
  assert.deepEqual(browser.faults, []);
});
