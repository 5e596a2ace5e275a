// Every page in both themes: readable for everybody, reachable by its address, no other host.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults } from './axe.mjs';
import { api, browse, hub, send, servicePort, skip, until } from './hub.mjs';
import { install } from './pack.mjs';

const source = 'e2e-pages';
const id = `order-${Date.now().toString(36)}`;
let browser;

before(async () => {
  if (skip) return;
  await install(source, await servicePort());
  const data = { total: 500, odd: "it's" };
  assert.equal(await send(source, { id, type: 'e2e.order', subject: id, data }), 202);
  browser = await browse();
});

after(async () => {
  await browser?.close();
});

async function addresses() {
  const { items: events } = await api('GET', `/events?source=${source}&limit=1`);
  const { items: instances } = await api('GET', `/instances?event=${id}&limit=1`);
  assert.equal(events.length + instances.length, 2);
  const stories = events.flatMap(({ id, source }) =>
    ['story', 'data', 'explain'].map(
      (tab) => `/events/${encodeURIComponent(id)}?source=${source}&tab=${tab}`,
    ),
  );
  const runs = instances.flatMap(({ id }) => [`/instances/${id}`, `/instances/${id}?tab=data`]);
  const lists = [
    '/',
    '/live',
    '/events',
    '/replays',
    '/instances',
    '/approvals',
    '/dead-letters',
    '/sources',
    '/sinks',
    '/breakers',
    '/new-sink',
    '/new-sink?kind=kafka',
    '/rules',
    '/rules/e2e',
    '/rules/e2e/versions',
    '/settings',
    '/settings/secrets',
    '/no-such-page',
  ];
  return [...lists, ...stories, ...runs];
}

for (const theme of ['dark', 'light']) {
  test(`every page has no fault that axe can see, ${theme}`, { skip }, async () => {
    const page = await browser.context(theme);
    const found = [];
    await page.emulateMedia({ reducedMotion: 'reduce' });

    for (const address of await addresses()) {
      await page.goto(hub.url + address);
      await page.locator('main#main').waitFor();
      await page.locator('h1, .empty').first().waitFor();
      found.push(...(await faults(page, address)));
    }

    assert.deepEqual(found, []);
    assert.deepEqual(browser.faults, []);
  });
}

test('any id is found with Ctrl-K, whatever it is of', { skip }, async () => {
  const page = await browser.context('dark');
  const { items } = await api('GET', `/instances?event=${id}&limit=1`);

  for (const [wanted, path] of [
    [items[0].id, `/instances/${items[0].id}`],
    [id, `/events/${id}`],
  ]) {
    await page.keyboard.press('Control+k');
    await page.getByLabel('Page or id').fill(wanted);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === path);
  }
  await page.keyboard.press('Control+k');
  await page.getByLabel('Page or id').fill('0-00000000000000000000000000');
  await page.keyboard.press('Enter');

  await page.getByText('Nothing has this id').waitFor();
});

test('the sheet of keys opens with ? and g goes where it says', { skip }, async () => {
  const page = await browser.context('dark');

  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('go to Dead letters').waitFor();
  await page.keyboard.press('Escape');
  // The second key counts for a second only, and a busy machine may take longer.
  await until('the page of sources', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    return page.getByRole('heading', { name: 'Sources' }).isVisible();
  });
});
