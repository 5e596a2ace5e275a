// The scoreboard of a demo while its hub is killed; run by DemoIT, which starts the demo and says which process is the hub.
import assert from 'node:assert/strict';
import { kill } from 'node:process';
import { after, before, test } from 'node:test';
import { browse, hub, skip } from './hub.mjs';

const SOON = { timeout: 60_000 };
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

const board = () => page.getByRole('region', { name: 'Scoreboard of the demo' });

async function number(name) {
  const cell = board().locator('dl > div').filter({ hasText: name });
  return Number((await cell.locator('dd').innerText()).replaceAll(',', ''));
}

test(
  'the scoreboard tells that the hub is down, and its numbers go on when it is back',
  { skip },
  async () => {
    await page.goto(`${hub.url}/`);
    await board().getByText('the hub is up').waitFor(SOON);
    const before = await number('Started once');
    assert.ok(before > 0, 'something has started');

    kill(Number(process.env.E2E_HUB_PID), 'SIGKILL');
    await board().getByText('the hub is down, last seen').waitFor(SOON);

    await board().getByText('the hub is up').waitFor(SOON);
    await page.waitForFunction(
      ([name, least]) => {
        const cells = [
          ...globalThis.document.querySelectorAll('section[aria-label="Scoreboard of the demo"] dl > div'),
        ];
        const found = cells.find((cell) => cell.querySelector('dt')?.textContent === name);
        return Number(found?.querySelector('dd')?.textContent.replaceAll(',', '')) > least;
      },
      ['Started once', before],
      SOON,
    );
    assert.equal(await number('Lost'), 0);
    assert.equal(await number('Doubled'), 0);
  },
);

test('no page erred, broke its policy or asked another host', { skip }, () => {
  assert.deepEqual(browser.faults, []);
});
