import { expect, test } from 'vitest';
import { contextOf } from './context';

const HEAD = 'package rules.shop\n\nimport dev.signalbox.event.Event\nglobal Hub hub\n\n';
const MARK = 'declare Mark\n  @role( event )\n  card : String\n  at : long\nend\n';
const LHS = `${HEAD}${MARK}rule "a"\nwhen\n  $e : Event( type == "order.placed", $card : str("card") )\n  `;
const RHS = `${LHS}\nthen\n  `;

/** What is said of the end of a text, in short. */
function at(text: string): string {
  const found = contextOf(text);
  if (found === undefined) return 'nothing';
  const { kind, word } = found;
  const more = [
    'owner' in found ? found.owner : '',
    'accessor' in found ? found.accessor : '',
    'types' in found ? found.types.join('+') : '',
    'path' in found && found.path !== undefined ? found.path : '',
    'of' in found ? found.of : '',
    'table' in found ? found.table : '',
    'quoted' in found && found.quoted ? 'quoted' : '',
    'variables' in found && kind === 'variable' ? found.variables.join('+') : '',
    kind === 'constraint' ? `${found.type}${found.bound ? ' bound' : ''}` : '',
  ].filter((one) => one !== '');
  return [kind, ...more, `<${word}>`].join(' ');
}

test.each([
  ['', 'top <>'],
  ['ru', 'top <ru>'],
  [HEAD, 'top <>'],
  ['import ', 'import <>'],
  ['import dev.sig', 'import <sig>'],
  ['// ru', 'nothing'],
  ['/* rule ', 'nothing'],
  [`${HEAD}rule "a"\n  `, 'attribute <>'],
  [`${HEAD}rule "a"\n  no-l`, 'attribute <no-l>'],
  [`${HEAD}rule "a"\n  salience `, 'nothing'],
  [`${HEAD}rule "a"\n@re`, 'rule-annotation <re>'],
  [`${HEAD}rule "a"\n@retain( `, 'duration <>'],
  [`${HEAD}rule "a`, 'nothing'],
  ['declare Mark\n  @', 'type-annotation <>'],
  ['declare Mark\n  card : St', 'field-type <St>'],
  ['declare Mark\n  @expires( ', 'duration <>'],
  [LHS, 'element <>'],
  [`${LHS}acc`, 'element <acc>'],
  [`${LHS}not `, 'element <>'],
  [`${LHS}$x : `, 'element <>'],
  [`${LHS}accumulate( `, 'element <>'],
  [`${LHS}Event( `, 'constraint Event <>'],
  [`${LHS}Event( ty`, 'constraint Event <ty>'],
  [`${LHS}Event( type `, 'operator value <>'],
  [`${LHS}Event( type == `, 'event-type <>'],
  [`${LHS}Event( type == "`, 'event-type quoted <>'],
  [`${LHS}Event( type == "order.pl`, 'event-type quoted <order.pl>'],
  [`${LHS}Event( type in ( "a", "`, 'event-type quoted <>'],
  [`${LHS}Event( type == "a", `, 'constraint Event <>'],
  [`${LHS}Event( type == "a", $x : `, 'constraint Event bound <>'],
  [`${LHS}Event( type == "a", num("`, 'path num a quoted <>'],
  [`${LHS}Event( type in ("a", "b"), str("customer.`, 'path str a+b quoted <customer.>'],
  [`${LHS}Event( type == "a", num(`, 'path num a <>'],
  [`${LHS}Event( type == "a", num("x") `, 'operator value <>'],
  [`${LHS}Event( type == "a", num("x") > `, 'value a x <>'],
  [`${LHS}Event( type == "a", num("x") > 1`, 'nothing'],
  [`${LHS}Event( type == "a", num("x") > 1 && `, 'constraint Event <>'],
  [`${LHS}Event( type == "a", (num("x") > 1 || `, 'constraint Event <>'],
  [`${LHS}Event( type == "a", str("country") == "`, 'example a country <>'],
  [`${LHS}Event( type == "a", str("card") == $`, 'value a card <$>'],
  [`${LHS}Event( type == "a", this `, 'operator this <>'],
  [`${LHS}Event( type == "a", this after[`, 'duration <>'],
  [`${LHS}Event( type == "a", this after[0s, 5`, 'duration <5>'],
  [`${LHS}Event( type == "a", this after[0s, 5m] `, 'variable $e <>'],
  [`${LHS}Event( type == "a", str("card") == $e.`, 'member Event <>'],
  [`${LHS}Mark( `, 'constraint Mark <>'],
  [`${LHS}accumulate( Event( type == "a" ); $n : `, 'function <>'],
  [`${LHS}accumulate( Event( type == "a" ); $n : count(1); `, 'variable $e+$card+$n <>'],
  [`${LHS}groupby( Event( type == "a" ) over `, 'window <>'],
  [`${LHS}groupby( Event( type == "a" ) over window:`, 'window <>'],
  [`${LHS}groupby( Event( type == "a" ) over window:time( `, 'duration <>'],
  [RHS, 'statement <>'],
  [`${RHS}hub.`, 'member Hub <>'],
  [`${RHS}hub.st`, 'member Hub <st>'],
  [`${RHS}hub.start( "x" ).`, 'member Start <>'],
  [`${RHS}hub.start( "x" ).key( $card ).`, 'member Start <>'],
  [`${RHS}hub.emit( "x" ).`, 'member Emission <>'],
  [`${RHS}hub.cancel( "x" ).`, 'member Cancellation <>'],
  [`${RHS}hub.start( "`, 'definition quoted <>'],
  [`${RHS}hub.cancel( "rem`, 'definition quoted <rem>'],
  [`${RHS}hub.emit( "`, 'event-type quoted <>'],
  [`${RHS}hub.alert( "order `, 'nothing'],
  [`${RHS}hub.alert( $`, 'statement <$>'],
  [`${RHS}hub.alert( $e.str("`, 'path str order.placed quoted <>'],
  [`${RHS}$e.`, 'member Event <>'],
  [`${RHS}$card.`, 'nothing'],
  [`${RHS}// hub.`, 'nothing'],
  [`${RHS}hub.alert( "x" );\nend\n`, 'top <>'],
  [`${RHS}hub.start( table("`, 'table quoted <>'],
  [`${RHS}hub.start( table("prices", "`, 'column prices <>'],
])('after %j comes %s', (text, wanted) => {
  expect(at(text)).toBe(wanted);
});
