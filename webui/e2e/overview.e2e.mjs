// The first page: what flows is seen, and whatever is clicked is the list of exactly that.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults } from './axe.mjs';
import { api, browse, hub, send, service, servicePort, skip } from './hub.mjs';
import { install } from './pack.mjs';

const run = Date.now().toString(36);
const source = `ov-${run}`;
const RULE = 'e2e/large order';
let browser;
let page;
let target;

/** Seven that a rule matches, five that none does, and three deliveries too many. */
const large = Array.from({ length: 7 }, (_, i) => `large-${run}-${i}`);
const small = Array.from({ length: 5 }, (_, i) => `small-${run}-${i}`);

async function sendAll() {
  const deliver = (id, total) => send(source, { id, type: 'e2e.order', subject: id, data: { total } });
  for (const id of large) assert.equal(await deliver(id, 500), 202);
  for (const id of small) assert.equal(await deliver(id, 50), 202);
  for (const id of large.slice(0, 3)) assert.equal(await deliver(id, 500), 200);
}

before(async () => {
  if (skip) return;
  const port = await servicePort();
  target = await service(port);
  await install(source, port);
  browser = await browse();
  page = await browser.context('dark');
  await sendAll();
});

after(async () => {
  await browser?.close();
  await target?.close();
});

const ribbon = (to) => page.locator(`svg a[aria-label^="${source} → ${to},"]`);
const node = (name) => page.getByRole('group', { name, exact: true });
const figure = (name) => page.getByRole('link', { name: new RegExp(`^${name}`) });

/** What the open list shows, when it shows so many. */
async function subjects(count) {
  const found = () => globalThis.document.querySelectorAll('tbody tr').length;
  await page.waitForFunction(
    (wanted) => globalThis.document.querySelectorAll('tbody tr').length === wanted,
    count,
  );
  assert.equal(await page.evaluate(found), count);
  return (await page.locator('tbody td.subject').allTextContents()).sort();
}

/** A place on a ribbon, near its beginning, where no other lies on it. */
function onRibbon(to) {
  return ribbon(to)
    .locator('path')
    .last()
    .evaluate((path) => {
      const { x, y } = path.getPointAtLength(path.getTotalLength() / 25);
      const box = path.ownerSVGElement.getBoundingClientRect();
      return { x: box.x + x, y: box.y + y };
    });
}

test('what was sent flows from its source over the rule to the process', { skip }, async () => {
  await node(`source ${source}`).waitFor();
  await ribbon('large order').waitFor();
  await ribbon('no match').waitFor();
  await node('process announce').waitFor();

  await ribbon('large order').focus();
  await page.getByText(/→ large order: .*, 7 since the hub started$/).waitFor();
  await ribbon('no match').focus();
  await page.getByText(/→ no match: .*, 5 since the hub started$/).waitFor();
  const { stats } = await api('GET', '/overview');
  const match = stats.flows.matches.find((each) => each.source === source);
  assert.deepEqual([match.rule, match.flow.total], [RULE, 7]);
  const counted = stats.flows.sources.find(({ name }) => name === source);
  assert.deepEqual([counted.accepted.total, counted.duplicates.total, counted.unmatched.total], [12, 3, 5]);
});

test('a ribbon is the list of exactly its events', { skip }, async () => {
  const { x, y } = await onRibbon('large order');
  await page.mouse.click(x, y);

  assert.deepEqual(await subjects(7), large);
  assert.equal(new URL(page.url()).searchParams.get('f'), `source:${source} rule:"${RULE}"`);
  await page.goBack();
  await page.mouse.move(0, 0);
  await ribbon('no match').focus();
  await page.getByText(`${source} → no match:`).waitFor();
  await page.keyboard.press('Enter');

  assert.deepEqual(await subjects(5), small);
});

test('the ribbon to a process is the list of the instances that the rule wanted', { skip }, async () => {
  await page.goto(hub.url);
  await page.locator('svg a[aria-label^="large order → announce,"]').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Instances' }).waitFor();

  const query = `definition=announce&rule=${encodeURIComponent(RULE)}&limit=100`;
  const { items } = await api('GET', `/instances?${query}`);
  assert.ok(items.length >= 7);
  await page.waitForFunction(
    (count) => globalThis.document.querySelectorAll('tbody tr').length === count,
    items.length,
  );
  assert.deepEqual((await api('GET', '/instances?rule=e2e/none')).items, []);
});

test('each number leads to what it counts, and is there right after a reload', { skip }, async () => {
  await page.goto(hub.url);
  const line = figure('Duplicates recognised').locator('path.line');
  await page.reload();
  await line.waitFor({ state: 'attached' });
  assert.match(await line.getAttribute('d'), /^M\d+,[\d.]+L/);

  await figure('Duplicates recognised').click();
  await page.getByText(large[0]).first().waitFor();
  const shown = await page.locator('tbody td.subject').allTextContents();
  assert.deepEqual(shown.filter((subject) => subject.includes(run)).sort(), large.slice(0, 3));
  await page.goto(hub.url);
  await figure('Backlog').click();
  await page.waitForURL((url) => url.searchParams.get('f') === 'state:journaled');
});

test('who wants no motion sees no dots, and all else', { skip }, async (t) => {
  const painted = () => {
    const canvas = globalThis.document.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value) => value > 0);
  };
  await page.goto(hub.url);
  const more = (async () => {
    for (let i = 0; i < 40; i++) await send(source, { id: `more-${run}-${i}`, type: 'e2e.quiet', data: {} });
  })();
  await ribbon('no match').waitFor();
  await page.waitForFunction(painted);
  const frames = await page.evaluate(async () => {
    const begun = performance.now();
    let count = 0;
    while (performance.now() - begun < 1000) {
      await new Promise((next) => globalThis.requestAnimationFrame(next));
      count++;
    }
    return count;
  });
  t.diagnostic(`measured: ${frames} frames in a second with dots running`);
  await more;

  const still = await browser.context('dark');
  await still.emulateMedia({ reducedMotion: 'reduce' });
  await still.goto(hub.url);
  await still.locator(`svg a[aria-label^="${source} → no match,"]`).waitFor();
  await send(source, { id: `last-${run}`, type: 'e2e.quiet', data: {} });
  await still.locator('svg a:not(.quiet)').first().waitFor();
  assert.equal(await still.evaluate(painted), false);
});

test('Live has what came before it was opened, and a time of it is a list', { skip }, async () => {
  await page.goto(`${hub.url}/live?f=source:${source} type:e2e.order`);
  await page.reload();
  await page.getByRole('row').filter({ hasText: small[0] }).waitFor();

  const strip = await page.getByTitle('Drag to open the events of a time').boundingBox();
  await page.mouse.move(strip.x + 2, strip.y + 9);
  await page.mouse.down();
  await page.mouse.move(strip.x + strip.width - 1, strip.y + 9);
  await page.mouse.up();
  await page.getByRole('heading', { name: 'Events' }).waitFor();

  const { searchParams } = new URL(page.url());
  assert.equal(Number(searchParams.get('to')) - Number(searchParams.get('from')), 300_000);
  await page.getByText(large[0]).first().waitFor();
  await page.getByRole('button', { name: /remove this range$/ }).click();
  await page.waitForURL((url) => url.search === '');
  assert.deepEqual((await api('GET', '/events?from=1&to=2')).items, []);
});

test('Ctrl-K goes to a source, a rule and a process by a few of their letters', { skip }, async () => {
  await page.goto(hub.url);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  for (const [typed, path, filter] of [
    [source, `/sources/${source}`, null],
    ['lrgorder', '/events', `rule:"${RULE}"`],
    ['annou', '/instances', 'definition:announce'],
    ['dead', '/dead-letters', null],
  ]) {
    await page.keyboard.press('Control+k');
    await page.getByLabel('Page or id').fill(typed);
    const kept = filter === null ? typed.slice(0, 4) : '';
    await page
      .getByRole('option', { selected: true })
      .filter({ hasText: new RegExp(kept, 'i') })
      .waitFor();
    await page.waitForFunction(() => globalThis.document.querySelectorAll('[role=option]').length > 1);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === path && url.searchParams.get('f') === filter);
  }
});

test('who has sent nothing yet is led to the first story', { skip }, async () => {
  const id = `first-${run}`;
  await page.route('**/api/v1/overview', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), journaled: 0 } });
  });
  await page.goto(hub.url);
  await page.getByText('Three steps to your first story').waitFor();
  await page.getByText('curl -i').waitFor();
  await page.getByText('connected', { exact: true }).waitFor();

  assert.equal(await send(source, { id, type: 'e2e.order', subject: id, data: { total: 900 } }), 202);
  await page.getByText(`Matched: ${RULE}`).waitFor();
  await page.getByRole('link', { name: 'Open the story' }).click();

  await page.waitForURL((url) => url.pathname === `/events/${id}`);
  await page.unroute('**/api/v1/overview');
});

for (const theme of ['dark', 'light']) {
  test(`the overview has no fault that axe can see, ${theme}`, { skip }, async () => {
    const looked = await browser.context(theme);
    await looked.emulateMedia({ reducedMotion: 'reduce' });
    const found = [];
    for (const [address, wanted] of [
      ['/', 'svg a'],
      ['/?view=table', 'caption'],
      ['/live', '.legend'],
      ['/events?from=1&to=9999999999999', 'tbody tr'],
    ]) {
      await looked.goto(hub.url + address);
      await looked.locator(wanted).first().waitFor({ state: 'attached' });
      found.push(...(await faults(looked, address)));
    }
    await looked.keyboard.press('Control+k');
    await looked.getByLabel('Page or id').fill('order');
    found.push(...(await faults(looked, 'Ctrl-K')));

    assert.deepEqual(found, []);
    assert.deepEqual(browser.faults, []);
  });
}
