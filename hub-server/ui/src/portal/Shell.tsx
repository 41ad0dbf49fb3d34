import { LogoutOutlined, MenuOutlined, UserOutlined } from '@ant-design/icons';
import { Avatar, Button, Drawer, Dropdown, Grid, Layout, Menu, Tag } from 'antd';
import { Suspense, useEffect, useState } from 'react';
import { HubError } from '../shared/http';
import { useSpeech } from '../shared/i18n';
import { useRegion } from '../shared/region';
import type { Me } from '../shared/session';
import { Mark } from './Mark';
import { pagesFor } from './pages';
import { formatRoute, useRoute } from './route';
import { ErrorState, Waiting } from './states';
import { LanguageSwitch, LookSwitch } from './switches';

type Props = { me: Me; look: 'light' | 'dark'; setLook: (look: 'light' | 'dark') => void; leave: () => void };

/** Bar on top, menu at the side (a drawer on phones), one page in the middle. */
export function Shell({ me, look, setLook, leave }: Props) {
  const { t, name } = useSpeech();
  const { about } = useRegion();
  const route = useRoute();
  const wide = Grid.useBreakpoint().lg !== false;
  const [menuOpen, setMenuOpen] = useState(false);
  const pages = pagesFor(me.roles);
  const page = pages.find((candidate) => candidate.name === route.page);

  useEffect(() => {
    document.title = page ? `${t(page.title)} · ${t('app.name')}` : t('app.name');
  }, [page, t]);

  const menu = (
    <Menu
      mode="inline"
      selectedKeys={[route.page]}
      items={pages.map(({ name, title, icon }) => ({ key: name, icon, label: t(title) }))}
      onClick={({ key }) => {
        setMenuOpen(false);
        const chosen = pages.find((candidate) => candidate.name === key);
        if (chosen?.leaves) {
          window.open(chosen.leaves, '_blank', 'noopener');
        } else {
          route.go(formatRoute(key));
        }
      }}
    />
  );

  return (
    <Layout className="shell">
      <a
        className="skip"
        href="#main"
        onClick={(event) => (event.preventDefault(), document.getElementById('main')?.focus())}
      >
        {t('app.skip')}
      </a>
      <header className="bar">
        {!wide && (
          <Button
            type="text"
            className="bar-button"
            icon={<MenuOutlined />}
            onClick={() => setMenuOpen(true)}
            aria-label={t('app.menu')}
          />
        )}
        <a className="bar-brand" href={formatRoute('overview')}>
          <Mark />
          <span>{t('app.name')}</span>
          {wide && <small>{[name(about), t('app.claim')].filter(Boolean).join(' · ')}</small>}
        </a>
        {me.demo && <Tag className="bar-demo">{t('app.demo')}</Tag>}
        <span className="bar-space" />
        {wide && <LanguageSwitch />}
        <LookSwitch look={look} setLook={setLook} />
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'who', disabled: true, label: me.roles.map((role) => t(`role.${role}`)).join(' · ') },
              { type: 'divider' },
              { key: 'out', icon: <LogoutOutlined />, label: t('app.logout'), onClick: leave },
            ],
          }}
        >
          <Button type="text" className="bar-button" aria-label={t('app.account')}>
            <Avatar size={24} icon={<UserOutlined />} className="bar-avatar" />
            {wide && <span>{me.display || me.name}</span>}
          </Button>
        </Dropdown>
      </header>
      <Layout className="shell-body">
        {wide ? (
          <nav className="side" aria-label={t('app.menu')}>
            {menu}
          </nav>
        ) : (
          <Drawer
            open={menuOpen}
            onClose={() => setMenuOpen(false)}
            placement="left"
            size={240}
            title={t('app.name')}
            styles={{ body: { padding: 4 } }}
          >
            {menu}
            <div style={{ padding: 12 }}>
              <LanguageSwitch />
            </div>
          </Drawer>
        )}
        <main id="main" className="main" tabIndex={-1}>
          <Suspense fallback={<Waiting />}>{page ? page.render(me) : <NotHere page={route.page} />}</Suspense>
        </main>
      </Layout>
    </Layout>
  );
}

function NotHere({ page }: { page: string }) {
  const exists = pagesFor(undefined).some(({ name }) => name === page);
  return (
    <div className="panel">
      <ErrorState error={new HubError(exists ? 403 : 404, undefined, undefined, undefined)} />
    </div>
  );
}
