// A schema is proposed from what came, put into a draft, checked, activated, and keeps a bad event from the rules.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults } from './axe.mjs';
import { api, browse, hub, skip, until } from './hub.mjs';

const run = Date.now().toString(36);
const pack = `schemed-${run}`;
const source = `schemed-${run}`;
const type = `e2e.schemed-${run}`;
const DRL = `package rules.${pack.replace('-', '_')}

import dev.signalbox.event.Event
import dev.signalbox.rules.Hub
global Hub hub

rule "large"
when
    Event( type == "${type}", num("total") > 100 )
then
    hub.alert( "large" );
end
`;
let browser;
let page;

async function send(id, data) {
  const answer = await fetch(`${hub.ingest}/hooks/${source}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id, type, ...data }),
  });
  assert.equal(answer.status, 202);
}

before(async () => {
  if (skip) return;
  await api('PUT', `/sources/${source}`, { kind: 'webhook', verify: 'none' });
  await api('PUT', `/packs/${pack}/draft`, { drl: DRL });
  for (let i = 0; i < 25; i++) await send(`${run}-${i}`, { total: 5 + i, note: 'n' });
  await until('the facts', async () => {
    const { items } = await api('GET', '/facts');
    return items.some((one) => one.type === type && one.seen >= 25);
  });
  browser = await browse();
  page = await browser.context('dark');
});

after(async () => {
  await browser?.close();
});

test('a schema is proposed, becomes a file of the draft and is checked', { skip }, async () => {
  await page.goto(`${hub.url}/rules/${pack}?file=rules.drl`);
  await page.getByRole('button', { name: 'Facts' }).click();
  await page.getByLabel('Filter facts').fill(type);
  await page.getByRole('button', { name: type }).click();
  await page.getByRole('button', { name: 'Propose a schema' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('25 events').waitFor();
  assert.match(await dialog.getByLabel('Proposed schema').textContent(), /"required": \[/);
  assert.deepEqual(await faults(page), []);
  await dialog.getByRole('button', { name: 'Add to the draft' }).click();
  await page.getByText(`${pack}/schemas/${type}.schema.json`).waitFor();
  await page.keyboard.press('Control+s');
  await until('the draft', async () => type in (await api('GET', `/packs/${pack}`)).files.schemas);
  assert.deepEqual(await faults(page), []);
});

test('a mistake in it is told at its line', { skip }, async () => {
  const { schemas } = (await api('GET', `/packs/${pack}`)).files;
  const wrong = schemas[type].replace('"required"', '"requird"');
  const { diagnostics } = await api('POST', `/packs/${pack}/check`, { schemas: { [type]: wrong } });
  const found = diagnostics.find(({ code }) => code === 'schema-keyword');

  assert.equal(found.file, `schemas/${type}.schema.json`);
  assert.ok(found.line > 1);
  assert.equal(found.fix, '"required"');
});

test('an event that breaks it comes to quarantine, and its page says why', { skip }, async () => {
  await api('POST', `/packs/${pack}/activate`, { note: 'a schema' });
  await send(`${run}-bad`, { total: 'many' });
  await until('the quarantine', async () => {
    const story = await api('GET', `/events/${run}-bad?source=${source}`);
    return story.state === 'quarantined';
  });

  await page.goto(`${hub.url}/events/${run}-bad?source=${source}`);
  await page.getByText('a whole number is wanted, not a text').first().waitFor();
  assert.ok(await page.getByText('"note" is missing').first().isVisible());
  assert.deepEqual(await faults(page), []);
});
