import { Alert, App, DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { HubError } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { replayAll, type State } from './messages';

type Props = { counts: Partial<Record<State, number>>; close: () => void; changed: () => void };
type Values = { state: State; facility?: string; range?: [Dayjs, Dayjs]; reason: string; typed?: string };

/** Many at once, guarded: over a hundred have to be typed as a number, so that nobody replays a region by accident. */
export function BulkReplay({ counts, close, changed }: Props) {
  const { t } = useSpeech();
  const { options } = useRegion();
  const { message: toast } = App.useApp();
  const [form] = Form.useForm<Values>();
  const state = Form.useWatch('state', form) ?? 'FAILED';
  const most = counts[state] ?? 0;
  const [busy, setBusy] = useState(false);

  const send = async ({ facility, range, reason, state: chosen }: Values) => {
    setBusy(true);
    try {
      const { count } = await replayAll({
        state: chosen,
        reason,
        ...(facility ? { facility } : {}),
        ...(range ? { from: range[0].toISOString(), to: range[1].toISOString() } : {}),
      });
      toast.success(t('messages.bulk.done', { n: count ?? '' }));
      changed();
      close();
    } catch (error) {
      toast.error(t('messages.replay.failed', { code: error instanceof HubError ? (error.code ?? error.status) : '' }));
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title={t('messages.bulk')}
      onCancel={close}
      okText={t('messages.replay')}
      confirmLoading={busy}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" initialValues={{ state: 'FAILED' }} onFinish={(values) => void send(values)}>
        <Form.Item name="state" label={t('messages.state')}>
          <Select
            options={(['FAILED', 'DONE'] as const).map((value) => ({ value, label: t(`message.state.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="facility" label={t('messages.facility')}>
          <Select allowClear options={options} placeholder={t('messages.all')} />
        </Form.Item>
        <Form.Item name="range" label={t('messages.range')}>
          <DatePicker.RangePicker showTime style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('messages.reason')}
          rules={[{ required: true, whitespace: true, message: t('messages.reason.missing') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Alert type={most > 100 ? 'warning' : 'info'} showIcon title={t('messages.bulk.most', { n: most })} />
        {most > 100 && (
          <Form.Item
            name="typed"
            label={t('messages.bulk.type', { n: most })}
            style={{ marginTop: 12 }}
            rules={[
              {
                validator: (_, value) =>
                  value === String(most)
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('messages.bulk.type', { n: most }))),
              },
            ]}
          >
            <Input inputMode="numeric" />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
