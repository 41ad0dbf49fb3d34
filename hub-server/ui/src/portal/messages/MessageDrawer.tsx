import { EditOutlined, RedoOutlined } from '@ant-design/icons';
import { App, Button, Drawer, Grid, Space, Tabs } from 'antd';
import { useState } from 'react';
import { HubError } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { useLoad } from '../../shared/useLoad';
import { Shown } from '../states';
import { detail, repairable, replay, replayable } from './messages';
import { Path } from './Path';
import { Raw, Repair } from './Raw';
import { Reason } from './Reason';
import { Remarks } from './Remarks';
import { Resources } from './Resources';
import { StateTag } from './StateTag';

type Props = { id: string; close: () => void; changed: () => void; open: (id: number) => void };

/** One message whole: how it went, what stood in it, what was not understood, what became of it. */
export function MessageDrawer({ id, close, changed, open }: Props) {
  const { t } = useSpeech();
  const { message: toast } = App.useApp();
  const wide = Grid.useBreakpoint().md !== false;
  const loaded = useLoad((signal) => detail(id, signal), [id]);
  const [asking, setAsking] = useState(false);
  const [repairing, setRepairing] = useState(false);
  const item = loaded.data;

  const doReplay = async (reason: string) => {
    try {
      await replay(Number(id), reason);
      toast.success(t('messages.replay.done'));
      setAsking(false);
      loaded.reload();
      changed();
    } catch (error) {
      toast.error(t('messages.replay.failed', { code: error instanceof HubError ? (error.code ?? error.status) : '' }));
    }
  };

  return (
    <Drawer
      open
      onClose={close}
      size={wide ? 760 : '100%'}
      title={
        <Space>
          <span className="mono">{item?.type || `#${id}`}</span>
          {item && <StateTag state={item.state} />}
        </Space>
      }
      extra={
        item && (
          <Space>
            {repairable(item) && (
              <Button icon={<EditOutlined />} onClick={() => setRepairing(true)}>
                {t('messages.repair')}
              </Button>
            )}
            {replayable(item) && (
              <Button type="primary" icon={<RedoOutlined />} onClick={() => setAsking(true)}>
                {t('messages.replay')}
              </Button>
            )}
          </Space>
        )
      }
      styles={{ body: { padding: '0 16px 16px' } }}
    >
      <Shown of={loaded}>
        {(data) =>
          repairing ? (
            <Repair
              item={data}
              cancel={() => setRepairing(false)}
              done={(copy) => {
                changed();
                open(copy);
              }}
            />
          ) : (
            <Tabs
              items={[
                { key: 'path', label: t('messages.tab.path'), children: <Path item={data} open={open} /> },
                { key: 'raw', label: t('messages.tab.raw'), children: <Raw item={data} /> },
                {
                  key: 'remarks',
                  label: `${t('messages.tab.remarks')} ${data.remarkList.length || ''}`,
                  children: <Remarks list={data.remarkList} />,
                },
                {
                  key: 'fhir',
                  label: `${t('messages.tab.fhir')} ${data.resources.length || ''}`,
                  children: <Resources references={data.resources} />,
                },
              ]}
            />
          )
        }
      </Shown>
      {asking && (
        <Reason
          title={t('messages.replay')}
          hint={t('messages.replay.hint')}
          confirm={doReplay}
          cancel={() => setAsking(false)}
        />
      )}
    </Drawer>
  );
}
