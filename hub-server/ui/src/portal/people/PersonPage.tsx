import { ArrowLeftOutlined, CheckCircleFilled, QuestionCircleFilled } from '@ant-design/icons';
import { Button, Grid, Tabs, Tag, Tooltip } from 'antd';
import { useState } from 'react';
import { age } from '../../shared/format';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import type { Me } from '../../shared/session';
import { useLoad } from '../../shared/useLoad';
import { formatRoute, useRoute } from '../route';
import { Shown } from '../states';
import { AppMenu } from './AppMenu';
import { kinds, timeline, type Show, type Timeline } from './people';
import { RecognitionPanel } from './RecognitionPanel';
import { sexCode } from './SearchPage';
import { TimelineFilters } from './TimelineFilters';
import { TimelineView } from './TimelineView';

/** One person over all hospitals: who it is and from where, what happened, what can be recognised. */
export function PersonPage({ person, me }: { person: string; me: Me }) {
  const loaded = useLoad((signal) => timeline(person, signal), [person]);
  return (
    <Shown of={loaded} rows={12}>
      {(data) => <Whole data={data} person={person} me={me} />}
    </Shown>
  );
}

function Whole({ data, person, me }: { data: Timeline; person: string; me: Me }) {
  const { t } = useSpeech();
  const screens = Grid.useBreakpoint();
  const [show, setShow] = useState<Show>({ kinds, facility: undefined, abnormal: false, words: '' });
  const filters = <TimelineFilters entries={data.entries} show={show} change={setShow} />;
  const events = <TimelineView entries={data.entries} show={show} />;
  const recognition = <RecognitionPanel records={data.person.records} me={me} />;
  return (
    <>
      <Banner data={data} person={person} />
      {screens.xl !== false ? (
        <div className="person">
          <aside className="panel">{filters}</aside>
          <section>{events}</section>
          <aside>{recognition}</aside>
        </div>
      ) : (
        <Tabs
          items={[
            {
              key: 'events',
              label: t('person.events'),
              children: (
                <>
                  <div className="panel">{filters}</div>
                  <div style={{ height: 10 }} />
                  {events}
                </>
              ),
            },
            { key: 'recognition', label: t('recognition.title'), children: recognition },
          ]}
        />
      )}
    </>
  );
}

function Banner({ data, person: number }: { data: Timeline; person: string }) {
  const { person } = data;
  const { t, code } = useSpeech();
  const { facility } = useRegion();
  const { go } = useRoute();
  const years = age(person.birthDate);
  return (
    <header className="banner">
      <Button
        type="text"
        icon={<ArrowLeftOutlined />}
        onClick={() => go(formatRoute('people'))}
        aria-label={t('person.back')}
      />
      <div className="banner-who">
        <h1>{person.name}</h1>
        <span>
          {[code('sex', sexCode(person.sex)), years !== undefined && t('viewer.years', { n: years }), person.birthDate]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {person.maskedId && <span className="mono">{person.maskedId}</span>}
      </div>
      <div className="banner-sources">
        {person.records.map((record) => (
          <Tooltip key={record.patient} title={t(record.link === 'MATCH' ? 'person.match' : 'person.possible')}>
            <Tag
              icon={record.link === 'MATCH' ? <CheckCircleFilled /> : <QuestionCircleFilled />}
              color={record.link === 'MATCH' ? 'success' : 'warning'}
            >
              {facility(record.facility)} {record.mrnMasked && <span className="mono">{record.mrnMasked}</span>}
            </Tag>
          </Tooltip>
        ))}
      </div>
      <AppMenu person={number} />
    </header>
  );
}
