import { QRCodeSVG } from '@rc-component/qrcode';
import { useState } from 'react';
import { instant } from '../shared/format';
import { useSpeech } from '../shared/i18n';
import { useLoad } from '../shared/useLoad';
import { linksOf, makeLink, revoke, type Made } from './share';

const lives = [24, 72, 168, 720];

/** Makes a link for the patient, shows it once as a QR code with its pass code, and ends links that were made. */
export default function ShareDialog({ study, close }: { study: string; close: () => void }) {
  const { t } = useSpeech();
  const [hours, setHours] = useState(72);
  const [made, setMade] = useState<Made>();
  const [failed, setFailed] = useState(false);
  const links = useLoad((signal) => linksOf(study, signal), [study, made?.id]);
  const make = () =>
    makeLink(study, hours).then(
      (link) => {
        setFailed(false);
        setMade(link);
      },
      () => setFailed(true),
    );
  return (
    <div className="veil" role="dialog" aria-label={t('viewer.share')} onClick={close}>
      <div className="veil-card share" onClick={(event) => event.stopPropagation()}>
        <h1>{t('viewer.share')}</h1>
        {made ? (
          <Fresh made={made} />
        ) : (
          <>
            <p className="dim">{t('viewer.share.why')}</p>
            <p className="share-make">
              <label className="tool-select">
                {t('viewer.share.life')}
                <select value={hours} onChange={(event) => setHours(Number(event.target.value))}>
                  {lives.map((each) => (
                    <option key={each} value={each}>
                      {t('viewer.share.days', { n: each / 24 })}
                    </option>
                  ))}
                </select>
              </label>
              <button className="button button-main" autoFocus onClick={() => void make()}>
                {t('viewer.share.make')}
              </button>
            </p>
          </>
        )}
        {failed && <p role="alert">{t('viewer.share.failed')}</p>}
        {links.data && links.data.length > 0 && <h2>{t('viewer.share.made')}</h2>}
        <ul className="share-links">
          {links.data?.map((link) => (
            <li key={link.id}>
              <Line
                link={link}
                end={() => {
                  if (link.id === made?.id) setMade(undefined);
                  void revoke(link.id).then(links.reload, () => setFailed(true));
                }}
              />
            </li>
          ))}
        </ul>
        <button className="button" onClick={close}>
          {t('viewer.key.close')}
        </button>
      </div>
    </div>
  );
}

function Fresh({ made }: { made: Made }) {
  const { t } = useSpeech();
  const address = window.location.origin + made.path;
  return (
    <div className="share-fresh">
      <span className="share-code">
        <QRCodeSVG value={address} size={196} level="M" title={t('viewer.share')} />
      </span>
      <div>
        <p>{t('viewer.share.code')}</p>
        <p className="share-digits">{made.code}</p>
        <p className="dim">{t('viewer.share.once')}</p>
        <p className="dim">{t('viewer.share.until', { at: instant(made.expiresAt) })}</p>
        <button className="button" onClick={() => void navigator.clipboard.writeText(address)}>
          {t('viewer.share.copy')}
        </button>
      </div>
    </div>
  );
}

function Line({ link, end }: { link: Awaited<ReturnType<typeof linksOf>>[number]; end: () => void }) {
  const { t, code } = useSpeech();
  return (
    <>
      <span>
        <b>{code('viewer.share.state', link.state)}</b>{' '}
        {t('viewer.share.line', { by: link.createdBy, at: instant(link.expiresAt), n: link.openings })}
      </span>
      {link.state === 'OPEN' && (
        <button className="button" onClick={end}>
          {t('viewer.share.revoke')}
        </button>
      )}
    </>
  );
}
