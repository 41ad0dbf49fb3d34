import { ReloadOutlined } from '@ant-design/icons';
import { Button, Card, Col, Row, Tag, Tooltip } from 'antd';
import { call } from '../../shared/http';
import { ago, count, instant } from '../../shared/format';
import { useSpeech, type Key } from '../../shared/i18n';
import { useEvery, useLoad } from '../../shared/useLoad';
import { Heading, Kpi } from '../parts';
import { EmptyState, Shown } from '../states';

type Facility = {
  code: string;
  nameZh: string;
  nameEn: string;
  level: string;
  messages: number;
  results: number;
  studies: number;
  lastMessageAt: string | null;
};
type Overview = { facilities: Facility[]; totals: Record<string, number> };

const totalsInOrder = ['facilities', 'people', 'messages', 'results', 'studies', 'instances', 'failed'];
const levelColours: Record<string, string> = {
  TERTIARY: 'geekblue',
  COUNTY: 'cyan',
  SPECIALIST: 'purple',
  TOWNSHIP: 'green',
};

export function OverviewPage() {
  const { t } = useSpeech();
  const overview = useLoad((signal) => call<Overview>('/api/overview', { signal }), []);
  useEvery(10, overview.reload);
  return (
    <>
      <Heading title={t('menu.overview')} hint={t('overview.hint')}>
        <Button icon={<ReloadOutlined />} onClick={overview.reload} loading={overview.busy}>
          {t('state.refresh')}
        </Button>
      </Heading>
      <Shown of={overview}>{(data) => <Figures overview={data} />}</Shown>
    </>
  );
}

function Figures({ overview }: { overview: Overview }) {
  const { t, language } = useSpeech();
  const totals: Record<string, number> = { facilities: overview.facilities.length, ...overview.totals };
  const most = Math.max(1, ...overview.facilities.map(({ messages }) => messages));
  return (
    <>
      <div className="kpis" aria-live="polite">
        {totalsInOrder
          .filter((name) => totals[name] !== undefined)
          .map((name) => (
            <Kpi
              key={name}
              label={t(`overview.total.${name}` as Key)}
              value={count(totals[name], language)}
              alarm={name === 'failed' && totals[name]! > 0}
            />
          ))}
      </div>
      {overview.facilities.length === 0 && <EmptyState why={t('overview.empty')} next={t('overview.empty.next')} />}
      <Row gutter={[12, 12]}>
        {overview.facilities.map((facility) => (
          <Col key={facility.code} xs={24} sm={12} xl={6}>
            <FacilityCard facility={facility} most={most} />
          </Col>
        ))}
      </Row>
    </>
  );
}

function FacilityCard({ facility, most }: { facility: Facility; most: number }) {
  const { t, code, name, language } = useSpeech();
  const quiet = !facility.lastMessageAt || Date.now() - new Date(facility.lastMessageAt).getTime() > 24 * 3_600_000;
  return (
    <Card size="small" className="facility">
      <div className="facility-head">
        <div>
          <strong>{name(facility)}</strong>
          <span className="dim">{facility.code}</span>
        </div>
        <Tag variant="filled" color={levelColours[facility.level]}>
          {code('level', facility.level)}
        </Tag>
      </div>
      <div className="facility-bar" role="presentation">
        <span style={{ width: `${(100 * facility.messages) / most}%` }} />
      </div>
      <dl className="facility-figures">
        <div>
          <dt>{t('overview.total.messages')}</dt>
          <dd>{count(facility.messages, language)}</dd>
        </div>
        <div>
          <dt>{t('overview.total.results')}</dt>
          <dd>{count(facility.results, language)}</dd>
        </div>
        <div>
          <dt>{t('overview.total.studies')}</dt>
          <dd>{count(facility.studies, language)}</dd>
        </div>
      </dl>
      <div className="facility-foot">
        <span className={quiet ? 'dot dot-quiet' : 'dot dot-live'} aria-hidden="true" />
        {facility.lastMessageAt ? (
          <Tooltip title={instant(facility.lastMessageAt, true)}>
            <span>{t('overview.last', { when: ago(facility.lastMessageAt, language) })}</span>
          </Tooltip>
        ) : (
          <span>{t('overview.never')}</span>
        )}
      </div>
    </Card>
  );
}
