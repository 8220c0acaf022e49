import { VariantList } from '@/components/projects/variant-list';
import { Page } from '@/components/shell/page';
import { viewLink } from '@/components/shell/view-link';
import { FigureText } from '@/components/tables/figure-text';
import { LinkButton } from '@/components/ui/link-button';
import { Tiles } from '@/components/ui/tiles';
import { formatDecimal, toCents } from '@/lib/finance/money';
import { BASIS_NAMES } from '@/lib/format/basis';
import { formatPlural } from '@/lib/format/count';
import { currencyName, figureOf, formatExact, formatFigure } from '@/lib/format/money';
import { formatPercent } from '@/lib/format/percent';
import { formatMonths } from '@/lib/format/time';
import { projectName, rawValue } from '@/lib/reports/cost-labels';
import type { TagDoctorReport } from '@/lib/reports/tag-doctor';
import { addAlias } from './actions';
import { KeyTable } from './key-table';
import { UntaggedAccounts, UntaggedServices } from './untagged-lists';

type Props = { report: TagDoctorReport; params: readonly (readonly [string, string])[] };

/** What tags tell of the cost, what they do not, and what would mend it. */
export function DoctorView({ report, params }: Props) {
  const { books, variants, rules, ruleSetId, mayChange } = report;
  const parts = [formatMonths(books.months), BASIS_NAMES[books.basis].name.toLowerCase(), currencyName(books.currency)];
  return (
    <Page
      title="Tag doctor"
      sub={parts.join(' · ')}
      actions={<LinkButton href={viewLink('/projects', params)}>All projects</LinkButton>}
    >
      <Tiles label="In short" tiles={tilesOf(report)} />
      <div className="grid items-start gap-5">
        <KeyTable report={report} />
        <VariantList
          // What was made an alias leaves the list.
          key={ruleSetId}
          currency={books.currency}
          base={ruleSetId}
          mayChange={mayChange}
          add={addAlias}
          variants={variants.map(({ dimension, key, raw, target, reason, units, moves }) => ({
            ...{ dimension, tagKey: key, raw, target, reason, figure: formatFigure(formatDecimal(units)) },
            exact: formatExact(formatDecimal(units), books.currency),
            moves: moves === null ? null : formatFigure(formatDecimal(moves)),
            targetName: dimension === 'project' ? projectName(rules, target) : rawValue(target),
          }))}
        />
        <div className="grid items-start gap-5 desk:grid-cols-2">
          <UntaggedAccounts report={report} params={params} />
          <UntaggedServices report={report} />
        </div>
      </div>
    </Page>
  );
}

function tilesOf(report: TagDoctorReport) {
  const { usage, untagged, withAccountTag, accounts, variants, keys, books, emptyValue } = report;
  const { currency } = books;
  const money = (units: bigint) => (
    <FigureText figure={figureOf(toCents(units), units)} title={formatExact(formatDecimal(units), currency)} />
  );
  const project = keys.filter(({ chain }) => chain?.dimension === 'project');
  const active = keys.filter(({ status }) => status?.toLowerCase() === 'active').length;
  const share = usage > 0n ? Number((untagged * 10_000n) / usage) / 10_000 : null;
  const misspelt = variants.reduce((sum, { units }) => sum + units, 0n);
  return [
    {
      name: `Untagged, ${currency}`,
      figure: money(untagged),
      note: [
        `${formatPercent(share)} of all usage, in ${formatPlural(accounts.length, 'account')}`,
        ...(emptyValue
          ? [`${formatFigure(formatDecimal(emptyValue)).text} of it under a key with an empty value`]
          : []),
      ].join('; '),
    },
    {
      name: 'Project keys',
      figure: String(project.length),
      note:
        project.length === 0
          ? 'no tag key says what a project is'
          : `${project.map(({ key }) => key).join(', ')}; ${active} keys active`,
    },
    {
      name: 'Spelling variants',
      figure: String(variants.length),
      note:
        variants.length === 0
          ? 'none is in sight'
          : `${formatFigure(formatDecimal(misspelt)).text} ${currency} under them`,
    },
    {
      name: `With account tags, ${currency}`,
      figure: money(withAccountTag),
      note: 'would have a home if each account with untagged cost were named as a whole',
    },
  ];
}
