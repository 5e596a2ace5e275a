// A message of a stream that is no event: seen, its source mended, taken again, and its event opened.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults } from './axe.mjs';
import { api, browse, hub, redis, skip as reason } from './hub.mjs';

const skip = reason || (hub.data ? false : 'the data folder of the hub is not known: set SIGNALBOX_DATA');
const name = `queue-${Date.now().toString(36)}`;
const source = { kind: 'redis-stream', stream: `${name}-stream`, group: 'hub' };
let browser;
let page;

before(async () => {
  if (skip) return;
  browser = await browse();
  page = await browser.context('dark');
  await api('PUT', `/sources/${name}`, { ...source, map: { id: '/nowhere' } });
  for (const data of [`{"id":"${name}-1"}`, `{"id":"${name}-2"}`, '{broken'])
    assert.match(await redis('XADD', source.stream, '*', 'data', data), /-0/);
});

after(async () => {
  await browser?.close();
});

test('a message that is no event is kept, and is one when its source was mended', { skip }, async () => {
  await page.goto(`${hub.url}/sources/${name}?tab=refusals`);
  await page.getByRole('heading', { name: '3 messages kept' }).waitFor();
  const table = page.getByRole('region', { name: `Kept messages of ${name}` });
  await table.getByText('The message').first().click();
  await table.getByText('{broken').waitFor();

  await api('PUT', `/sources/${name}`, source);
  await page.getByRole('button', { name: 'Take all again' }).click();
  await page.getByText('2 messages taken, 1 still no events; 1 kept.').waitFor();
  await page.getByRole('heading', { name: '1 message kept' }).waitFor();

  const { items } = await api('GET', `/events?source=${name}`);
  assert.deepEqual(
    items.map(({ id }) => id),
    [`${name}-2`, `${name}-1`],
  );
});

for (const theme of ['dark', 'light']) {
  test(`what is kept has no fault that axe can see, ${theme}`, { skip }, async () => {
    const seen = await browser.context(theme);
    await seen.emulateMedia({ reducedMotion: 'reduce' });
    await seen.goto(`${hub.url}/sources/${name}?tab=refusals`);
    await seen.getByRole('heading', { name: '1 message kept' }).waitFor();

    assert.deepEqual(await faults(seen, 'kept messages'), []);
  });
}

test(
  'what is kept outlives its source, is told on the overview, and can be discarded',
  { skip },
  async () => {
    await api('DELETE', `/sources/${name}`);
    await page.goto(`${hub.url}/`);
    await page.getByText(`1 message of ${name} that was no event`).waitFor();
    await page
      .getByRole('link', { name: new RegExp('Look at them') })
      .first()
      .waitFor();
    await page.goto(`${hub.url}/sources/${name}?tab=refusals`);
    await page.getByRole('heading', { name: '1 message kept' }).waitFor();
    assert.ok(await page.getByRole('button', { name: 'Take again', exact: true }).isDisabled());

    await page.getByRole('button', { name: 'Discard all …' }).click();
    await page.getByRole('button', { name: 'Discard 1 message' }).click();
    await page.getByText('1 message discarded.').waitFor();

    assert.equal((await api('GET', `/sources/${name}/refused-messages`)).total, 0);
  },
);
