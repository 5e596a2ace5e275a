import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import RuleVerdict from './RuleVerdict.svelte';

test('a constraint that failed says the value that was there', () => {
  render(RuleVerdict, {
    rule: {
      rule: 'shop/large order',
      verdict: 'not_matched',
      patterns: [
        {
          text: 'Event',
          verdict: 'not_matched',
          constraints: [
            { text: 'type == "order"', result: 'true', failed: false, actual: [] },
            {
              text: 'num("total") > 100',
              result: 'false',
              failed: true,
              actual: [{ expression: 'num("total")', value: '50' }],
            },
          ],
        },
      ],
    },
  });

  const [, failed] = screen.getAllByRole('listitem');
  expect(failed?.textContent).toContain('num("total") > 100: value was 50');
  expect(failed?.textContent).toContain('first that did not hold');
});

test('candidates are links to their events, and what was counted has its values', () => {
  const near = {
    fact: 'Event',
    type: 'payment.failed',
    source: 'shop',
    id: 'p 2',
    position: 7,
    at: 1,
    values: [{ expression: '$card', value: '"9"' }],
    why: 'str("card") == $card',
  };
  render(RuleVerdict, {
    rule: {
      rule: 'fraud/card',
      verdict: 'not_matched',
      because: '2 of 3 in 5 min',
      patterns: [
        {
          text: 'accumulate Event',
          verdict: 'not_matched',
          constraints: [],
          counted: { count: 2, facts: [near], results: [{ expression: '$n', value: '2' }] },
        },
      ],
    },
  });

  expect(screen.getByRole('link', { name: 'payment.failed p 2' }).getAttribute('href')).toBe(
    '/events/p%202?source=shop&tab=explain',
  );
  expect(screen.getByText(/counted 2/).textContent).toContain('($n = 2)');
  expect(screen.getByText('2 of 3 in 5 min')).toBeTruthy();
});

test('text of an event is never read as markup', () => {
  render(RuleVerdict, { rule: { rule: '<img src=x onerror=alert(1)>', verdict: 'matched', patterns: [] } });

  expect(document.querySelector('img')).toBeNull();
});
