// A process is looked at as a graph, and one of its instances is helped on by hand.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bothThemes } from './axe.mjs';
import { api, browse, hub, send, skip, until } from './hub.mjs';

const run = Date.now().toString(36);
const pack = `hands-${run}`;
const order = `order-${run}`;
const small = `small-${run}`;
let browser;
let page;

const drl = `package rules.hands_${run}

import dev.signalbox.event.Event
import dev.signalbox.rules.Hub
global Hub hub

rule "order"
when
    $order : Event( type == "placed.${run}" )
then
    hub.start( "${order}" ).key( $order.getSubject() ).with( "order", $order.getSubject() );
end
`;

const head = (name) => `document: {dsl: '1.0.3', namespace: e2e, name: ${name}, version: '0.1.0'}
`;

const definition = `${head(order)}do:
  - look:
      switch:
        - gift: {when: '.order == "gift"', then: packed}
        - other: {then: priced}
  - priced:
      set: {order: '\${ .order }', price: 12}
      export: {as: '{price: .price}'}
  - packed:
      fork:
        branches:
          - paper:
              do:
                - part: {run: {workflow: {namespace: e2e, name: ${small}, version: latest}}}
          - paid:
              listen: {to: {one: {with: {type: paid.${run}}, correlate: {order: {from: .subject, expect: '\${ .order }'}}}}}
  - each:
      for: {each: line, in: '[1, 2]'}
      do: [{rest: {wait: PT1H}}]
  - ship:
      try: [{send: {raise: {error: {type: 'https://example.com/no', status: 503, title: no ship}}}}]
      catch: {errors: {with: {status: 503}}, do: [{note: {set: {late: true}}}]}
`;

async function instance(name, state) {
  const { items } = await until(`${name} is ${state}`, async () => {
    const page = await api('GET', `/instances?definition=${name}&state=${state}`);
    return page.items.length > 0 ? page : undefined;
  });
  return items[0].id;
}

async function act(button, fill, does) {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('the walk wants so');
  await fill(dialog);
  await dialog.getByRole('button', { name: does }).click();
  await dialog.waitFor({ state: 'detached' });
}

before(async () => {
  if (skip) return;
  await api('PUT', `/sources/${pack}`, { kind: 'webhook', verify: 'none' });
  const definitions = { [order]: definition, [small]: `${head(small)}do: [{rest: {wait: PT2H}}]\n` };
  await api('PUT', `/packs/${pack}/draft`, { drl, definitions });
  await api('POST', `/packs/${pack}/activate`, { note: 'walk in a browser' });
  await send(pack, { id: `e-${run}`, type: `placed.${run}`, subject: 'o-1' });
  browser = await browse();
  page = await browser.context('dark');
});

after(async () => {
  await browser?.close();
});

test('a process is a graph with the number of instances at each task', { skip }, async () => {
  await instance(order, 'waiting');
  await page.goto(`${hub.url}/processes`);
  await page.getByRole('link', { name: order, exact: true }).waitFor();
  assert.deepEqual(await bothThemes(page, 'processes'), []);
  await page.getByRole('link', { name: order, exact: true }).click();

  await page.getByRole('region', { name: `Graph of ${order}` }).waitFor();
  await page.getByRole('link', { name: '1 waiting at paid' }).waitFor();
  assert.deepEqual(await bothThemes(page, 'process'), []);
  await page.getByRole('link', { name: '1 waiting at part' }).click();

  await page.getByRole('link', { name: order, exact: true }).click();
  await page.getByText('waits for the event').waitFor();
  await page.getByText(`paid.${run}`).waitFor();
});

test('its page shows the way that it took, and what each task was given and gave', { skip }, async () => {
  await page.getByRole('button', { name: 'Graph', exact: true }).click();
  await page.getByRole('button', { name: 'priced done set' }).click();

  const panel = page.getByRole('complementary', { name: 'Selected task' });
  const changes = panel.getByRole('region', { name: 'Output against input' });
  await changes.getByText('/price').waitFor();
  await panel.getByRole('region', { name: 'Context after it' }).getByText('/price').waitFor();
  assert.deepEqual(await bothThemes(page, 'way of an instance'), []);
});

test('it is helped on by hand: an event, a skipped task, a wait that is over', { skip }, async () => {
  const id = await instance(order, 'waiting');
  await act(
    'Send event',
    async (dialog) => {
      await dialog.getByLabel('Data').fill('{"amount": 9007199254740993}');
      assert.deepEqual(await bothThemes(page, 'send an event'), []);
    },
    'Send it',
  );
  await page.getByText('waits for the event').waitFor({ state: 'detached' });
  await act('Skip', (dialog) => dialog.getByLabel('Output').fill('{"wrapped": true}'), 'Skip it');
  await until('the part is cancelled', () => instance(small, 'cancelled'));
  const hurried = async () => {
    const { timeline } = await api('GET', `/instances/${id}`);
    return timeline.filter(({ what }) => what === 'hurried by hand').length;
  };
  for (let round = 1; round <= 2; round++) {
    await act('Retry now', () => Promise.resolve(), 'Go on now');
    await until(`wait ${round} is over`, async () => (await hurried()) === round);
  }
  await page.getByText('finished', { exact: true }).waitFor();

  const { timeline } = await api('GET', `/instances/${id}`);
  const told = timeline.filter(({ what }) => what.endsWith('by hand'));
  assert.deepEqual(
    told.map(({ what, task, detail }) => [what, task, detail.reason]),
    [
      ['skipped by hand', 'part', 'the walk wants so'],
      ['hurried by hand', 'rest', 'the walk wants so'],
      ['hurried by hand', 'rest', 'the walk wants so'],
    ],
  );
  assert.equal(timeline.find(({ what }) => what === 'heard').detail.byHand.by, 'somebody');
});

test('what does not fit any more is said in the dialog', { skip }, async () => {
  await send(pack, { id: `f-${run}`, type: `placed.${run}`, subject: 'o-2' });
  const id = await instance(order, 'waiting');
  await page.goto(`${hub.url}/instances/${id}`);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cancel it' }).click();
  await dialog.getByText('send a text of 1 to 200 characters').waitFor();
  await api('POST', `/instances/${id}/cancel`, { reason: 'faster' });
  await instance(order, 'cancelled');

  await dialog.getByLabel('Reason').fill('slower');
  await dialog.getByRole('button', { name: 'Cancel it' }).click();
  await dialog.getByText('it is cancelled').waitFor();
  assert.deepEqual(await bothThemes(page, 'too late'), []);
});
