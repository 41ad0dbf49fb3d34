import { Collapse } from 'antd';
import { useSpeech } from '../../shared/i18n';
import { useLoad } from '../../shared/useLoad';
import { EmptyState, Shown } from '../states';
import { resource } from './messages';

/** The FHIR resources a message became; each is read only when somebody opens it, because reading is audited. */
export function Resources({ references }: { references: string[] }) {
  const { t } = useSpeech();
  if (references.length === 0) {
    return <EmptyState why={t('resources.none')} next={t('resources.none.next')} />;
  }
  return (
    <Collapse
      size="small"
      destroyOnHidden
      items={references.map((reference) => ({
        key: reference,
        label: <span className="mono">{reference}</span>,
        children: <Resource reference={reference} />,
      }))}
    />
  );
}

function Resource({ reference }: { reference: string }) {
  const loaded = useLoad((signal) => resource(reference, signal), [reference]);
  return (
    <Shown of={loaded} rows={4}>
      {(data) => <pre className="json">{JSON.stringify(data, null, 2)}</pre>}
    </Shown>
  );
}
