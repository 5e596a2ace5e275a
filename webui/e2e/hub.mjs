// The hub under test, over HTTP, and the browser that looks at it.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { chromium } from 'playwright-core';

export const hub = {
  url: process.env.SIGNALBOX_URL,
  ingest: process.env.SIGNALBOX_INGEST,
  token: process.env.SIGNALBOX_TOKEN,
  /** Its data folder; for who has to reach its Redis. */
  data: process.env.SIGNALBOX_DATA,
};

const BROWSERS = [
  process.env.SIGNALBOX_CHROME,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
];
const browserPath = BROWSERS.find((path) => path !== undefined && existsSync(path));

/** Why the walks cannot be made, or false. With E2E_REQUIRED=true that is a failure. */
export const skip = reason();

function reason() {
  const why = !hub.url
    ? 'no hub: set SIGNALBOX_URL, SIGNALBOX_INGEST and SIGNALBOX_TOKEN'
    : !browserPath
      ? 'no Chromium found. apt-get install chromium, or set SIGNALBOX_CHROME'
      : false;
  if (why !== false && process.env.E2E_REQUIRED === 'true')
    throw new Error(`Browser tests are required, but: ${why}`);
  return why;
}

/** A call of the API as the administrator; the body of the answer. */
export async function api(method, path, body) {
  const response = await fetch(`${hub.url}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${hub.token}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** Sends a CloudEvent to the ingest port; the status of the answer. */
export async function send(source, event) {
  const response = await fetch(`${hub.ingest}/events/${source}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/cloudevents+json' },
    body: JSON.stringify({ specversion: '1.0', source: '/e2e', ...event }),
  });
  await response.text();
  return response.status;
}

/** Asks the embedded Redis of the hub, as a program that writes a stream does. */
export async function redis(...words) {
  const read = (file) => readFileSync(`${hub.data}/redis/${file}`, 'utf8').trim();
  const request = (all) =>
    `*${all.length}\r\n${all.map((w) => `$${Buffer.byteLength(w)}\r\n${w}\r\n`).join('')}`;
  const socket = connect(Number(read('port')), '127.0.0.1');
  const answer = new Promise((done, failed) => {
    let said = '';
    socket.on('error', failed).on('data', (bytes) => {
      said += bytes;
      if (said.includes('-')) done(said);
    });
  });
  socket.write(request(['AUTH', 'signalbox', read('password')]) + request(words));
  try {
    return await answer;
  } finally {
    socket.destroy();
  }
}

/** The port of 127.0.0.1 for the service that is called: the one the hub may call, or any on which nothing listens now. */
export async function servicePort() {
  if (process.env.E2E_SERVICE_PORT) return Number(process.env.E2E_SERVICE_PORT);
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** A service that answers every call with 200 and keeps what it was. */
export async function service(port) {
  const calls = [];
  const server = createServer((request, response) => void answer(request, response, calls));
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  return {
    calls,
    called: (count, path) =>
      until(`call ${count} of ${path}`, () => {
        const made = calls.filter((call) => call.path === path);
        return made.length >= count && made;
      }),
    close: () => new Promise((done) => server.close(done)),
  };
}

async function answer(request, response, calls) {
  const key = request.headers['idempotency-key'];
  const body = (await request.setEncoding('utf8').toArray()).join('');
  calls.push({ key, path: request.url, body });
  response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"ok":true}');
}

/** A browser that makes pages, signed in or not; `faults` gathers what must never happen on any page. */
export async function browse() {
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  const faults = [];
  async function stranger(colorScheme = 'dark') {
    const made = await browser.newContext({ colorScheme, viewport: { width: 1440, height: 900 } });
    const page = await made.newPage();
    await page.addInitScript(tellViolations);
    watch(page, faults);
    return page;
  }
  async function context(colorScheme) {
    const page = await stranger(colorScheme);
    const { url } = await api('POST', '/login-links');
    await page.goto(url);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    return page;
  }
  return { stranger, context, faults, close: () => browser.close() };
}

/** Runs in the page: what the policy forbade is an event there, whatever the console says. */
function tellViolations() {
  globalThis.addEventListener('securitypolicyviolation', (event) => {
    console.error(`Content Security Policy: ${event.effectiveDirective} forbade ${event.blockedURI}`);
  });
}

function watch(page, faults) {
  page.on('pageerror', (error) => faults.push(`error on ${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy'))
      faults.push(`policy on ${page.url()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { host } = new URL(request.url());
    if (host !== new URL(hub.url).host) faults.push(`request to another host: ${request.url()}`);
  });
}

/** Asks again until there is something to tell; what is asked for has ten seconds to come. */
export async function until(what, ask) {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not come within 10 s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
