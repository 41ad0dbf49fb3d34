import { useEffect, useRef, useState } from 'react';
import { useSpeech, type Key } from '../shared/i18n';
import { Planes } from './mpr';
import type { Window } from './window';

const names: Key[] = ['viewer.plane.axial', 'viewer.plane.sagittal', 'viewer.plane.coronal'];

type Props = { imageIds: string[]; window: Window | undefined; close: () => void };

/** Axial, sagittal and coronal planes of one series over the panes, until they are closed. */
export default function MprPage({ imageIds, window, close }: Props) {
  const { t } = useSpeech();
  const fields = useRef<(HTMLDivElement | null)[]>([]);
  const planes = useRef<Promise<Planes>>(undefined);
  const [loaded, setLoaded] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const opened = Planes.on(
      fields.current.map((each) => each!),
      imageIds,
      window,
      setLoaded,
    );
    planes.current = opened;
    opened.catch(() => setFailed(true));
    return () => void opened.then((each) => each.close()).catch(() => undefined);
  }, [imageIds]);
  useEffect(() => {
    if (window) void planes.current?.then((each) => each.setWindow(window)).catch(() => undefined);
  }, [window?.center, window?.width]);
  return (
    <div className="planes">
      {names.map((name, at) => (
        <section key={name} aria-label={t(name)}>
          <div
            className="field-stage"
            ref={(element) => {
              fields.current[at] = element;
            }}
            onContextMenu={(event) => event.preventDefault()}
          />
          <b className="pane-label">{t(name)}</b>
        </section>
      ))}
      <div className="planes-say">
        <p role="status">
          {failed
            ? t('viewer.mpr.failed')
            : loaded < imageIds.length
              ? t('viewer.mpr.loading', { n: loaded, of: imageIds.length })
              : t('viewer.mpr.hint')}
        </p>
        <button className="button" onClick={close}>
          {t(loaded < imageIds.length ? 'viewer.mpr.cancel' : 'viewer.key.close')}
        </button>
      </div>
    </div>
  );
}
