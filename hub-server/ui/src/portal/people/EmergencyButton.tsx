import { AlertOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { call, HubError } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { formatRoute, useRoute } from '../route';
import { ErrorState } from '../states';

const NOBODY = 'HUB-0772';

type Wish = { number: string; reason: string };

/** Opens a person's records of all hospitals for a doctor who must not wait for a rule; the hub tells and somebody judges. */
export function EmergencyButton() {
  const { t } = useSpeech();
  const { go } = useRoute();
  const [form] = Form.useForm<Wish>();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const send = async (wish: Wish) => {
    setBusy(true);
    setError(undefined);
    try {
      const { person } = await call<{ person: string }>('/api/emergency', { json: wish });
      form.resetFields();
      setOpen(false);
      go(formatRoute('people', person));
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button danger icon={<AlertOutlined />} onClick={() => setOpen(true)}>
        {t('emergency.open')}
      </Button>
      <Modal
        open={open}
        title={t('emergency.open')}
        okText={t('emergency.confirm')}
        okButtonProps={{ danger: true }}
        cancelText={t('emergency.cancel')}
        confirmLoading={busy}
        onOk={form.submit}
        onCancel={() => setOpen(false)}
      >
        <Alert type="warning" showIcon title={t('emergency.warning')} style={{ marginBottom: 16 }} />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={send}>
          <Form.Item
            name="number"
            label={t('emergency.number')}
            rules={[{ required: true, message: t('emergency.number.missing') }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('emergency.reason')}
            rules={[{ required: true, min: 8, whitespace: true, message: t('emergency.reason.missing') }]}
          >
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </Form>
        {error instanceof HubError && error.code === NOBODY ? (
          <Alert type="error" showIcon title={t('emergency.nobody')} role="alert" />
        ) : (
          error !== undefined && <ErrorState error={error} />
        )}
      </Modal>
    </>
  );
}
