import type { ReactNode } from 'react';

/** Title of a page with its actions at the right. */
export function Heading({ title, hint, children }: { title: ReactNode; hint?: string; children?: ReactNode }) {
  return (
    <div className="heading">
      <h1>{title}</h1>
      {hint && <span className="dim">{hint}</span>}
      <span className="bar-space" />
      <div className="heading-actions">{children}</div>
    </div>
  );
}

/** One figure of a page. */
export function Kpi(props: { label: ReactNode; value: ReactNode; note?: ReactNode; alarm?: boolean }) {
  return (
    <div className={props.alarm ? 'kpi kpi-alarm' : 'kpi'}>
      <span className="kpi-label">{props.label}</span>
      <span className="kpi-value">{props.value}</span>
      {props.note && <span className="kpi-note">{props.note}</span>}
    </div>
  );
}
