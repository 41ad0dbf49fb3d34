import { useEffect, useRef, useState } from 'react';
import { age } from '../shared/format';
import { HubError, SESSION_ENDED } from '../shared/http';
import { useSpeech } from '../shared/i18n';
import { useLoad } from '../shared/useLoad';
import { dateTime } from './dataset';
import { pageSize, studies } from './dicomweb';
import { Icon } from './icons';
import type { StudyRow } from './study';

const modalities = ['CT', 'MR', 'DX', 'CR', 'US', 'ECG', 'MG', 'XA'];
const periods = { today: 0, threeDays: 2, week: 6, month: 30 } as const;
type Period = keyof typeof periods;

function since(period: Period, now = new Date()): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() - periods[period]);
  return `${day.getFullYear()}${String(day.getMonth() + 1).padStart(2, '0')}${String(day.getDate()).padStart(2, '0')}`;
}

/** The way in without a study: newest first; words, modality and period are asked of the hub, over all studies. */
export function StudyList({ open }: { open: (uid: string) => void }) {
  const { t } = useSpeech();
  const [modality, setModality] = useState<string>();
  const [period, setPeriod] = useState<Period>();
  const [words, setWords] = useState('');
  const [page, setPage] = useState(0);
  const [asked, setAsked] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const found = useLoad(
    (signal) => studies({ words: asked, modality, since: period && since(period), page }, signal),
    [asked, modality, period, page],
  );
  useEffect(() => {
    const typed = setTimeout(() => {
      setPage(0);
      setAsked(words.trim());
    }, 250);
    return () => clearTimeout(typed);
  }, [words]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => moveInList(event, field.current);
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  useEffect(() => {
    document.title = `${t('viewer.title')} · ${t('app.name')}`;
  }, [t]);
  useEffect(() => {
    if (found.error instanceof HubError && found.error.status === 401) {
      window.dispatchEvent(new Event(SESSION_ENDED));
    }
  }, [found.error]);

  const rows = found.data ?? [];
  const choose = (change: () => void) => {
    setPage(0);
    change();
  };

  return (
    <div className="list">
      <header className="top">
        <a className="top-button" href="/" aria-label={t('viewer.portal')} title={t('viewer.portal')}>
          <Icon name="back" />
        </a>
        <h1>{t('viewer.title')}</h1>
        <label className="find">
          <Icon name="search" size={16} />
          <input
            ref={field}
            type="search"
            value={words}
            placeholder={t('viewer.find')}
            aria-label={t('viewer.find')}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
      </header>
      <div className="chips">
        <Chip on={!period} pick={() => choose(() => setPeriod(undefined))} label={t('viewer.period.all')} />
        {(Object.keys(periods) as Period[]).map((name) => (
          <Chip
            key={name}
            on={period === name}
            pick={() => choose(() => setPeriod(name))}
            label={t(`viewer.period.${name}`)}
          />
        ))}
        <span className="chips-line" />
        <Chip on={!modality} pick={() => choose(() => setModality(undefined))} label={t('viewer.modality.all')} />
        {modalities.map((name) => (
          <Chip key={name} on={modality === name} pick={() => choose(() => setModality(name))} label={name} />
        ))}
      </div>
      <main className="rows" aria-busy={found.busy}>
        {found.error !== undefined && !(found.error instanceof HubError && found.error.status === 401) && (
          <p className="notice" role="alert">
            {t(found.error instanceof HubError && found.error.status === 403 ? 'state.denied' : 'viewer.failed')}{' '}
            <button className="button" onClick={found.reload}>
              {t('state.retry')}
            </button>
          </p>
        )}
        {found.data && rows.length === 0 && (
          <p className="notice">{t(asked || modality || period ? 'viewer.empty.filtered' : 'viewer.empty')}</p>
        )}
        {rows.map((row) => (
          <Row key={row.uid} row={row} open={open} />
        ))}
        {(page > 0 || found.data?.length === pageSize) && (
          <div className="pager">
            <button className="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
              {t('viewer.newer')}
            </button>
            <button className="button" disabled={found.data?.length !== pageSize} onClick={() => setPage(page + 1)}>
              {t('viewer.older')}
            </button>
          </div>
        )}
      </main>
    </div>
  );
}

function Chip({ on, pick, label }: { on: boolean; pick: () => void; label: string }) {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={pick}>
      {label}
    </button>
  );
}

function Row({ row, open }: { row: StudyRow; open: (uid: string) => void }) {
  const { t, code } = useSpeech();
  const years = age(row.birthDate);
  return (
    <a
      className="row"
      href={`/viewer/?study=${encodeURIComponent(row.uid)}`}
      onClick={(event) => {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
          event.preventDefault();
          open(row.uid);
        }
      }}
    >
      <span className="row-modality">
        {row.modalities.filter((name) => !['PR', 'KO', 'SR'].includes(name)).join(' ') || '–'}
      </span>
      <span className="row-who">
        <strong>{row.name?.main ?? t('viewer.unnamed')}</strong>
        <small>
          {[row.name?.pinyin, code('sex', row.sex), years !== undefined && t('viewer.years', { n: years })]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      <span className="row-what">
        <strong>{row.description ?? '–'}</strong>
        <small>{[row.institution, row.accession].filter(Boolean).join(' · ')}</small>
      </span>
      <span className="row-when">{dateTime(row.date, row.time)}</span>
      <span className="row-size">
        {row.instances !== undefined && t('viewer.size', { series: row.series ?? '–', images: row.instances })}
      </span>
    </a>
  );
}

/** `/` goes to the field, the arrows through the rows; Enter opens the one that has the focus, as links do. */
function moveInList(event: KeyboardEvent, field: HTMLInputElement | null) {
  if (event.key === '/' && event.target !== field) {
    event.preventDefault();
    field?.focus();
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const rows = [...document.querySelectorAll<HTMLElement>('.row')];
    const at = rows.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at))];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
}
