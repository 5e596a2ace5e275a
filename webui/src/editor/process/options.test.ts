import { describe, expect, test } from 'vitest';
import { Knowledge } from '../assist/knowledge';
import { optionsFor } from './options';
import { placeAt } from './place';
import { optionsAt, PROFILE, toldAt } from './profile';
import { proposalsAt } from './proposals';
import type { Schema } from './schema';

class Known extends Knowledge {
  override definitions() {
    return Promise.resolve(['refund', 'ship']);
  }
  override names(of: 'secrets' | 'sinks') {
    return Promise.resolve(of === 'sinks' ? ['mails'] : ['shop', 'bank']);
  }
  override types() {
    return Promise.resolve([{ type: 'order.paid', seen: 3, lastSeen: 0, sources: [], paths: 0 }]);
  }
}

/** Labels where the bar of a text stands, the likely first. */
async function proposed(text: string): Promise<string[]> {
  const found = await optionsAt(text.replace('¦', ''), text.indexOf('¦'), new Known());
  const options = found?.options ?? [];
  return options.sort((a, b) => (b.boost ?? 0) - (a.boost ?? 0)).map(({ label }) => label);
}

/** What is put in for a label. */
function inserted(text: string, label: string, schema: Schema = PROFILE): string | undefined {
  const place = placeAt(text.replace('¦', ''), text.indexOf('¦'));
  return place && proposalsAt(place, schema).find((one) => one.label === label)?.insert;
}

const task = (lines: string): string => `do:\n  - a:\n      ${lines}`;

describe('keys', () => {
  test('what is required comes first, and nothing twice', async () => {
    expect((await proposed('¦')).slice(0, 2)).toEqual(['document', 'do']);
    expect((await proposed('document:\n  ¦')).slice(0, 4)).toEqual(['dsl', 'namespace', 'name', 'version']);
    expect(await proposed('document:\n  dsl: 1.0.3\n  ¦\n  name: a\n')).not.toContain('name');
  });

  test('a task does one thing, and has what belongs to it', async () => {
    expect(await proposed(task('¦'))).toEqual(expect.arrayContaining(['call', 'set', 'try', 'then', 'if']));
    expect((await proposed(task('¦')))[0]).toBe('call');
    expect(await proposed(task('¦'))).not.toContain('catch');
    const calling = await proposed(task('call: http\n      ¦'));
    expect(calling[0]).toBe('with');
    expect(calling).toEqual(expect.arrayContaining(['then', 'timeout', 'x-signalbox']));
    expect(calling).not.toContain('set');
    expect((await proposed(task('for: {in: .a}\n      ¦'))).slice(0, 2)).toEqual(['do', 'while']);
    expect((await proposed(task('try: []\n      ¦')))[0]).toBe('catch');
  });

  test('names of the author are left to the author', async () => {
    expect(await proposed('do:\n  - ¦')).toEqual([]);
    expect(await proposed('use:\n  retries:\n    ¦')).toEqual([]);
    expect(await proposed(task('set:\n        ¦'))).toEqual([]);
    expect(await proposed('do:\n  - a:\n    ¦')).toEqual([]);
  });

  test('a schema is found through references, maps of any name and lists', async () => {
    expect(await proposed('use:\n  retries:\n    often:\n      ¦')).toContain('backoff');
    expect(await proposed(task('call: http\n      with: {¦'))).toContain('method');
    expect(await proposed(task('try:\n        - b:\n            wait: {¦}'))).toContain('seconds');
    expect(await proposed(task('listen:\n        to:\n          any:\n            - ¦'))).toContain('with');
    expect(await proposed(task('x-signalbox: {compensate: {do: [{b: {¦'))).toContain('call');
  });

  test('a key is written with what begins its value', () => {
    expect(inserted(task('¦'), 'then')).toBe('then: |');
    expect(inserted(task('¦'), 'fork')).toBe('fork:\n        |');
    expect(inserted(task('¦'), 'try')).toBe('try:\n        - |');
    expect(inserted(task('¦'), 'wait')).toBe('wait: |');
    expect(inserted('use:\n  ¦', 'secrets')).toBe('secrets:\n    - |');
    expect(inserted('any:\n  - ¦', 'x', { items: {}, ...anyOf({ x: { type: 'object' } }) })).toBe(
      'x:\n      |',
    );
    expect(inserted('do:\n  - a: {call: http, ¦}', 'with')).toBe('with: {|}');
    expect(inserted('do:\n  - a: {¦}', 'try')).toBe('try: [|]');
  });

  test('a list goes on with an element', async () => {
    expect(await proposed('do:\n  ¦')).toEqual(['-']);
    expect(await proposed('do:\n  - a:\n      set: {}\n  ¦')).toEqual(['-']);
    expect(await proposed('document:\n  name: a\n  ¦')).not.toContain('-');
  });
});

describe('values', () => {
  test('are those of the schema', async () => {
    expect(await proposed(task('call: ¦'))).toEqual(['http']);
    expect(await proposed(task('call: http\n      with: {output: ¦}'))).toEqual([
      'content',
      'response',
      'raw',
    ]);
    expect(await proposed(task('fork:\n        compete: ¦'))).toEqual(['true', 'false']);
    expect(await proposed(task('call: http\n      with: {method: p¦}'))).toContain('post');
    expect(await proposed('document:\n  name: ¦')).toEqual([]);
  });

  test('then names the tasks of its own list', async () => {
    const text = (then: string) =>
      `do:\n  - one:\n      set: {}\n      then: ${then}\n  - two:\n      try:\n        - inner:\n            set: {}\n            then: end\n        - last:\n            set: {}\n  - three: {set: {}}\n`;

    expect(await proposed(text('¦'))).toEqual(['two', 'three', 'continue', 'exit', 'end']);
    expect(await proposed(text('"¦"'))).toEqual(['two', 'three', 'continue', 'exit', 'end']);
    const inner = text('end').replace('then: end\n        - last', 'then: ¦\n        - last');
    expect(await proposed(inner)).toEqual(['last', 'continue', 'exit', 'end']);
    expect(
      await proposed('do:\n  - a:\n      switch:\n        - big:\n            then: ¦\n  - b: {set: {}}\n'),
    ).toEqual(['b', 'continue', 'exit', 'end']);
    expect(
      await proposed(task('fork:\n        branches:\n          - b: {then: ¦}\n          - c: {}')),
    ).toEqual(['continue', 'exit', 'end']);
  });

  test('what `use` has is named where it is meant', async () => {
    const use =
      'use:\n  secrets: [shop]\n  retries:\n    often: {delay: PT1S}\n  errors: {gone: {type: a, status: 410}}\n' +
      '  timeouts:\n    soon: {after: PT1S}\n  authentications:\n    books: {bearer: {use: shop}}\n';

    expect(await proposed(`${use}${task('try: []\n      catch:\n        retry: ¦')}`)).toEqual(['often']);
    expect(await proposed(`${use}${task('raise: {error: ¦}')}`)).toEqual(['gone']);
    expect(await proposed(`${use}${task('timeout: ¦')}`)).toEqual(['soon']);
    const call = (way: string) => task(`call: http\n      with: {endpoint: {authentication: {${way}}}}`);
    expect(await proposed(`${use}${call('use: ¦')}`)).toEqual(['books']);
    expect(await proposed(`${use}${call('basic: {use: ¦}')}`)).toEqual(['shop']);
    expect(await proposed(`${use}${task('set: {retry: ¦}')}`)).toEqual([]);
  });

  test('the hub tells its processes, secrets, sinks and types', async () => {
    expect(await proposed(task('run: {workflow: {name: ¦}}'))).toEqual(['refund', 'ship']);
    expect(await proposed('use:\n  secrets:\n    - ¦')).toEqual(['shop', 'bank']);
    expect(await proposed(task('x-signalbox: {queue: {sink: ¦}}'))).toEqual(['mails']);
    expect(await proposed(task('listen: {to: {one: {with: {type: ¦}}}}'))).toEqual(['order.paid']);
    expect(await proposed(task('catch: {errors: {with: {type: ¦}}}'))).not.toContain('order.paid');
  });
});

/** A schema whose elements have a choice of these. */
const anyOf = (properties: Record<string, Schema>): Schema => ({
  properties: { any: { type: 'array', items: { anyOf: [{ type: 'string' }, { properties }] } } },
});

test('a choice offers what each of its parts has, and says what holds at the place', async () => {
  const schema: Schema = {
    $defs: { size: { description: 'any size', enum: ['s', 'l'] } },
    oneOf: [
      { properties: { a: { $ref: '#/$defs/size', description: 'how large' } } },
      { allOf: [{ properties: { b: {} }, required: ['b'] }] },
      { $ref: '#' },
    ],
  };
  const labels = async (text: string) => {
    const place = placeAt(text.replace('¦', ''), text.indexOf('¦'));
    return place === undefined ? [] : (await optionsFor(place, schema, new Known())).options;
  };

  expect((await labels('¦')).map(({ label, info }) => [label, info])).toEqual([
    ['a', 'how large'],
    ['b', undefined],
  ]);
  expect((await labels('a: ¦')).map(({ label }) => label)).toEqual(['s', 'l']);
});

test('the pointer tells what a key is for', () => {
  const text = 'do:\n  - call:\n      call: http\n      set: {call: 1}\n';
  const told = (at: number) => toldAt(text, at)?.lines[0];

  expect(told(text.indexOf('call: http'))).toMatch(/^Asks a service/);
  expect(toldAt(text, 0)?.title).toBe('do: list');
  expect(told(text.indexOf('http'))).toBeUndefined();
  expect(told(text.indexOf('call: 1'))).toBeUndefined();
});

test('every key of a definition says what it is for', () => {
  const silent: string[] = [];
  const look = (schema: Schema, path: string) => {
    for (const [name, inside] of Object.entries(schema.properties ?? {})) {
      const ref = inside.$ref?.replace('#/$defs/', '');
      const target = ref === undefined ? inside : PROFILE.$defs?.[ref];
      if ((inside.description ?? target?.description) === undefined) silent.push(`${path}/${name}`);
      look(inside, `${path}/${name}`);
    }
    if (schema.items !== undefined) look(schema.items, `${path}/0`);
    if (typeof schema.additionalProperties === 'object') look(schema.additionalProperties, `${path}/*`);
  };
  look(PROFILE, '');
  for (const [name, schema] of Object.entries(PROFILE.$defs ?? {})) look(schema, name);

  expect(silent).toEqual([]);
});
