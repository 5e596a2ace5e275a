// The first half hour of a stranger: a source, a process and a rule made in the browser, and the own event calls the own service.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { Editor } from './editor.mjs';
import { browse, hub, service, servicePort, skip } from './hub.mjs';

const run = Date.now().toString(36);
const source = `mine-${run}`;
const pack = `mine-${run}`;
const process = `call-mine-${run}`;
let browser;
let page;
let port;
let target;
let secret;
let program;

before(async () => {
  if (skip) return;
  port = await servicePort();
  target = await service(port);
  browser = await browse();
  page = await browser.context('dark');
});

after(async () => {
  await browser?.close();
  await target?.close();
});

/** Runs the program as the page gives it, for an order of this total; what it says. */
async function order(id, total, signedWith = secret) {
  const text = program
    .replace(
      '"id":id,"type":"demo.hello"',
      `"id":"${id}-${run}","type":"order.placed","order":"${id}-${run}"`,
    )
    .replace('"total":50', `"total":${total}`);
  assert.ok(text.includes(`"total":${total}`) && text.includes('order.placed'), text);
  const node = spawn(globalThis.process.execPath, ['--input-type=module', '-'], {
    env: { ...globalThis.process.env, SECRET: signedWith },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  node.stdin.end(text);
  const said = [];
  for await (const part of node.stdout) said.push(part);
  return said.join('');
}

test('a source is made from a preset, and gives the program that sends to it', { skip }, async () => {
  await page.getByRole('link', { name: 'Sources' }).click();
  await page.getByRole('link', { name: 'New source' }).first().click();
  await page.getByRole('link', { name: /Any HMAC/ }).click();
  await page.getByLabel(/^Name/).fill(source);
  await page.getByRole('button', { name: 'Create the source' }).click();

  await page.getByText('it is shown this once').waitFor();
  secret = await page.locator('.secret code').innerText();
  await page.getByText('Waiting for the first event').waitFor();
  await page.getByRole('button', { name: 'JavaScript' }).click();
  program = await page.getByRole('region', { name: 'Program in javascript' }).innerText();
  assert.ok(program.includes(`${hub.ingest}/hooks/${source}`), program);
});

test('a process and a rule are made from templates, and activated', { skip }, async () => {
  const editor = new Editor(page, pack);
  const dialog = page.getByRole('dialog');
  await page.goto(`${hub.url}/rules`);
  await page.getByRole('button', { name: 'New pack' }).click();
  await page.getByLabel('Name of the pack').fill(pack);
  await page.getByRole('button', { name: 'Create' }).click();

  await page.getByRole('button', { name: 'New process' }).click();
  await dialog.getByRole('radio', { name: 'Call with retry' }).check();
  await dialog.getByLabel('Name of the process').fill(process);
  await dialog.getByRole('button', { name: 'Put it in' }).click();
  await editor.rewrite('endpoint: http', `endpoint: http://127.0.0.1:${port}/${pack}`);
  await page.getByRole('button', { name: 'New rule' }).click();
  await dialog.getByRole('radio', { name: 'Filter', exact: false }).check();
  await dialog.getByLabel('Name of the rule').fill('my large order');
  await dialog.getByRole('button', { name: 'Put it in' }).click();
  await page.getByRole('link', { name: 'my-large-order' }).waitFor();

  await editor.quiet();
  await editor.activate('the first of my own');
});

test('the first event of the own program calls the own service', { skip }, async () => {
  assert.match(await order('first', 1500, 'no secret of this source'), /^401 /);
  assert.match(await order('small', 50), /^202 /);
  assert.match(await order('first', 1500), /^202 /);
  assert.match(await order('first', 1500), /^200 /);

  const [call] = await target.called(1, `/${pack}`);
  const { order: ordered, total, event } = JSON.parse(call.body);
  assert.deepEqual([ordered, total, event.source], [`first-${run}`, 1500, source]);
  assert.ok(call.key, 'the call has an Idempotency-Key');
  await page.goto(`${hub.url}/sources/${source}?tab=send`);
  await page.getByRole('link', { name: 'Open its story' }).click();
  await page.getByRole('link', { name: process }).click();
  await page.getByText(`${pack}/my large order`).waitFor();
  await page.getByText('finished', { exact: true }).first().waitFor();
});

test('a rule from the sample event of the page starts the process for the next one', { skip }, async () => {
  const editor = new Editor(page, pack);
  await page.goto(`${hub.url}/sources/${source}?tab=send`);
  await page.getByRole('button', { name: 'Send a sample event' }).click();
  await page.getByRole('region', { name: 'The last delivery' }).getByText('demo.hello').waitFor();
  await page.getByRole('link', { name: 'Open its story' }).click();
  await page.getByRole('heading', { name: 'demo.hello' }).waitFor();

  await page.getByRole('button', { name: 'Data', exact: true }).click();
  await page.getByRole('button', { name: 'Rule from this event' }).click();
  await page.getByRole('button', { name: 'subject "world"' }).click();
  await page.getByRole('combobox', { name: 'Pack', exact: true }).selectOption(pack);
  await page.getByLabel('What happens').selectOption(`start ${process}`);
  await page.getByLabel('Name of the rule').fill('the world says hello');
  await page.getByRole('button', { name: 'Put it into the draft' }).click();
  await page.locator('.cm-line', { hasText: 'rule "the world says hello"' }).waitFor();
  await editor.quiet();
  await editor.activate('the world is heard');

  await page.goto(`${hub.url}/sources/${source}?tab=send`);
  await page.getByRole('button', { name: 'Send a sample event' }).click();
  const calls = await target.called(2, `/${pack}`);
  assert.notEqual(calls[0].key, calls[1].key);
});

test('no page erred, broke its policy or asked another host', { skip }, () => {
  assert.deepEqual(browser.faults, []);
});
