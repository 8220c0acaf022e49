import { homeOfKey } from '../home';
import { isKnownService } from '../service-category';
import { type Evidence, figure } from './finding';
import { isMaterial, type ReviewAccount, sumOf } from './review-facts';
import type { ReviewRule } from './review-rule';

/** A service that is sold through AWS Marketplace: its name is the product's, not one of AWS's. */
const isMarketplace = (service: string): boolean =>
  !service.startsWith('(') && !isKnownService(service) && !/^(amazon|aws|ec2|savings plans|tax\b)/i.test(service);

type Charges = { readonly support: bigint; readonly products: readonly (readonly [string, bigint])[] };

const isProjects = ({ dedicated }: ReviewAccount): boolean =>
  dedicated !== null && homeOfKey(dedicated).kind === 'project';

/** Support that went to no project, and products bought where no project pays for them. */
const unwatched = (account: ReviewAccount): Charges => ({
  support: account.unsharedSupport,
  products: isProjects(account) ? [] : productsOf(account),
});

const productsOf = ({ services }: ReviewAccount) =>
  [...(services ?? [])].filter(([service, units]) => units > 0n && isMarketplace(service));

const sumCharges = ({ support, products }: Charges): bigint => support + sumOf(products.map(([, units]) => units));

export const unwatchedCharges: ReviewRule = {
  id: 'unwatched-charges',
  severity: 'low',
  title: 'Support or Marketplace charges that nobody pays for',
  stake: 'the charges in the account that no project carries',
  reason:
    'Support is a share of everybody’s usage and appears in one account; Marketplace products are often bought in one account for several. Where most of it lies in one place and in no project, no margin has it and nobody asks whether it is still needed.',
  find: ({ accounts }) => {
    const all = sumOf(
      accounts.map((account) =>
        sumCharges({ support: account.classes.get('support') ?? 0n, products: productsOf(account) }),
      ),
    );
    return accounts.flatMap((account) => {
      const { id, name } = account;
      const charges = unwatched(account);
      const cost = sumCharges(charges);
      if (!isMaterial(cost) || cost * 2n < all) return [];
      const lines: Evidence[] = [
        ...(charges.support > 0n
          ? [figure('Support that no project carries', charges.support, null, { to: 'shared-costs' })]
          : []),
        ...charges.products.map(([service, units]) =>
          figure(`${service} (Marketplace)`, units, { account: [id], service: [service] }, { to: 'account', id }),
        ),
      ];
      return [
        {
          subject: { kind: 'account', id, name },
          statement: `Most support and Marketplace charges lie in ${name} and in no project.`,
          evidence: [...lines, figure('All support and Marketplace charges', all, null)],
          cost,
          fix: 'Share them by a pool: support in proportion to usage, a product among the projects that use it.',
        },
      ];
    });
  },
};
