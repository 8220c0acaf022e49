const CURRENCIES: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  '£': ['GBP', 'EGP', 'FKP', 'GIP', 'LBP', 'SHP', 'SSP', 'SYP'],
  '¥': ['JPY', 'CNY'],
  '₹': ['INR'],
  '₩': ['KRW', 'KPW'],
  US$: ['USD'],
  'CN¥': ['CNY'],
  'JP¥': ['JPY'],
};

/** What is wrong with a currency that stands beside a figure, in a row of another; '' when nothing is. */
export function currencyFault(mark: string, currency: string): string {
  if (mark === '' || currency === '') return '';
  if (mark === '$')
    return /^[A-Z]{2}D$|^MXN$|^ARS$|^CLP$|^COP$/.test(currency) ? '' : `is in $, and this row is in ${currency}`;
  const meant = CURRENCIES[mark] ?? (/^[A-Z]{3}$/.test(mark) ? [mark] : null);
  return meant === null || meant.includes(currency) ? '' : `is in ${mark}, and this row is in ${currency}`;
}
