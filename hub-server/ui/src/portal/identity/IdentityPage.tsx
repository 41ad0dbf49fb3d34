import { Button, Segmented, Table } from 'antd';
import { useState } from 'react';
import { call } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import type { Me } from '../../shared/session';
import { useLoad } from '../../shared/useLoad';
import { Heading } from '../parts';
import { EmptyState, Shown } from '../states';
import { CompareDrawer } from './CompareDrawer';
import type { Pair, Side } from './identity';
import { Rule } from './Rule';
import { RuleRuns } from './RuleRuns';
import { RulingList } from './RulingList';

const PAGE = 50;

function Named({ side }: { side: Side }) {
  const { facility } = useRegion();
  return (
    <>
      <strong>{side.name || '—'}</strong> {side.birthDate}
      <div className="dim">{facility(side.facility)}</div>
    </>
  );
}

function Pairs() {
  const { t } = useSpeech();
  const [page, setPage] = useState(1);
  const [open, setOpen] = useState<Pair>();
  const loaded = useLoad(
    (signal) => call<{ items: Pair[]; more: boolean }>(`/api/identity/pairs?from=${(page - 1) * PAGE}`, { signal }),
    [page],
  );
  return (
    <>
      <Shown of={loaded}>
        {({ items, more }) => (
          <Table<Pair>
            size="small"
            rowKey={(pair) => `${pair.one.patient} ${pair.other.patient}`}
            dataSource={items}
            pagination={{
              current: page,
              pageSize: PAGE,
              total: (page - 1) * PAGE + (more ? PAGE + 1 : items.length),
              onChange: setPage,
              hideOnSinglePage: true,
            }}
            locale={{ emptyText: <EmptyState why={t('identity.none')} /> }}
            columns={[
              { title: t('identity.one'), render: (_, pair) => <Named side={pair.one} /> },
              { title: t('identity.other'), render: (_, pair) => <Named side={pair.other} /> },
              { title: t('identity.why'), render: (_, pair) => <Rule of={pair.rule} /> },
              { title: t('identity.bits'), width: 80, align: 'right', render: (_, pair) => Math.round(pair.bits) },
              {
                width: 100,
                render: (_, pair) => (
                  <Button size="small" onClick={() => setOpen(pair)}>
                    {t('identity.compare')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Shown>
      {open && (
        <CompareDrawer
          patient={open.one.patient}
          other={open.other.patient}
          onClose={(changed) => {
            setOpen(undefined);
            if (changed) {
              loaded.reload();
            }
          }}
        />
      )}
    </>
  );
}

/** The steward's desk: records that may be one person, verdicts that wait for a second steward, all verdicts, and runs of new rules. */
export default function IdentityPage({ me }: { me: Me }) {
  const { t } = useSpeech();
  const [shown, setShown] = useState<'pairs' | 'waiting' | 'all' | 'rules'>('pairs');
  return (
    <>
      <Heading title={t('menu.identity')} hint={t('identity.hint')}>
        <Segmented
          value={shown}
          onChange={setShown}
          options={[
            { value: 'pairs', label: t('identity.pairs') },
            { value: 'waiting', label: t('identity.waiting') },
            { value: 'all', label: t('identity.all') },
            { value: 'rules', label: t('identity.rules') },
          ]}
        />
      </Heading>
      <div className="panel panel-flush">
        {shown === 'pairs' && <Pairs />}
        {shown === 'rules' && <RuleRuns />}
        {(shown === 'waiting' || shown === 'all') && <RulingList waiting={shown === 'waiting'} me={me} />}
      </div>
    </>
  );
}
