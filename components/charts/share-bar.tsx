type Props = {
  /** 0 to 1; null where a share has no meaning: the bar stays empty, and the figure beside it says n/a. */
  fraction: number | null;
  /** A colour of the palette, as `var(--c3)`. */
  colour?: string;
  className?: string;
};

/** A bar beside a percentage, which tells the same: it is not read out. */
export function ShareBar({ fraction, colour = 'var(--accent)', className = 'w-[92px]' }: Props) {
  const width = fraction === null || !(fraction > 0) ? 0 : Math.min(1, fraction) * 100;
  return (
    <span aria-hidden className={`inline-block h-1.5 bg-rule ${className}`}>
      {width > 0 && <i className="block h-1.5 min-w-px" style={{ width: `${width}%`, background: colour }} />}
    </span>
  );
}
