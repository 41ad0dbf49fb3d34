import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import type { Me } from '../../shared/session';
import type { SourceRecord } from './people';
import { useLoad } from '../../shared/useLoad';
import { EmptyState, ErrorState, Shown } from '../states';
import { RecognitionCard } from './RecognitionCard';
import {
  catalogue,
  check,
  declarable,
  encounters,
  type Answer,
  type CatalogueItem,
  type Encounter,
} from './recognition';

type Props = { records: SourceRecord[]; me: Me };

/** What a doctor is about to order, and what the region knows already. It advises; the doctor decides. */
export function RecognitionPanel({ records, me }: Props) {
  const { t, name } = useSpeech();
  const { options } = useRegion();
  const items = useLoad((signal) => catalogue(signal), []);
  const [org, setOrg] = useState(me.facility ?? records[0]?.facility ?? options[0]?.value ?? '');
  const [encounter, setEncounter] = useState<Encounter>('OUTPATIENT');
  const [chosen, setChosen] = useState<string[]>([]);
  const [declared, setDeclared] = useState<string[]>([]);
  const [asked, setAsked] = useState<{ answer: Answer; items: string[] }>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const names = useMemo(
    () => new Map((items.data?.items ?? []).map((item) => [item.code, name(item) || item.code])),
    [items.data, name],
  );

  // The hospital's own record where it has one; a record that may be somebody else's only where there is no other.
  const sure = records.filter(({ link }) => link === 'MATCH');
  const patient = (sure.find(({ facility }) => facility === org) ?? sure[0] ?? records[0])?.patient ?? '';

  const ask = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      setAsked({
        answer: await check({ org, encounter, doctor: me.name, patient, items: chosen, declared }),
        items: chosen,
      });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <div className="panel recognition">
        <h2>
          <SafetyCertificateOutlined /> {t('recognition.title')}
        </h2>
        <Shown of={items} rows={3}>
          {(list) => (
            <>
              <label>
                <span>{t('recognition.org')}</span>
                <Select value={org} options={options} onChange={setOrg} disabled={Boolean(me.facility)} />
              </label>
              <Segmented
                block
                value={encounter}
                onChange={(value) => setEncounter(value as Encounter)}
                options={encounters.map((value) => ({ value, label: t(`encounter.${value}`) }))}
              />
              <label>
                <span>{t('recognition.items')}</span>
                <Select
                  mode="multiple"
                  value={chosen}
                  onChange={setChosen}
                  placeholder={t('recognition.items.choose')}
                  maxTagCount={8}
                  showSearch={{ optionFilterProp: 'search' }}
                  options={grouped(list.items, name, (category) => t(`kind.${category}`))}
                />
              </label>
              <label>
                <span>{t('recognition.declared')}</span>
                <Select
                  mode="multiple"
                  value={declared}
                  onChange={setDeclared}
                  placeholder={t('recognition.declared.none')}
                  options={declarable.map((value) => ({ value, label: t(`refusal.${value}`) }))}
                />
              </label>
              <Button
                type="primary"
                block
                disabled={chosen.length === 0 || !org}
                loading={busy}
                onClick={() => void ask()}
              >
                {t('recognition.check')}
              </Button>
            </>
          )}
        </Shown>
      </div>
      {problem !== undefined && <ErrorState error={problem} retry={() => void ask()} />}
      <div aria-live="polite">
        {asked?.answer.lines.map((line) => (
          <RecognitionCard
            key={`${asked.answer.checkId} ${line.lineId}`}
            checkId={asked.answer.checkId}
            line={line}
            name={names.get(line.item ?? asked.items[Number(line.lineId) - 1] ?? '') ?? line.lineId}
            refusals={items.data?.reasons ?? []}
            names={names}
          />
        ))}
        {asked?.answer.lines.length === 0 && (
          <EmptyState why={t('recognition.nothing')} next={t('recognition.nothing.next')} />
        )}
        {asked?.answer.ruleVersion && (
          <p className="dim recognition-version">{t('recognition.version', { version: asked.answer.ruleVersion })}</p>
        )}
      </div>
    </>
  );
}

function grouped(
  items: CatalogueItem[],
  name: (item: CatalogueItem) => string,
  title: (category: CatalogueItem['category']) => string,
) {
  return (['LAB', 'IMAGING'] as const)
    .map((category) => ({
      label: title(category),
      options: items
        .filter((item) => item.category === category)
        .map((item) => ({
          value: item.code,
          label: name(item) || item.code,
          search: [item.code, item.nameZh, item.nameEn].join(' '),
        })),
    }))
    .filter(({ options }) => options.length > 0);
}
