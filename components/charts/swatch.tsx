import { useId } from 'react';
import type { Look, Texture } from './look';

/** The fill of a look, as a pattern whose id a shape names: `fill="url(#id)"`. */
export function LookPattern({ id, look }: { id: string; look: Look }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect width="6" height="6" fill={look.colour} />
      <TextureMarks texture={look.texture} />
    </pattern>
  );
}

function TextureMarks({ texture }: { texture: Texture }) {
  const line = { stroke: 'var(--surface)', strokeWidth: 1.4 };
  switch (texture) {
    case 'plain':
      return null;
    case 'stripes':
      return <path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" {...line} />;
    case 'dots':
      return <circle cx="3" cy="3" r="1.3" fill="var(--surface)" />;
    case 'hatch':
      return <path d="M0 3H6M3 0V6" {...line} strokeWidth={1} />;
  }
}

/** A small square of the fill, for a legend. */
export function Swatch({ look }: { look: Look }) {
  const id = useId();
  return (
    <svg width="10" height="10" aria-hidden="true" className="shrink-0">
      <defs>
        <LookPattern id={id} look={look} />
      </defs>
      <rect width="10" height="10" rx="2" fill={`url(#${id})`} />
    </svg>
  );
}

/** The fill of whatever it stands in. */
export function LookFill({ look }: { look: Look }) {
  const id = useId();
  return (
    <svg width="100%" height="100%" aria-hidden="true" className="block">
      <defs>
        <LookPattern id={id} look={look} />
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}
