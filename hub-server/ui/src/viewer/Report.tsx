import { useSpeech } from '../shared/i18n';
import { dateTime, text, type DataSet } from './dataset';
import { isVerified, reportOf, type ReportItem } from './structured';

/** A structured report or key object selection, as a document to read. */
export function Report({ set }: { set: DataSet }) {
  const { t } = useSpeech();
  const report = reportOf(set);
  return (
    <article className="document" tabIndex={0}>
      <h1>{report.name ?? t('viewer.report')}</h1>
      <p className="dim">
        {[
          dateTime(text(set, '00080023'), text(set, '00080033')),
          t(isVerified(set) ? 'viewer.report.verified' : 'viewer.report.unverified'),
        ]
          .filter(Boolean)
          .join(' \u00b7 ')}
      </p>
      {report.children.map((item, at) => (
        <Item key={at} item={item} depth={2} />
      ))}
    </article>
  );
}

function Item({ item, depth }: { item: ReportItem; depth: number }) {
  const { t } = useSpeech();
  const below = item.children.map((child, at) => <Item key={at} item={child} depth={depth + 1} />);
  if (item.kind === 'CONTAINER') {
    const Heading = `h${Math.min(6, depth)}` as 'h2';
    return (
      <section>
        {item.name && <Heading>{item.name}</Heading>}
        {below}
      </section>
    );
  }
  const picture = item.kind === 'IMAGE' || item.kind === 'COMPOSITE' || item.kind === 'WAVEFORM';
  return (
    <div className="document-item">
      <p>
        {item.name && <b>{item.name}</b>} {picture ? t('viewer.report.image') : item.value}
      </p>
      {below.length > 0 && <div className="document-below">{below}</div>}
    </div>
  );
}
