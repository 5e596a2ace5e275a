// Sources: made from a preset, paused, rotated, tried, deleted; each step as a person does it and as a sender feels it.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { faults } from './axe.mjs';
import { api, browse, hub, skip } from './hub.mjs';

const run = Date.now().toString(36);
const name = `shop-${run}`;
let browser;
let page;
let secret;

before(async () => {
  if (skip) return;
  browser = await browse();
  page = await browser.context('dark');
});

after(async () => {
  await browser?.close();
});

/** Delivers as the snippet does, signed with this secret; the answer. */
function deliver(signedWith, id, to = name) {
  const body = JSON.stringify({ id, type: 'shop.paid', subject: id, card: `card-${id}` });
  const signature = createHmac('sha256', signedWith).update(body).digest('hex');
  return fetch(`${hub.ingest}/hooks/${to}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Signature-256': `sha256=${signature}` },
    body,
  });
}

const tab = (title) => page.getByRole('button', { name: title, exact: true }).click();

test(
  'a source from a preset ends with its secret, a program, and the story of the first event',
  { skip },
  async () => {
    await page.getByRole('link', { name: 'Sources' }).click();
    await page.getByRole('link', { name: 'New source' }).first().click();
    await page.getByRole('link', { name: /Any HMAC/ }).click();
    await page.getByLabel(/^Name/).fill('not a name');
    await page.getByRole('button', { name: 'Create the source' }).click();
    await page.getByText('a source’s name has').or(page.getByText("a source's name has")).waitFor();
    await page.getByLabel(/^Name/).fill(name);
    await page.getByRole('button', { name: 'Create the source' }).click();

    await page.getByText('it is shown this once').waitFor();
    secret = await page.locator('.secret code').innerText();
    await page.getByText('Waiting for the first event').waitFor();
    const program = await page.getByRole('region', { name: 'Program in curl' }).innerText();
    assert.ok(program.includes(`${hub.ingest}/hooks/${name}`), program);
    assert.ok(program.includes('X-Signature-256: sha256=$signature'), program);
    assert.equal((await deliver('wrong', 'first')).status, 401);
    await page.getByText('the signature does not fit the one live secret').waitFor();
    assert.equal((await deliver(secret, 'first')).status, 202);
    await page.getByRole('link', { name: 'Open its story' }).click();

    await page.waitForURL((url) => url.pathname === '/events/first');
    await page.getByText('shop.paid').first().waitFor();
  },
);

test(
  'a paused source says so to its sender and to its operator, and takes deliveries again',
  { skip },
  async () => {
    await page.goto(`${hub.url}/sources/${name}`);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused: deliveries get 503').waitFor();

    const paused = await deliver(secret, 'paused');
    await page.goto(`${hub.url}/sources`);
    await page.getByRole('row').filter({ hasText: name }).getByText('paused', { exact: true }).waitFor();
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();

    assert.equal(paused.status, 503);
    assert.match(paused.headers.get('retry-after'), /^\d+$/);
    assert.equal((await deliver(secret, 'paused')).status, 202);
  },
);

test(
  'both secrets are good after a rotation, and what the old one signed is refused once it is gone',
  { skip },
  async () => {
    await page.goto(`${hub.url}/sources/${name}`);
    await page.getByText('1 live secret').waitFor();
    const old = await page.locator('li code').first().innerText();
    await page.getByRole('button', { name: 'Rotate …' }).click();
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    const fresh = await page.getByRole('dialog').locator('.secret code').innerText();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByText('2 live secrets').waitFor();

    assert.equal((await deliver(secret, 'both-old')).status, 202);
    assert.equal((await deliver(fresh, 'both-new')).status, 202);
    await page.getByRole('button', { name: `Remove the secret ${old}` }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('1 live secret', { exact: true }).waitFor();
    const refused = await deliver(secret, 'after');
    assert.equal((await deliver(fresh, 'after')).status, 202);

    assert.equal(refused.status, 401);
    await tab('Refusals');
    await page.getByRole('row').filter({ hasText: 'signature_mismatch' }).first().waitFor();
    const { code, detail } = await refused.json();
    assert.equal(code, 'unverified');
    assert.ok(!detail.includes('mismatch'), 'the sender is not told the cause');
  },
);

test(
  'a mapping is seen on the last events before it is saved, and its fault stands at its field',
  { skip },
  async () => {
    await page.goto(`${hub.url}/sources/${name}?tab=change`);
    await page.getByRole('cell', { name: 'after' }).first().waitFor();

    await page.getByLabel(/^Partition by/).fill('card');
    await page.getByText('wanted a JSON Pointer').waitFor();
    await page.getByLabel(/^Partition by/).fill('/card');
    await page.getByText('card-after').waitFor();
    assert.equal((await api('GET', `/sources/${name}`)).partitionBy, undefined);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Not saved yet').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'A delivery' }).click();
    await page.getByLabel('Body', { exact: true }).fill('{"id":"p","card":"');
    await page.getByText('would be refused').waitFor();

    assert.equal((await api('GET', `/sources/${name}`)).partitionBy, '/card');
  },
);

for (const theme of ['dark', 'light']) {
  test(`no screen of a source has a fault that axe can see, ${theme}`, { skip }, async () => {
    const seen = await browser.context(theme);
    const found = [];
    await seen.emulateMedia({ reducedMotion: 'reduce' });
    const tabs = ['about', 'change', 'refusals', 'send'].map((id) => `/sources/${name}?tab=${id}`);
    const made = [
      '',
      '?preset=github',
      '?preset=meta',
      '?preset=sns',
      '?preset=hmac',
      '?preset=redis-stream',
      '?preset=sqs',
    ].map((q) => `/new-source${q}`);

    for (const address of ['/sources', ...tabs, ...made]) {
      await seen.goto(hub.url + address);
      await seen.locator('table, section, form, .presets').first().waitFor();
      found.push(...(await faults(seen, address)));
    }

    assert.deepEqual(found, []);
  });
}

test('a deleted source is gone for its sender, and its events stay', { skip }, async () => {
  await page.goto(`${hub.url}/sources/${name}`);
  await page.getByRole('button', { name: 'Delete …' }).click();
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await page.waitForURL((url) => url.pathname === '/sources');

  assert.equal((await deliver(secret, 'late')).status, 404);
  assert.equal((await api('GET', `/events?source=${name}&limit=1`)).items.length, 1);
  assert.deepEqual(browser.faults, []);
});
