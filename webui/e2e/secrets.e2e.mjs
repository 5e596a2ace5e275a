// Secrets: given, shown without their value, kept from other hosts, and forgotten, as a person does it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bothThemes } from './axe.mjs';
import { api, browse, skip } from './hub.mjs';

const name = `shop-${Date.now().toString(36)}`;
const value = 'canary-of-the-walk';
let browser;
let page;

before(async () => {
  if (skip) return;
  browser = await browse();
  page = await browser.context(null);
});

after(async () => {
  await browser?.close();
});

test('a secret is given with its hosts, and its value is seen no more', { skip }, async () => {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Secrets' }).click();
  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByLabel(/^Name/).fill(name);
  await page.getByLabel(/^Value/).fill(value);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('the hosts that it may be sent to, such as').waitFor();
  assert.deepEqual(await bothThemes(page, 'a secret that is given'), []);
  await page.getByLabel(/^Hosts/).fill('api.example.com');
  await page.getByRole('button', { name: 'Save' }).click();

  await page.getByRole('cell', { name, exact: true }).waitFor();
  await page.getByRole('cell', { name: 'no definition in force' }).first().waitFor();
  assert.ok(!(await page.content()).includes(value));
  assert.ok(!JSON.stringify(await api('GET', '/secrets')).includes(value));
  assert.deepEqual(await bothThemes(page, 'secrets'), []);
});

test('a secret goes nowhere else unless its value is given again', { skip }, async () => {
  await page.getByRole('button', { name: `Change ${name}` }).click();
  await page.getByLabel(/^Hosts/).fill('api.example.com, evil.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('give its value again for it to be sent to evil.example').waitFor();
  await page.getByLabel(/^Value/).fill('another');
  await page.getByRole('button', { name: 'Save' }).click();

  await page.getByRole('cell', { name: 'api.example.com, evil.example' }).waitFor();
});

test('a secret that is deleted is gone', { skip }, async () => {
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Delete ${name}` })
    .click();
  await page.getByRole('cell', { name, exact: true }).waitFor({ state: 'detached' });

  assert.ok(!(await api('GET', '/secrets')).items.some((secret) => secret.name === name));
});
