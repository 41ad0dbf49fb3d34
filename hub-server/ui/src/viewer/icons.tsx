import type { ReactNode } from 'react';

/** Line icons of the viewer, 20 units wide, drawn here so that the page needs no icon library. */
const drawings = {
  back: <path d="M12 4l-6 6 6 6" />,
  window: (
    <>
      <circle cx="10" cy="10" r="6.5" />
      <path d="M10 3.500a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
    </>
  ),
  scroll: (
    <>
      <rect x="6" y="7" width="11" height="10" rx="1" />
      <path d="M3.5 13V4.500a1 1 0 0 1 1-1H14" />
    </>
  ),
  pan: <path d="M10 3v14M3 10h14M10 3L8 5m2-2l2 2M10 17l-2-2m2 2l2-2M3 10l2-2m-2 2l2 2M17 10l-2-2m2 2l-2 2" />,
  zoom: (
    <>
      <circle cx="9" cy="9" r="5.5" />
      <path d="M13 13l4 4M9 6.500v5M6.5 9h5" />
    </>
  ),
  length: <path d="M3 13.500L13.5 3 17 6.5 6.5 17zM6 10.500l1.5 1.500M8.5 8l2 2M11 5.500L12.5 7" />,
  angle: <path d="M16 16H4L13 4M9 16a5.5 5.5 0 0 0-2-4" />,
  roi: <ellipse cx="10" cy="10" rx="7" ry="5" strokeDasharray="2.5 1.5" />,
  probe: (
    <>
      <circle cx="10" cy="10" r="2" />
      <path d="M10 2.5v4M10 13.500v4M2.5 10h4M13.5 10h4" />
    </>
  ),
  compare: (
    <>
      <rect x="2.5" y="4" width="6.5" height="12" rx="1" />
      <rect x="11" y="4" width="6.5" height="12" rx="1" fill="currentColor" fillOpacity="0.35" />
    </>
  ),
  tie: <path d="M8.5 11.500l3-3M7 9L5.2 10.800a2.8 2.8 0 0 0 4 4L11 13M9 7l1.8-1.800a2.8 2.8 0 0 1 4 4L13 11" />,
  mark: <path d="M10 3l2.2 4.600 5 .7-3.600 3.500.9 5L10 14.400l-4.500 2.400.9-5L2.800 8.300l5-.7z" />,
  marks: <path d="M3.500 4.500h6v5h-6zM3.500 12h6v4h-6zM12 6h5M12 14h5" />,
  mpr: <path d="M10 3l6 3.500v7L10 17l-6-3.500v-7zM10 10l6-3.500M10 10v7M10 10L4 6.500" />,
  share: (
    <>
      <circle cx="5" cy="10" r="2.2" />
      <circle cx="14.5" cy="4.8" r="2.2" />
      <circle cx="14.5" cy="15.2" r="2.2" />
      <path d="M7 9l5.500-3.100M7 11l5.500 3.100" />
    </>
  ),
  outside: <path d="M11 4h5v5M16 4l-7 7M14 11v5H4V6h5" />,
  clear: <path d="M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6" />,
  invert: (
    <>
      <rect x="3.5" y="3.5" width="13" height="13" rx="1.5" />
      <path d="M16.5 3.500v13h-13z" fill="currentColor" />
    </>
  ),
  rotate: <path d="M15.5 6.500A6.5 6.5 0 1 0 16.5 10M16 3v4h-4" />,
  flip: <path d="M10 3v14M8 6L3 14h5zM12 6l5 8h-5z" />,
  reset: <path d="M4.5 6.500A6.5 6.5 0 1 1 3.5 10M4 3v4h4" />,
  play: <path d="M6 4l10 6-10 6z" fill="currentColor" />,
  pause: <path d="M6.5 4.500v11M13.5 4.500v11" strokeWidth="3" />,
  help: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M8 8a2 2 0 1 1 2.8 1.8c-.6.3-.8.7-.8 1.4M10 13.6v.2" />
    </>
  ),
  full: <path d="M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4" />,
  search: (
    <>
      <circle cx="9" cy="9" r="5.5" />
      <path d="M13 13l4 4" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
    >
      {drawings[name]}
    </svg>
  );
}
