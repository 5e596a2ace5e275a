import { expect, test } from 'vitest';
import { clashes, fileNameOf, freeName, processFrom, ruleNameFault, withRule } from './insert';

const RULE = { name: 'large order', drl: 'rule "large order"\nwhen\nthen\nend\n', case: 'name: it\n' };

test('a rule in a new pack gets the head of the pack before it', () => {
  const { files, line } = withRule('my-shop', { drl: '', cases: {} }, RULE);

  expect(files.drl).toBe(`package rules.my_shop

import dev.signalbox.event.Event
import dev.signalbox.rules.Hub
global Hub hub

rule "large order"
when
then
end
`);
  expect(line).toBe(7);
  expect(files.cases).toEqual({ 'large-order': 'name: it\n' });
});

test('imports of a rule go to the others, each once', () => {
  const drl = 'package rules.a\n\nimport dev.signalbox.event.Event\nglobal Hub hub\n';
  const rule = { ...RULE, drl: `import java.util.List\nimport dev.signalbox.event.Event\n\n${RULE.drl}` };

  expect(withRule('a', { drl, cases: {} }, rule).files.drl.split('\n').slice(0, 6)).toEqual([
    'package rules.a',
    '',
    'import dev.signalbox.event.Event',
    'import java.util.List',
    'global Hub hub',
    '',
  ]);
});

test('a case never goes over another', () => {
  const { files } = withRule('a', { drl: 'package rules.a', cases: { 'large-order': 'old' } }, RULE);

  expect(files.cases).toEqual({ 'large-order': 'old', 'large-order-2': 'name: it\n' });
});

test('names that are there already are told', () => {
  const drl = 'declare Alerted\nend\nrule "a"\nwhen\nthen\nend\n';

  expect(clashes(drl, 'declare Alerted\nend\nrule "b"\n')).toEqual(['Alerted']);
  expect(ruleNameFault('a', drl)).toBe('There is a "a" already.');
  expect(ruleNameFault('say "x"', drl)).toContain('no quotes');
  expect(ruleNameFault('b', drl)).toBe('');
});

test('names become names of files', () => {
  expect(fileNameOf('3 Bestellungen über 1.000 €!')).toBe('bestellungen-u-ber-1-000');
  expect(fileNameOf('注文')).toBe('rule');
  expect(freeName('a', ['a', 'a-2'])).toBe('a-3');
});

test('a process is called so in its whole text', () => {
  const yaml = '# hub.cancel( "wait" )\ndocument:\n  namespace: example\n  name: wait\n';

  expect(processFrom({ name: 'wait', yaml }, 'shop', 'wait-for-$&')).toBe(
    '# hub.cancel( "wait-for-$&" )\ndocument:\n  namespace: shop\n  name: wait-for-$&\n',
  );
});
