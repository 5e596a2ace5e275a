// From a delivery to its end, as a person sees it. The hub must allow calls to 127.0.0.1 (--egress-allow 127.0.0.1).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { api, browse, hub, send, service, servicePort, skip, until } from './hub.mjs';
import { install } from './pack.mjs';

const run = Date.now().toString(36);
const source = `e2e-${run}`;
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

const story = (id) => `${hub.url}/events/${id}?source=${source}`;

test(
  'what is sent stands in Live within a second, and why a rule did not match is told with the value',
  { skip },
  async (t) => {
    const id = `small-${run}`;
    await page.goto(`${hub.url}/live?f=source:${source}`);
    await page.getByText('connected', { exact: true }).waitFor();

    const sent = Date.now();
    assert.equal(
      await send(source, { id, type: 'e2e.order', subject: `s-${run}`, data: { total: 50 } }),
      202,
    );
    const row = page.getByRole('row').filter({ hasText: `s-${run}` });
    await row.waitFor({ timeout: 5000 });
    const seen = Date.now() - sent;

    await row.click();
    await page.getByRole('link', { name: 'Open story' }).click();
    await page.getByText('no match', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Explain' }).click();
    const rule = page.getByRole('region', { name: 'Rule e2e/large order' });
    await rule.getByText('num("total") > 100: value was 50').waitFor();
    await rule.getByText('num("total") > 100 does not hold (num("total") = 50)').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download story' }).click();
    assert.equal((await download).suggestedFilename(), 'story.html');
    t.diagnostic(`measured: ${seen} ms from sending to a row in Live`);
    assert.ok(seen < 1000, `it took ${seen} ms to stand in Live`);
  },
);

test('a process that failed becomes a dead letter, is redriven and finishes', { skip }, async (t) => {
  const id = `large-${run}`;
  assert.equal(await send(source, { id, type: 'e2e.order', subject: `l-${run}`, data: { total: 500 } }), 202);

  await page.goto(story(id));
  await page.getByRole('link', { name: 'dead letter', exact: true }).waitFor({ timeout: 30_000 });
  await page.getByRole('link', { name: 'announce' }).click();
  await page.getByText('failed', { exact: true }).first().waitFor();

  const target = await service(port);
  try {
    await page.getByRole('link', { name: 'Dead letters' }).first().click();
    await page
      .getByRole('button', { name: /announce/ })
      .first()
      .click();
    const item = page.getByRole('row').filter({ has: page.locator(`[title="${id}"]`) });
    await item.getByRole('button', { name: 'Redrive' }).click();
    const redriven = Date.now();
    await page.getByRole('dialog').getByRole('button', { name: 'Redrive 1 instance' }).click();
    await page.getByText('1 of 1 instance put back to work').waitFor();

    await page.goto(story(id));
    await page.getByRole('link', { name: 'announce' }).click();
    await page.getByText('finished', { exact: true }).first().waitFor({ timeout: 15_000 });
    t.diagnostic(
      `measured: ${Date.now() - redriven} ms from the redrive to a finished instance on the screen`,
    );
    // What other walks have started and is tried again finds the same service.
    const told = target.calls.filter(({ body }) => body.includes(id));
    assert.equal(told.length, 1, JSON.stringify(target.calls));
    assert.ok(told[0].key, 'the call has an Idempotency-Key');
  } finally {
    await target.close();
  }
});

test('what happened while nothing was streamed is read when the stream opens', { skip }, async () => {
  const id = `held-${run}`;
  let open;
  const held = new Promise((resolve) => (open = resolve));
  const own = await browser.context('light');
  await own.route('**/api/v1/stream*', async (route) => {
    await held;
    await route.continue();
  });
  assert.equal(await send(source, { id, type: 'e2e.order', subject: `h-${run}`, data: { total: 500 } }), 202);
  const failed = await until('a dead letter', () => instance(id, 'failed'));
  await own.goto(story(id));
  const letter = own.getByRole('link', { name: 'dead letter', exact: true });
  await letter.waitFor();

  const target = await service(port);
  try {
    const { items } = await api('GET', '/dead-letters');
    const { id: letterId } = items.find((item) => item.instance === failed.id);
    await api('POST', '/dead-letters/redrive', { ids: [letterId] });
    await until('the end of the process', () => instance(id, 'finished'));
    assert.ok(await letter.isVisible(), 'nothing has told the page yet');
    open();
    await letter.waitFor({ state: 'detached' });
  } finally {
    await target.close();
  }
});

async function instance(event, state) {
  const { items } = await api('GET', `/instances?event=${event}&state=${state}`);
  return items[0];
}

test('no page erred, broke its policy or asked another host', { skip }, () => {
  assert.deepEqual(browser.faults, []);
});
