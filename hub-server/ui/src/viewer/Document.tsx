import { lazy, Suspense, useState } from 'react';
import { useSpeech } from '../shared/i18n';
import { EcgPage } from './EcgPage';
import { Rendered } from './Rendered';
import { Report } from './Report';
import type { SeriesImages } from './study';

const PdfPage = lazy(() => import('./PdfPage'));

export const isDocument = (images: SeriesImages) =>
  images.kind === 'rendered' &&
  Boolean(images.sets[0]?.['0040A730'] ?? images.sets[0]?.['00420011'] ?? images.sets[0]?.['54000100']);

/** What is no image, opened in place: ECG, structured report, PDF; anything else as the hub draws it. */
export function Document({ images }: { images: Extract<SeriesImages, { kind: 'rendered' }> }) {
  const { t } = useSpeech();
  const [at, setAt] = useState(0);
  const set = images.sets[at]!;
  const page = set['54000100'] ? (
    <EcgPage key={at} set={set} />
  ) : set['0040A730'] ? (
    <Report key={at} set={set} />
  ) : set['00420011'] ? (
    <Suspense fallback={null}>
      <PdfPage key={at} set={set} />
    </Suspense>
  ) : undefined;
  if (!page) {
    return <Rendered sources={images.sources} />;
  }
  return (
    <div className="documents">
      {page}
      {images.sets.length > 1 && (
        <div className="pager">
          <button className="button" disabled={at === 0} onClick={() => setAt(at - 1)}>
            {t('viewer.previous')}
          </button>
          <span>{`${at + 1} / ${images.sets.length}`}</span>
          <button className="button" disabled={at === images.sets.length - 1} onClick={() => setAt(at + 1)}>
            {t('viewer.next')}
          </button>
        </div>
      )}
    </div>
  );
}
