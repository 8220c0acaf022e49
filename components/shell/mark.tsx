/** The sign of the house: entries, a subtotal, and a total ruled twice. */
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      className="text-accent"
      aria-hidden="true"
    >
      <path d="M2 3h14M2 8h9M2 12.5h14M2 15.5h14" />
    </svg>
  );
}
