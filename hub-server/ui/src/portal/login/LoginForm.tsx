import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { HubError } from '../../shared/http';
import { useSpeech, type Key } from '../../shared/i18n';
import { logIn, type Me } from '../../shared/session';

/** The users of the demo region; they exist only there. */
const demoUsers = ['doctor', 'radiologist', 'planner', 'operator', 'steward', 'auditor'];

type Props = { demo?: boolean; user?: string; enter: (me: Me) => void };

export function LoginForm({ demo = false, user, enter }: Props) {
  const { t } = useSpeech();
  const [problem, setProblem] = useState<Key>();
  const [busy, setBusy] = useState<string>();
  const [asksForCode, setAsksForCode] = useState(false);

  const submit = async (name: string, password: string, code?: string) => {
    setBusy(name);
    setProblem(undefined);
    try {
      enter(await logIn(name, password, code));
    } catch (error) {
      const needsCode = error instanceof HubError && error.code === CODE_NEEDED;
      setAsksForCode(asksForCode || needsCode);
      setProblem(needsCode && !code ? undefined : problemOf(error));
      setBusy(undefined);
    }
  };

  return (
    <>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: user }}
        onFinish={({ name, password, code }: Record<string, string>) => submit(name, password, code)}
      >
        {problem && <Alert type="error" showIcon title={t(problem)} style={{ marginBottom: 16 }} role="alert" />}
        <Form.Item name="name" label={t('login.user')} rules={[{ required: true, message: t('login.user.missing') }]}>
          <Input
            size="large"
            prefix={<UserOutlined />}
            autoComplete="username"
            autoFocus={!user}
            disabled={Boolean(user)}
          />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('login.password')}
          rules={[{ required: true, message: t('login.password.missing') }]}
        >
          <Input.Password
            size="large"
            prefix={<LockOutlined />}
            autoComplete="current-password"
            autoFocus={Boolean(user)}
          />
        </Form.Item>
        {asksForCode && (
          <Form.Item name="code" label={t('login.code')} rules={[{ required: true, message: t('login.code.missing') }]}>
            <Input size="large" inputMode="numeric" autoComplete="one-time-code" maxLength={7} autoFocus />
          </Form.Item>
        )}
        <Button type="primary" size="large" htmlType="submit" block loading={busy !== undefined}>
          {t('login.submit')}
        </Button>
      </Form>
      {demo && !user && (
        <section className="login-demo">
          <h2>{t('login.demo')}</h2>
          <div className="login-demo-users">
            {demoUsers.map((name) => (
              <button key={name} type="button" disabled={busy !== undefined} onClick={() => submit(name, 'demo')}>
                <strong>{t(`role.${name.toUpperCase()}` as Key)}</strong>
                <span>{t(`role.job.${name.toUpperCase()}` as Key)}</span>
              </button>
            ))}
          </div>
        </section>
      )}
    </>
  );
}

/** The password was right, the code of the second factor was not there or not right. */
const CODE_NEEDED = 'HUB-0788';

/** HUB-0715 is the pause after too many wrong passwords in a row. */
function problemOf(error: unknown): Key {
  if (!(error instanceof HubError) || error.status !== 401) {
    return 'login.failed';
  }
  if (error.code === CODE_NEEDED) {
    return 'login.code.wrong';
  }
  return error.code === 'HUB-0715' ? 'login.paused' : 'login.refused';
}
