// Dead letters go back with options, are discarded, and instances are cancelled; each is a job with a page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bothThemes } from './axe.mjs';
import { api, browse, hub, send, service, servicePort, skip, until } from './hub.mjs';
import { install } from './pack.mjs';

const run = Date.now().toString(36);
const source = `e2e-redrive-${run}`;
let browser;
let page;
let port;

before(async () => {
  if (skip) return;
  port = await servicePort();
  await install(source, port);
  browser = await browse();
  page = await browser.context('dark');
});

after(async () => {
  await browser?.close();
});

async function dead(id) {
  assert.equal(await send(source, { id, type: 'e2e.order', subject: id, data: { total: 500 } }), 202);
  return until('a dead letter', async () => {
    const { items } = await api('GET', '/dead-letters?limit=100');
    return items.find((item) => item.event === id);
  });
}

async function row(letter) {
  await page.goto(`${hub.url}/dead-letters?group=${letter.fingerprint}`);
  return page.getByRole('row').filter({ has: page.locator(`[title="${letter.event}"]`) });
}

test('another input goes out under another key, and the timeline tells both', { skip }, async () => {
  const letter = await dead(`edited-${run}`);
  const target = await service(port);
  try {
    await (await row(letter)).getByRole('button', { name: 'Redrive' }).click();
    await page.getByLabel('Give the task another input').check();
    await page.getByLabel('Input of the task, JSON').fill('{"order": 12345678901234567890}');
    assert.deepEqual(await bothThemes(page, 'redrive'), []);
    await page.getByRole('button', { name: 'Redrive 1 instance' }).click();
    await page.getByText('1 of 1 instance put back to work').waitFor();
    await page.getByText('with another input').waitFor();
    assert.deepEqual(await bothThemes(page, 'job'), []);

    const call = await until('the call', () =>
      target.calls.find(({ key }) => key?.includes(letter.instance)),
    );
    assert.ok(call.key.endsWith('/r1'), call.key);
  } finally {
    await target.close();
  }
});

test('a dead letter is discarded with a reason', { skip }, async () => {
  const letter = await dead(`discarded-${run}`);
  await (await row(letter)).getByRole('button', { name: 'Discard' }).click();
  await page.getByLabel('Reason').fill('a test order');
  assert.deepEqual(await bothThemes(page, 'discard'), []);
  await page.getByRole('button', { name: 'Discard 1 dead letter' }).click();
  await page.getByText('1 of 1 instance given up').waitFor();
  await until(
    'its end',
    async () => (await api('GET', `/instances/${letter.instance}`)).state === 'cancelled',
  );
});

test('instances of a key are cancelled, and a definition shows its versions', { skip }, async () => {
  const letter = await dead(`cancelled-${run}`);
  const { key } = await api('GET', `/instances/${letter.instance}`);
  await page.goto(`${hub.url}/instances?f=key:${key}`);
  await page.getByRole('button', { name: 'Cancel these …' }).click();
  await page.getByLabel('Reason').fill('the shop has closed');
  assert.deepEqual(await bothThemes(page, 'cancel instances'), []);
  await page.getByRole('button', { name: 'Cancel them' }).click();
  await page.getByText('1 of 1 instance cancelled').waitFor();

  await page.goto(`${hub.url}/definitions/${letter.definition}`);
  await page.getByRole('link', { name: 'version 1', exact: true }).waitFor();
  assert.deepEqual(await bothThemes(page, 'versions of a definition'), []);
});

test('no page erred, broke its policy or asked another host', { skip }, () => {
  assert.deepEqual(browser.faults, []);
});
