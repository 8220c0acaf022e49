import { describe, expect, it } from 'vitest';
import { type CloseFacts, closeFaults, monthsToClose } from './close-fault';

const FIT: CloseFacts = { estimated: false, holds: true, reason: '', failing: [], derived: true };

describe('what is in the way of a close', () => {
  it('is nothing for a final month that adds up and was derived', () => {
    expect(closeFaults(FIT)).toEqual([]);
  });

  it.each([
    [{ estimated: true }, 'AWS still estimates it.'],
    [{ holds: false, reason: 'service is 3.00 short.' }, 'It does not add up: service is 3.00 short.'],
    [{ holds: false }, 'It does not add up: an identity fails.'],
    [{ reason: 'a residual awaits a second sync.' }, 'A newer reading is held back: a residual awaits a second sync.'],
    [{ failing: ['service', 'service', 'control'] }, 'These do not add up: service.'],
    [{ derived: false }, 'Its projects have not been worked out yet.'],
  ])('says of %j: %s', (facts, said) => {
    expect(closeFaults({ ...FIT, ...facts })).toEqual([said]);
  });

  it('says all of it', () => {
    expect(closeFaults({ ...FIT, estimated: true, derived: false, failing: ['tag:app'] })).toHaveLength(3);
  });
});

it('closes the open months before the one that is wanted, oldest first', () => {
  expect(monthsToClose(['2026-10', '2026-08', '2026-09'], '2026-09')).toEqual(['2026-08', '2026-09']);
  expect(monthsToClose(['2026-10'], '2026-09')).toEqual([]);
});
