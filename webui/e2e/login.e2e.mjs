// Who is not signed in sees the login and nothing else; both ways in work, and each fault is told.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { api, browse, hub, skip } from './hub.mjs';

let browser;

before(async () => {
  if (!skip) browser = await browse();
});

after(async () => {
  await browser?.close();
});

const field = (page) => page.getByLabel('Admin token');

test(
  'a stranger is asked for the token at every address, and is then where they wanted to be',
  { skip },
  async () => {
    const page = await browser.stranger();

    for (const address of ['/', '/events', '/events/none?tab=explain', '/sources']) {
      await page.goto(hub.url + address);
      await field(page).waitFor();
    }
    await field(page).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('a token that is not known here').waitFor();
    await field(page).fill(hub.token);
    await page.getByRole('button', { name: 'Sign in' }).click();

    await page.getByRole('heading', { name: 'Sources' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/sources');
  },
);

test('a login link works once, and a fresh one in the tab that was refused', { skip }, async () => {
  const { url } = await api('POST', '/login-links');
  const first = await browser.stranger();
  const second = await browser.stranger();

  await first.goto(url);
  await first.getByRole('heading', { name: 'Overview' }).waitFor();
  await second.goto(url);

  await second.getByText('this login link was used already').waitFor();
  await field(second).waitFor();
  const fresh = await api('POST', '/login-links');
  await second.goto(fresh.url);

  await second.getByRole('heading', { name: 'Overview' }).waitFor();
});

test('a hub that does not answer is told in red and in words', { skip }, async () => {
  const page = await browser.context('dark');
  await page.getByText('connected', { exact: true }).waitFor();

  await page.route('**/api/**', (route) => route.abort());
  await page.getByRole('link', { name: 'Events', exact: true }).click();

  await page.getByText('The hub does not answer').waitFor();
});

test('no page broke its policy or asked another host', { skip }, () => {
  assert.deepEqual(browser.faults, []);
});
