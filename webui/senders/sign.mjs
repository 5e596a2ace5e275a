// Writes a table of deliveries, each signed by the sender's own library: once well, once with another secret, and once for each time
// that must be refused. The clock is that of the machine.
import { createHmac } from 'node:crypto';
import { sign as octokit } from '@octokit/webhooks-methods';
import '@shopify/shopify-api/adapters/node';
import { shopifyApi } from '@shopify/shopify-api';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import twilio from 'twilio';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { verifySlackRequest } = require('./node_modules/@slack/bolt/dist/receivers/verify-request.js');

const now = Math.floor(Date.now() / 1000);
const LATE = -310;
const EARLY = 900;
const SECRET = "It's a Secret to Everybody";
const OTHER = 'a secret of somebody else';
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** One sender: its source, a delivery, and a function from a secret and a time to the headers that prove it. */
async function row(name, source, { body, query = '', headers = JSON_TYPE, proof, timed, signature }) {
  const secret = source.secrets[0];
  const other = name === 'standard-webhooks' ? `whsec_${Buffer.from(OTHER).toString('base64')}` : OTHER;
  const at = async (key, time) => ({ ...headers, ...(await proof(key, time)) });
  return {
    sender: name,
    source: { kind: 'webhook', preset: name, ...source },
    body,
    query,
    signature,
    signed: name !== 'gitlab',
    headers: await at(secret, now),
    foreign: await at(other, now),
    untimely: timed ? [await at(secret, now + LATE), await at(secret, now + EARLY)] : [],
  };
}

const hmac = (secret, text, encoding) => createHmac('sha256', secret).update(text).digest(encoding);

const github = JSON.stringify({
  action: 'opened',
  pull_request: { number: 7 },
  repository: { full_name: 'o/r' },
});
const stripe = JSON.stringify({
  id: 'evt_1',
  object: 'event',
  type: 'invoice.paid',
  created: now,
  data: { object: { id: 'in_1', customer: 'cus_1' } },
});
const slack = JSON.stringify({
  type: 'event_callback',
  team_id: 'T1',
  event_id: 'Ev1',
  event_time: now,
  event: { type: 'message', subtype: 'bot_message', channel: 'C1', text: 'Grüße 👋' },
});
const shopify = JSON.stringify({ id: 8209829119461545, total_price: '50.00', note: 'größer' });
const meta = JSON.stringify({
  object: 'whatsapp_business_account',
  entry: [
    { id: '1067', time: now, changes: [{ field: 'messages', value: { messages: [{ id: 'wamid.1' }] } }] },
  ],
});
const form = {
  MessageSid: 'SM1',
  MessageStatus: 'delivered',
  To: '+15005550006',
  Body: 'Straße & more = 100%',
  Media: ['b', 'a'],
};
const address = 'https://hooks.example.com/hooks/twilio';

const shop = shopifyApi({
  apiKey: 'key',
  apiSecretKey: SECRET,
  apiVersion: '2025-10',
  hostName: 'hooks.example.com',
  isEmbeddedApp: false,
  logger: { log: () => {} },
});

function slackProof(secret, time) {
  const headers = {
    'X-Slack-Request-Timestamp': String(time),
    'X-Slack-Signature': `v0=${hmac(secret, `v0:${time}:${slack}`, 'hex')}`,
  };
  const lower = {
    'x-slack-signature': headers['X-Slack-Signature'],
    'x-slack-request-timestamp': time,
  };
  verifySlackRequest({ signingSecret: secret, body: slack, headers: lower, nowMilliseconds: time * 1000 });
  return headers;
}

async function shopifyProof(secret) {
  const headers = {
    'X-Shopify-Hmac-Sha256': hmac(secret, shopify, 'base64'),
    'X-Shopify-Topic': 'orders/create',
    'X-Shopify-Shop-Domain': 'hello.myshopify.com',
    'X-Shopify-Event-Id': 'event-1',
    'X-Shopify-Webhook-Id': 'webhook-1',
    'X-Shopify-API-Version': '2025-10',
    'X-Shopify-Triggered-At': '2026-01-02T03:04:05.678901234Z',
  };
  const rawRequest = { method: 'POST', url: '/', headers };
  const { valid } = await shop.webhooks.validate({ rawBody: shopify, rawRequest });
  if (valid !== (secret === SECRET)) throw new Error('@shopify/shopify-api does not agree');
  return headers;
}

const summed = JSON.stringify({ id: 'EV1', type: 'com.twilio.error-logs' });
const sum = `bodySHA256=${twilio.getExpectedBodyHash(summed)}`;

const rows = [
  await row(
    'github',
    { secrets: [SECRET] },
    {
      body: github,
      signature: 'X-Hub-Signature-256',
      headers: { ...JSON_TYPE, 'X-GitHub-Event': 'pull_request', 'X-GitHub-Delivery': 'd1' },
      proof: async (secret) => ({ 'X-Hub-Signature-256': await octokit(secret, github) }),
    },
  ),
  await row(
    'standard-webhooks',
    { secrets: [`whsec_${Buffer.from(SECRET).toString('base64')}`] },
    {
      body: github,
      signature: 'webhook-signature',
      timed: true,
      proof: (secret, time) => ({
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(time),
        'webhook-signature': new Webhook(secret).sign('msg_1', new Date(time * 1000), github),
      }),
    },
  ),
  await row(
    'stripe',
    { secrets: [SECRET] },
    {
      body: stripe,
      signature: 'Stripe-Signature',
      timed: true,
      proof: (secret, timestamp) => ({
        'Stripe-Signature': Stripe.webhooks.generateTestHeaderString({ payload: stripe, secret, timestamp }),
      }),
    },
  ),
  await row(
    'slack',
    { secrets: [SECRET] },
    {
      body: slack,
      signature: 'X-Slack-Signature',
      timed: true,
      proof: slackProof,
    },
  ),
  await row(
    'shopify',
    { secrets: [SECRET] },
    {
      body: shopify,
      signature: 'X-Shopify-Hmac-Sha256',
      proof: shopifyProof,
    },
  ),
  await row(
    'gitlab',
    { secrets: [SECRET] },
    {
      body: JSON.stringify({
        object_kind: 'push',
        checkout_sha: 'da15',
        project: { path_with_namespace: 'o/r' },
      }),
      signature: 'X-Gitlab-Token',
      headers: { ...JSON_TYPE, 'X-Gitlab-Event': 'Push Hook', 'X-Gitlab-Event-UUID': 'u1' },
      proof: (secret) => ({ 'X-Gitlab-Token': secret }),
    },
  ),
  await row(
    'meta',
    { secrets: [SECRET], verifyToken: 'token of Meta' },
    {
      body: meta,
      signature: 'X-Hub-Signature-256',
      proof: async (secret) => ({ 'X-Hub-Signature-256': await octokit(secret, meta) }),
    },
  ),
  await row(
    'twilio',
    { secrets: [SECRET], publicUrl: address },
    {
      body: new URLSearchParams(
        Object.entries(form).flatMap(([k, v]) => [v].flat().map((one) => [k, one])),
      ).toString(),
      query: 'tenant=7',
      signature: 'X-Twilio-Signature',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' },
      proof: (secret) => ({
        'X-Twilio-Signature': twilio.getExpectedTwilioSignature(secret, `${address}?tenant=7`, form),
      }),
    },
  ),
  await row(
    'twilio',
    { secrets: [SECRET], publicUrl: address },
    {
      body: summed,
      query: sum,
      signature: 'X-Twilio-Signature',
      proof: (secret) => ({
        'X-Twilio-Signature': twilio.getExpectedTwilioSignature(secret, `${address}?${sum}`, {}),
      }),
    },
  ),
];

console.log(JSON.stringify(rows));
