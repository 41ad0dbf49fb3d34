import { AppstoreOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { call } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { useLoad } from '../../shared/useLoad';

type Registered = { id: string; nameZh: string; nameEn: string };

/** Opens a registered app with this person in view; nothing where the region has none. */
export function AppMenu({ person }: { person: string }) {
  const { t, language } = useSpeech();
  const { message } = App.useApp();
  const apps = useLoad((signal) => call<Registered[]>('/api/apps', { signal }), []);
  if (!apps.data?.length) {
    return null;
  }
  const open = async (app: string) => {
    try {
      const { url } = await call<{ url: string }>(`/api/people/${person}/launches`, { json: { app } });
      window.open(url, '_blank', 'noopener');
    } catch {
      message.error(t('person.apps.failed'));
    }
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: apps.data.map(({ id, nameZh, nameEn }) => ({ key: id, label: language === 'en' ? nameEn : nameZh })),
        onClick: ({ key }) => open(key),
      }}
    >
      <Button icon={<AppstoreOutlined />}>{t('person.apps')}</Button>
    </Dropdown>
  );
}
