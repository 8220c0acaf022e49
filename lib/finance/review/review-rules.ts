import { accountUnderRoot } from './account-under-root';
import { closedAccountCharging } from './closed-account-charging';
import { commitmentInMember } from './commitment-in-member';
import { dominantAccount } from './dominant-account';
import { dormantAccount } from './dormant-account';
import { managementWorkload } from './management-workload';
import { productionMixedAccount } from './production-mixed-account';
import { productionMixedUnit } from './production-mixed-unit';
import { projectsMixed } from './projects-mixed';
import { researchMixed } from './research-mixed';
import type { ReviewRule } from './review-rule';
import { scatteredProject } from './scattered-project';
import { sharedSender } from './shared-sender';
import { tagSpelling } from './tag-spelling';
import { deepUnit, emptyUnit, singleChildUnit } from './unit-shape';
import { unownedAccount } from './unowned-account';
import { untaggedSpend } from './untagged-spend';
import { unwatchedCharges } from './unwatched-charges';

/** Every rule of the account review, the gravest first. */
export const REVIEW_RULES: readonly ReviewRule[] = [
  managementWorkload,
  productionMixedAccount,
  closedAccountCharging,
  accountUnderRoot,
  projectsMixed,
  productionMixedUnit,
  unownedAccount,
  untaggedSpend,
  sharedSender,
  researchMixed,
  dominantAccount,
  scatteredProject,
  tagSpelling,
  unwatchedCharges,
  commitmentInMember,
  dormantAccount,
  deepUnit,
  emptyUnit,
  singleChildUnit,
];
