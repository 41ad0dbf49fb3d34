import { CloudSyncOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { HubError } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { reloadRegion } from './worklist';

/** Reads the region's description again, and says what changed or where the mistake is. */
export function ReloadRegion({ done }: { done: () => void }) {
  const { t } = useSpeech();
  const { modal } = App.useApp();
  const [busy, setBusy] = useState(false);

  const reload = async () => {
    setBusy(true);
    try {
      const { changed, afterRestart } = await reloadRegion();
      const names = Object.entries(changed).map(([who, version]) => `${who} → ${version}`);
      modal.success({
        title: t(names.length > 0 ? 'region.changed' : 'region.same'),
        content: (
          <>
            {names.map((name) => (
              <div key={name} className="mono">
                {name}
              </div>
            ))}
            {afterRestart.length > 0 && <p>{t('region.later', { what: afterRestart.join(', ') })}</p>}
          </>
        ),
      });
      done();
    } catch (error) {
      const mistake = error instanceof HubError ? error.body : undefined;
      modal.error({
        title: t('region.refused'),
        content: mistake?.key ? (
          <>
            <div className="mono">{mistake.file}</div>
            <div>
              <strong className="mono">{mistake.key}</strong> {mistake.reason}
            </div>
          </>
        ) : (
          t('state.error')
        ),
      });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<CloudSyncOutlined />} loading={busy} onClick={() => void reload()}>
      {t('region.reload')}
    </Button>
  );
}
