/** The sign of the hub: one record in the middle, three hospitals around it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="14" fill="currentColor" opacity="0.16" />
      <g fill="none" stroke="currentColor" strokeWidth="4.5" strokeLinecap="round">
        <path d="M32 27V15M36.3 34.5l10.4 6M27.7 34.5l-10.4 6" />
        <circle cx="32" cy="32" r="5" fill="currentColor" />
        <circle cx="32" cy="12" r="4" fill="currentColor" />
        <circle cx="50" cy="42.5" r="4" fill="currentColor" />
        <circle cx="14" cy="42.5" r="4" fill="currentColor" />
      </g>
    </svg>
  );
}
