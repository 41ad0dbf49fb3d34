import { age } from '../shared/format';
import { useSpeech } from '../shared/i18n';
import { dateTime } from './dataset';
import { Icon } from './icons';
import type { StudyRow } from './study';

/** Who is on the screen. Never hidden, on no screen. */
type Props = {
  study: StudyRow | undefined;
  /** Absent for guests: there is nothing behind their study. */
  back: (() => void) | undefined;
  share: (() => void) | undefined;
  weasis: (() => void) | undefined;
  help: () => void;
};

export function PatientBar({ study, back, share, weasis, help }: Props) {
  const { t, code, language, setLanguage } = useSpeech();
  const years = age(study?.birthDate);
  const facts = [code('sex', study?.sex), years !== undefined && t('viewer.years', { n: years }), study?.patientId];
  return (
    <header className="top">
      {back && (
        <button className="top-button" onClick={back} aria-label={t('viewer.list')} title={t('viewer.list')}>
          <Icon name="back" />
        </button>
      )}
      <div className="patient">
        <strong>{study ? (study.name?.main ?? t('viewer.unnamed')) : '…'}</strong>
        <span>{facts.filter(Boolean).join(' · ')}</span>
      </div>
      <div className="patient-study">
        {study && (
          <span>
            {[study.description, dateTime(study.date, study.time), study.institution].filter(Boolean).join(' · ')}
          </span>
        )}
      </div>
      {share && (
        <button className="top-button" onClick={share} aria-label={t('viewer.share')} title={t('viewer.share')}>
          <Icon name="share" />
        </button>
      )}
      {weasis && (
        <button
          className="top-button wide-only"
          onClick={weasis}
          aria-label={t('viewer.weasis')}
          title={t('viewer.weasis')}
        >
          <Icon name="outside" />
        </button>
      )}
      <button
        className="top-button top-text"
        onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
        aria-label={t('switch.language')}
      >
        {t('switch.language.other')}
      </button>
      <button
        className="top-button wide-only"
        onClick={help}
        aria-label={t('viewer.key.help')}
        title={`${t('viewer.key.help')} (?)`}
      >
        <Icon name="help" />
      </button>
    </header>
  );
}
