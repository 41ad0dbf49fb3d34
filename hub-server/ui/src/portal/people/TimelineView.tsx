import { ExperimentOutlined, FileTextOutlined, MedicineBoxOutlined, PictureOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { instant } from '../../shared/format';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { EmptyState } from '../states';
import { LabTable } from './LabTable';
import { byYear, visible, type Entry, type Kind, type Show } from './people';

const icons: Record<Kind, ReactNode> = {
  LAB: <ExperimentOutlined />,
  IMAGING: <PictureOutlined />,
  REPORT: <FileTextOutlined />,
  ENCOUNTER: <MedicineBoxOutlined />,
};

/** What happened, newest first, by year. Only what is clinical: technical records are elsewhere. */
export function TimelineView({ entries, show }: { entries: Entry[]; show: Show }) {
  const { t } = useSpeech();
  const years = useMemo(() => byYear(visible(entries, show)), [entries, show]);
  if (years.length === 0) {
    return (
      <div className="panel">
        <EmptyState
          why={t(entries.length === 0 ? 'person.empty' : 'person.none')}
          next={t(entries.length === 0 ? 'person.empty.next' : 'person.none.next')}
        />
      </div>
    );
  }
  return (
    <div className="events">
      {years.map(([year, list]) => (
        <section key={year}>
          <h2 className="events-year">{year}</h2>
          {list.map((entry, index) => (
            <Event key={`${entry.at} ${entry.kind} ${entry.title} ${index}`} entry={entry} all={entries} />
          ))}
        </section>
      ))}
    </div>
  );
}

const unsettled = ['preliminary', 'registered', 'partial', 'P', 'I'];

function Event({ entry, all }: { entry: Entry; all: Entry[] }) {
  const { t, code } = useSpeech();
  const { facility } = useRegion();
  return (
    <article className={`event event-${entry.kind.toLowerCase()}`}>
      <span className="event-icon" title={t(`kind.${entry.kind}`)}>
        {icons[entry.kind]}
      </span>
      <div className="event-body">
        <header>
          <strong>{entry.title}</strong>
          {entry.modality && <Tag variant="filled">{entry.modality}</Tag>}
          {entry.status && entry.status !== 'final' && entry.status !== 'finished' && (
            <Tag color={unsettled.includes(entry.status) ? 'warning' : 'default'}>{code('status', entry.status)}</Tag>
          )}
          <span className="event-place">{facility(entry.facility)}</span>
          <time dateTime={entry.at}>{instant(entry.at)}</time>
        </header>
        {entry.text && <p>{entry.text}</p>}
        {entry.items && entry.items.length > 0 && <LabTable items={entry.items} all={all} />}
        {entry.kind === 'IMAGING' && entry.studyUid && <Images uid={entry.studyUid} instances={entry.instances} />}
      </div>
    </article>
  );
}

function Images({ uid, instances }: { uid: string; instances: number | null | undefined }) {
  const { t } = useSpeech();
  const [picture, setPicture] = useState(true);
  return (
    <div className="event-images">
      {picture && (
        <img src={`/dicomweb/studies/${uid}/thumbnail`} alt="" loading="lazy" onError={() => setPicture(false)} />
      )}
      <Button
        type="primary"
        ghost
        icon={<PictureOutlined />}
        href={`/viewer/?study=${encodeURIComponent(uid)}`}
        target="_blank"
      >
        {t('person.images')}
      </Button>
      {instances ? <span className="dim">{t('person.images.count', { n: instances })}</span> : null}
    </div>
  );
}
