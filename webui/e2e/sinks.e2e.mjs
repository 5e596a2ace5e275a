// Sinks: made from a kind, tested, changed, rotated and deleted, as a person does it; and the task that sends there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults } from './axe.mjs';
import { api, browse, hub, skip, until } from './hub.mjs';

const run = Date.now().toString(36);
const name = `log-${run}`;
let browser;
let page;

before(async () => {
  if (skip) return;
  browser = await browse();
  page = await browser.context('dark');
});

after(async () => {
  await browser?.close();
});

test('a sink is made from its kind, and a test says where its message went', { skip }, async () => {
  await page.getByRole('link', { name: 'Sinks' }).click();
  await page.getByRole('link', { name: 'New sink' }).first().click();
  await page.getByRole('link', { name: /Redis stream/ }).click();
  await page.getByLabel(/^Name/).fill('not a name');
  await page.getByRole('button', { name: 'Create the sink' }).click();
  await page.getByText("a sink's name has").waitFor();
  await page.getByLabel(/^Name/).fill(name);
  await page.getByRole('button', { name: 'Create the sink' }).click();

  await page.getByText('A task that sends here').waitFor();
  await page.getByLabel(/^To:/).fill(`tests-${run}`);
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText(/It arrived:.*"id":"\d+-\d+"/).waitFor();
  await page.getByLabel(/^To:/).fill('sb:{p0}:journal');
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText("The stream is the hub's own", { exact: true }).waitFor();
  assert.deepEqual(await faults(page, 'a tested sink'), []);
});

test('what is changed is in force, and what is wrong stands at its field', { skip }, async () => {
  const length = page.getByLabel(/^Entries that a stream keeps/);
  await length.fill('many');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('wanted a whole number').waitFor();
  await length.fill('1000');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Save', disabled: true }).waitFor();

  await until('it is in force', async () => (await api('GET', `/sinks/${name}`)).maxlen === 1000);
});

test(
  'an address is refused where the hub may not call it, and its secret is shown once',
  { skip },
  async () => {
    const shop = `shop-${run}`;
    await page.goto(`${hub.url}/new-sink?kind=http`);
    await page.getByLabel(/^Name/).fill(shop);
    await page.getByLabel('Address').fill('http://10.0.0.1/events');
    await page.getByRole('button', { name: 'Create the sink' }).click();
    await page.getByText('--egress-allow 10.0.0.1:80').first().waitFor();
    await page.getByLabel('Address').fill('http://1.1.1.1/events');
    await page.getByRole('button', { name: 'Create the sink' }).click();

    await page.getByRole('button', { name: 'Rotate the secret' }).click();
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    await page.getByText('it is shown this once').waitFor();
    assert.match(await page.locator('.secret code').innerText(), /^whsec_/);
    assert.deepEqual(await faults(page, 'a rotated secret'), []);
    await page.keyboard.press('Escape');
    await api('DELETE', `/sinks/${shop}`);
  },
);

test('a sink of SQS is made, and says what is wrong with its queue', { skip }, async () => {
  const parcels = `parcels-${run}`;
  await page.goto(`${hub.url}/new-sink?kind=sqs`);
  await page.getByLabel(/^Name/).fill(parcels);
  await page.getByLabel('URL of the queue').fill('http://127.0.0.1:1/0/parcels');
  await page.getByRole('button', { name: 'Create the sink' }).click();
  await page.getByText('the URL of the queue does not tell it').waitFor();
  assert.deepEqual(await faults(page, 'a sink of SQS'), []);
  await page.getByLabel('Region').fill('eu-central-1');
  await page.getByLabel('Access key', { exact: true }).fill('AKIATEST');
  await page.getByLabel(/^Secret access key/).fill('test');
  await page.getByRole('button', { name: 'Create the sink' }).click();

  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('SQS cannot be reached', { exact: true }).waitFor();
  await api('DELETE', `/sinks/${parcels}`);
});

test('a sink that is deleted is gone from the list', { skip }, async () => {
  await page.goto(`${hub.url}/sinks/${name}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await page.getByRole('heading', { name: 'Sinks' }).waitFor();

  assert.equal(await page.getByRole('link', { name }).count(), 0);
});
