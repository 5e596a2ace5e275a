// An event is replayed from its page, and says what it is a replay of.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bothThemes } from './axe.mjs';
import { api, browse, hub, send, skip, until } from './hub.mjs';

const run = Date.now().toString(36);
const source = `e2e-replays-${run}`;
const id = `first-${run}`;
let browser;
let page;

before(async () => {
  if (skip) return;
  await api('PUT', `/sources/${source}`, { kind: 'webhook', verify: 'none' });
  assert.equal(await send(source, { id, type: 'e2e.replayed', subject: run, data: {} }), 202);
  browser = await browse();
  page = await browser.context('dark');
});

after(async () => {
  await browser?.close();
});

test(
  'a replay is begun from an event, watched, and told on the page of what came of it',
  { skip },
  async () => {
    await page.goto(`${hub.url}/events/${id}?source=${source}`);
    await page.getByRole('link', { name: 'Replay …' }).click();
    await page.getByRole('dialog').waitFor();
    assert.equal(await page.getByLabel('Event id').inputValue(), id);
    assert.deepEqual(await bothThemes(page, 'new replay'), []);
    await page.getByLabel('Event id').press('Enter');

    const row = page.getByRole('row').filter({ hasText: id });
    await row.getByText('finished').waitFor();
    assert.deepEqual(await bothThemes(page, 'replays'), []);

    const { items } = await api('GET', '/replays');
    const again = `${id}~${items.find((one) => one.event === id).id}`;
    await until(
      'the replay is decided',
      async () => (await api('GET', `/events/${again}`)).state === 'decided',
    );
    await page.goto(`${hub.url}/events/${again}?source=${source}`);
    await page.getByRole('link', { name: `Replay of ${id}` }).click();
    await page.waitForURL((url) => url.pathname === `/events/${id}`);
  },
);

test('what is wrong with a replay is said in its dialog, and Esc leads back', { skip }, async () => {
  await page.goto(`${hub.url}/replays?new&from=1795400000000&to=1795300000000`);
  await page.getByLabel('Received before').press('Enter');
  await page.getByRole('dialog').getByText('send a whole number').waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => url.search === '');
});
