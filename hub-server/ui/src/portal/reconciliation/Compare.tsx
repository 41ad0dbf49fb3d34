import { UploadOutlined } from '@ant-design/icons';
import { Button, Input, Space, Table, Upload } from 'antd';
import { useState } from 'react';
import { count } from '../../shared/format';
import { useSpeech } from '../../shared/i18n';
import { Kpi } from '../parts';
import { formatRoute } from '../route';
import { ErrorState } from '../states';
import { compare, idsOf, type Compared, type Extra } from './reconciliation';

type Props = { facility: string; from: string; to: string };

/** The hospital's own list of control ids against ours: what never came, and what it does not know it sent. */
export function Compare({ facility, from, to }: Props) {
  const { t } = useSpeech();
  const [text, setText] = useState('');
  const [result, setResult] = useState<Compared>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const ids = idsOf(text);

  const ask = async () => {
    setBusy(true);
    setError(undefined);
    try {
      setResult(await compare(facility, from, to, ids));
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="panel" style={{ marginTop: 12 }}>
      <h2>{t('reconciliation.compare')}</h2>
      <p className="dim" style={{ marginTop: 0 }}>
        {t('reconciliation.compare.hint')}
      </p>
      <Input.TextArea
        className="mono"
        autoSize={{ minRows: 4, maxRows: 10 }}
        value={text}
        aria-label={t('reconciliation.compare')}
        placeholder={t('reconciliation.compare.place')}
        onChange={(event) => setText(event.target.value)}
      />
      <Space style={{ marginTop: 10 }} wrap>
        <Upload
          accept=".csv,.txt"
          showUploadList={false}
          beforeUpload={(file) => {
            void file.text().then(setText);
            return false;
          }}
        >
          <Button icon={<UploadOutlined />}>{t('reconciliation.upload')}</Button>
        </Upload>
        <Button type="primary" loading={busy} disabled={ids.length === 0} onClick={() => void ask()}>
          {t('reconciliation.ask', { n: ids.length })}
        </Button>
      </Space>
      {error !== undefined && <ErrorState error={error} />}
      {result && <Result result={result} />}
    </div>
  );
}

function Result({ result }: { result: Compared }) {
  const { t, language, code } = useSpeech();
  return (
    <>
      <div className="kpis" style={{ marginTop: 14 }}>
        <Kpi label={t('reconciliation.told')} value={count(result.told, language)} />
        <Kpi label={t('reconciliation.matched')} value={count(result.matched, language)} />
        <Kpi
          label={t('reconciliation.missing')}
          value={count(result.missingHereCount, language)}
          alarm={result.missingHereCount > 0}
        />
        <Kpi label={t('reconciliation.extra')} value={count(result.extraHereCount, language)} />
      </div>
      {result.missingHere.length > 0 && (
        <>
          <h2>{t('reconciliation.missing')}</h2>
          <div className="er7" tabIndex={0} style={{ maxHeight: 220 }}>
            {result.missingHere.map((id) => (
              <div key={id}>{id}</div>
            ))}
          </div>
        </>
      )}
      {result.extraHere.length > 0 && (
        <Table<Extra>
          style={{ marginTop: 12 }}
          size="small"
          title={() => t('reconciliation.extra')}
          rowKey="id"
          dataSource={result.extraHere}
          pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
          columns={[
            {
              title: t('messages.controlId'),
              dataIndex: 'controlId',
              render: (id: string, { id: message }) => (
                <a className="mono" href={formatRoute('messages', String(message))}>
                  {id || '–'}
                </a>
              ),
            },
            { title: t('messages.type'), dataIndex: 'type', render: (type) => <span className="mono">{type}</span> },
            {
              title: t('messages.state'),
              dataIndex: 'state',
              render: (state: string) => code('message.state', state),
            },
          ]}
        />
      )}
    </>
  );
}
