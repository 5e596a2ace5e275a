import { expect, test } from 'vitest';
import { lineOfRule, outlineOf } from './outline';

const named = (file: string, text: string) =>
  outlineOf(file, text).map(({ line, kind, name, depth }) => `${line} ${kind} ${name} ${depth}`);

const drl = `package rules.shop
/* rule "not one" */
declare Alerted
  card : String
end
/** Tells
 rule "nor this" */
rule "a large order" when
then end
function boolean large(double total) { return total > 100; }
query paid( String id ) end
  rule small
`;

test('rules are found, those in comments are not', () => {
  expect(named('rules.drl', drl)).toEqual([
    '3 declare Alerted 0',
    '8 rule a large order 0',
    '10 function large 0',
    '11 query paid 0',
    '12 rule small 0',
  ]);
  expect(lineOfRule(drl, 'a large order')).toBe(8);
  expect(lineOfRule(drl, 'not one')).toBe(0);
});

test('tasks are found however deep they stand', () => {
  const yaml = `document:
  name: notify
do:
  - compose:
      set:
        text: x
  - tell:
      try:
        - post:
            call: http
            with:
              headers:
                - not-a-task: 1
      catch:
        errors: {}
  - last:
      wait: PT1S
`;

  expect(named('notify.process.yaml', yaml)).toEqual([
    '4 task compose 0',
    '7 task tell 0',
    '9 task post 1',
    '16 task last 0',
  ]);
});

test('sources and the parts of a case are found', () => {
  expect(named('sources.yaml', "# all\nshop:\n  kind: webhook\n'lab.two':\n  kind: redis-stream\n")).toEqual([
    '2 source shop 0',
    '4 source lab.two 0',
  ]);
  expect(
    named(
      'cases/a.case.yaml',
      'name: x\ngiven:\n  - {type: order.placed, id: a}\nexpect:\n  nothing: true\n',
    ),
  ).toEqual(['2 part given 0', '3 event order.placed 1', '4 part expect 0']);
});
