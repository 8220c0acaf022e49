import { fact, figure } from './finding';
import { isMaterial } from './review-facts';
import type { ReviewRule } from './review-rule';

export const tagSpelling: ReviewRule = {
  id: 'tag-spelling',
  severity: 'low',
  title: 'Tag values that look like one',
  stake: 'usage under the value',
  reason:
    'Case and spelling matter to AWS: what is tagged “Checkout” and “checkout” is reported as two. Their cost is split until somebody says that they are one; after that nothing has to be tagged anew. A tag policy keeps new spellings out.',
  find: ({ variants }) =>
    variants
      .filter(({ units }) => isMaterial(units))
      .map(({ dimension, key, raw, target, reason, units }) => {
        return {
          subject: { kind: 'tag', id: `${key}=${raw}`, name: `${key} = ${raw}` },
          statement: `“${raw}” under ${key} looks like ${dimension === 'project' ? 'the project' : 'the environment'} “${target}”.`,
          evidence: [
            figure(`Usage tagged ${key} = ${raw}`, units, null, { to: 'tag-doctor' }),
            fact(`The same but for: ${reason}.`, { to: 'tag-doctor' }),
          ],
          cost: units,
          fix: `Make “${raw}” an alias of “${target}” in the tag doctor, and mend the tag where it is set.`,
        };
      }),
};
