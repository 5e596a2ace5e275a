// A process asks somebody; one question is answered with yes, one with no, and both go on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bothThemes } from './axe.mjs';
import { api, browse, hub, send, skip, until } from './hub.mjs';

const run = Date.now().toString(36);
const pack = `approvals-${run}`;
const refund = `refund-${run}`;
let browser;
let page;

const drl = `package rules.approvals_${run}

import dev.signalbox.event.Event
import dev.signalbox.rules.Hub
global Hub hub

rule "refund"
when
    $asked : Event( type == "refund.${run}" )
then
    hub.start( "${refund}" ).key( $asked.getSubject() )
        .with( "customer", $asked.getSubject() ).with( "amount", $asked.num( "amount" ) );
end
`;

const definition = `document: {dsl: '1.0.3', namespace: e2e, name: ${refund}, version: '0.1.0'}
do:
  - ask:
      timeout: {after: P2D}
      x-signalbox:
        approval:
          title: '\${ "Refund \\(.amount) euro to \\(.customer)?" }'
          details: '\${ {customer, amount, reason: "the parcel came back"} }'
  - done: {set: {paid: '\${ .approved }', why: '\${ .comment }'}}
`;

const titled = (customer) => page.getByRole('row').filter({ hasText: `euro to ${customer}?` });

async function output(customer) {
  const { items } = await until(`the refund of ${customer} has ended`, async () => {
    const found = await api('GET', `/instances?definition=${refund}&state=finished&key=${customer}`);
    return found.items.length > 0 ? found : undefined;
  });
  return (await api('GET', `/instances/${items[0].id}`)).output;
}

before(async () => {
  if (skip) return;
  await api('PUT', `/sources/${pack}`, { kind: 'webhook', verify: 'none' });
  await api('PUT', `/packs/${pack}/draft`, { drl, definitions: { [refund]: definition } });
  await api('POST', `/packs/${pack}/activate`, { note: 'walk in a browser' });
  for (const customer of ['bo', 'cy', 'ann']) {
    await send(pack, {
      id: `${customer}-${run}`,
      type: `refund.${run}`,
      subject: customer,
      data: { amount: 12.5 },
    });
    await until(`${customer} is asked for`, async () => {
      const { items } = await api('GET', '/approvals');
      return items.some(({ key, definition }) => definition === refund && key === customer);
    });
  }
  browser = await browse();
  page = await browser.context('dark');
});

after(async () => {
  await browser?.close();
});

test('an instance that asks leads to its question, which is answered with yes', { skip }, async () => {
  const { items } = await api('GET', `/instances?definition=${refund}&key=ann`);
  await page.goto(`${hub.url}/instances/${items[0].id}`);
  await page.getByRole('link', { name: 'Refund 12.5 euro to ann?' }).click();

  const panel = page.getByRole('complementary', { name: 'Selected question' });
  await panel.getByText('"the parcel came back"').waitFor();
  assert.deepEqual(await bothThemes(page, 'approvals'), []);
  await panel.getByLabel('Your name').fill('dee');
  await panel.getByRole('button', { name: 'Approve' }).click();

  await page.getByRole('status').getByRole('link', { name: 'Refund 12.5 euro to ann?' }).waitFor();
  await titled('ann').waitFor({ state: 'detached' });
  assert.deepEqual(await output('ann'), { paid: true, why: '' });
});

test('no needs a reason', { skip }, async () => {
  await titled('cy')
    .getByRole('link', { name: /^Refund / })
    .click();
  const panel = page.getByRole('complementary', { name: 'Selected question' });
  await panel.getByRole('heading', { name: 'to cy?' }).waitFor();
  await panel.getByRole('button', { name: 'Reject' }).click();
  await panel.getByText('Say why: it stands in the timeline.').waitFor();
  assert.deepEqual(await bothThemes(page, 'a rejection without a reason'), []);
  await panel.getByLabel('Comment').fill('the parcel was empty');
  await panel.getByRole('button', { name: 'Reject' }).click();

  await titled('cy').waitFor({ state: 'detached' });
  assert.deepEqual(await output('cy'), { paid: false, why: 'the parcel was empty' });
});

test('who answers after somebody else is told so', { skip }, async () => {
  const { items } = await api('GET', `/instances?definition=${refund}&key=bo`);
  await page.goto(`${hub.url}/approvals?instance=${items[0].id}`);
  const panel = page.getByRole('complementary', { name: 'Selected question' });
  await panel.getByRole('heading', { name: 'to bo?' }).waitFor();
  await page.route('**/api/v1/approvals*', (route) => route.abort());
  await api('POST', `/instances/${items[0].id}/decide`, { approved: true, by: 'eve' });
  await output('bo');
  await panel.getByRole('button', { name: 'Approve' }).click();

  await panel
    .getByText('no task /do/0/ask of it waits for an approval')
    .or(panel.getByText('it is finished'))
    .waitFor();
});
