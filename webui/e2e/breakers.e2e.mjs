// A breaker is opened and closed by hand, and what its target holds is seen on all pages that it concerns.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bothThemes } from './axe.mjs';
import { api, browse, hub, skip, until } from './hub.mjs';

const run = Date.now().toString(36);
const target = `https://breaker-${run}.example:443`;
const path = `/breakers/${encodeURIComponent(target)}`;
let browser;
let page;

before(async () => {
  if (skip) return;
  await api('POST', `${path}/open`, { reason: `upgrade ${run}`, by: 'ana' });
  browser = await browse();
  page = await browser.context('dark');
});

after(async () => {
  await browser?.close();
});

test('an open breaker needs somebody, and says who opened it and why', { skip }, async () => {
  const concern = await until('it needs attention', async () => {
    const { concerns } = await api('GET', '/overview');
    return concerns.find((one) => one.title === `Calls to ${target} are held`);
  });
  await page.goto(`${hub.url}${concern.href}`);

  const row = page.getByRole('row').filter({ hasText: target });
  await row.getByText('open', { exact: true }).waitFor();
  await row.getByText(`ana: upgrade ${run}`).waitFor();
  await row.getByText('when somebody closes it').waitFor();
  await page.getByText('Nothing waits').waitFor();
  assert.deepEqual(await bothThemes(page, 'breakers'), []);
});

test('it is closed with a reason, and what is missing is said in the dialog', { skip }, async () => {
  await page.getByRole('button', { name: `Close the breaker of ${target}` }).click();
  await page.getByRole('button', { name: 'Let them go' }).click();
  await page.getByRole('dialog').getByText('send a text of 1 to 200 characters').waitFor();
  await page.getByLabel('Reason').fill('done');
  await page.getByLabel('Your name').fill('bo');
  assert.deepEqual(await bothThemes(page, 'close a breaker'), []);
  await page.getByLabel('Your name').press('Enter');

  const row = page.getByRole('row').filter({ hasText: target });
  await row.getByText('closed', { exact: true }).waitFor();
  await row.getByText('bo: done').waitFor();
  assert.equal((await api('GET', path)).state, 'closed');
});
