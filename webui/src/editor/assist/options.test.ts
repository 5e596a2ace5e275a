import { expect, test } from 'vitest';
import { contextOf } from './context';
import { toldAt } from './hover';
import type { Fact } from './facts';
import { Knowledge } from './knowledge';
import { optionsFor, summaryOf } from './options';

const FACT: Fact = {
  type: 'order.placed',
  seen: 10,
  lastSeen: 0,
  sources: ['shop'],
  whole: true,
  paths: [
    { path: 'card', kinds: ['text'], seen: 10, hidden: true },
    { path: 'country', kinds: ['text'], seen: 9, example: 'DE', hidden: false },
    { path: 'total', kinds: ['number'], seen: 8, example: '42', hidden: false },
  ],
};

class Known extends Knowledge {
  override types() {
    return Promise.resolve([{ type: FACT.type, seen: 10, lastSeen: 0, sources: ['shop'], paths: 3 }]);
  }
  override facts(types: readonly string[]) {
    return Promise.resolve(types.includes(FACT.type) ? [FACT] : []);
  }
}

const known = new Known();
known.beside = {
  definitions: { 'hold-card': 'document:\n  summary: Holds a card.\n' },
  tables: { prices: ['sku', 'price'] },
  schemas: {},
};

/** Labels at the end of a text, the likely first. */
async function proposed(text: string): Promise<string[]> {
  const context = contextOf(text);
  if (context === undefined) return [];
  const options = await optionsFor(context, known);
  return options.sort((a, b) => (b.boost ?? 0) - (a.boost ?? 0)).map(({ label }) => label);
}

const LHS = 'rule "a"\nwhen\n  $e : Event( type == "order.placed" )\n  ';
const RHS = `${LHS}\nthen\n  `;

test('the paths that fit an accessor come first', async () => {
  expect(await proposed(`${LHS}Event( type == "order.placed", num("`)).toEqual(['total', 'card', 'country']);
  expect(await proposed(`${LHS}Event( type == "order.placed", str("`)).toEqual(['card', 'country', 'total']);
  expect(await proposed(`${LHS}Event( type == "other", str("`)).toEqual([]);
});

test('what is hidden is no example', async () => {
  expect(await proposed(`${LHS}Event( type == "order.placed", str("country") == "`)).toEqual(['DE']);
  expect(await proposed(`${LHS}Event( type == "order.placed", str("card") == "`)).toEqual([]);
});

test('each context has its own words and no others', async () => {
  expect(await proposed(LHS)).toContain('accumulate');
  expect(await proposed(LHS)).not.toContain('hub');
  expect(await proposed(RHS)).toEqual(expect.arrayContaining(['hub', '$e']));
  expect(await proposed(RHS)).not.toContain('Event');
  expect(await proposed(`${RHS}hub.`)).toEqual(['start', 'emit', 'cancel', 'alert']);
  expect(await proposed(`${RHS}hub.start( "`)).toEqual(['hold-card']);
  expect(await proposed(`${LHS}Event( type == "`)).toEqual(['order.placed']);
  expect(await proposed(`${LHS}Event( type == `)).toEqual(['"order.placed"']);
  expect(await proposed(`${LHS}Event( this `)).toEqual(expect.arrayContaining(['after', 'before']));
});

test('a word is told of by what it means where it stands', async () => {
  const text = `${LHS}Event( type == "order.placed", num("total") > 1 )\nthen\n  hub.start( "hold-card" );\nend\n`;
  const told = async (word: string) => {
    const found = await toldAt(text, text.lastIndexOf(word) + 1, known);
    return found === undefined ? 'nothing' : `${found.title}: ${found.lines.join(' ')}`;
  };

  expect(await told('num')).toContain('num("path"): The number at a path');
  expect(await told('total')).toBe('total: order.placed: number, in 8 of 10, such as 42');
  expect(await told('hold-card')).toBe('hold-card: Holds a card.');
  expect(await told('start')).toContain('Starts a process');
  expect(await told('then')).toContain('The consequence begins');
  expect(await told('1 )')).toBe('nothing');
});

test('a process without a summary tells what it does', () => {
  expect(summaryOf('do:\n  - charge:\n      call: http\n  - ship:\n')).toBe('does charge, ship');
});
