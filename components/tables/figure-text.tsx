import type { Figure } from '@/lib/format/money';

/** A figure in the accountant's signs; red ink repeats what the parentheses say. */
export function FigureText({ figure, title }: { figure: Figure; title?: string | undefined }) {
  const ink = figure.negative ? 'text-negative' : figure.zero ? 'text-ink-3' : '';
  return (
    <span title={title} className={`figure ${ink}`}>
      {figure.text}
    </span>
  );
}
