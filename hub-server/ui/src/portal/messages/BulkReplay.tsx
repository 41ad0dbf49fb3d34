import { Alert, App, DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { HubError } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { types, type State } from './messages';
import { ReplayProgress } from './ReplayProgress';
import { startReplay } from './replays';

type Props = { close: () => void; changed: () => void };
type Values = { state: State; facility?: string; type?: string; range?: [Dayjs, Dayjs]; reason: string };

/** Many at once after a mapping is mended: a hospital or a time has to be named, and it can be stopped on its way. */
export function BulkReplay({ close, changed }: Props) {
  const { t } = useSpeech();
  const { options } = useRegion();
  const { message: toast } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [job, setJob] = useState<number>();

  const send = async ({ facility, range, reason, state, type }: Values) => {
    setBusy(true);
    try {
      const started = await startReplay({
        state,
        reason,
        ...(facility ? { facility } : {}),
        ...(type ? { type } : {}),
        ...(range ? { from: range[0].toISOString(), to: range[1].toISOString() } : {}),
      });
      setJob(started.id);
    } catch (error) {
      toast.error(t('messages.replay.failed', { code: error instanceof HubError ? (error.code ?? error.status) : '' }));
    } finally {
      setBusy(false);
    }
  };
  if (job !== undefined) {
    return (
      <Modal open title={t('messages.bulk')} onCancel={close} footer={null}>
        <ReplayProgress id={job} ended={changed} />
      </Modal>
    );
  }
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
        <Alert type="info" showIcon title={t('messages.bulk.hint')} style={{ marginBottom: 12 }} />
        <Form.Item name="state" label={t('messages.state')}>
          <Select
            options={(['FAILED', 'DONE', 'PARKED'] as const).map((value) => ({
              value,
              label: t(`message.state.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="facility"
          label={t('messages.facility')}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value || getFieldValue('range')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('messages.bulk.which'))),
            }),
          ]}
        >
          <Select allowClear options={options} placeholder={t('messages.all')} />
        </Form.Item>
        <Form.Item name="type" label={t('messages.type')}>
          <Select allowClear showSearch options={types.map((value) => ({ value, label: value }))} />
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
      </Form>
    </Modal>
  );
}
