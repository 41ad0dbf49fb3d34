import { Descriptions, Timeline } from 'antd';
import { instant } from '../../shared/format';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { took, type Detail } from './messages';

/** The way of a message through the hub, step by step with its times. */
export function Path({ item, open }: { item: Detail; open: (id: number) => void }) {
  const { t, code } = useSpeech();
  const { facility } = useRegion();
  const colours: Record<string, string> = { FAILED: 'red', QUARANTINED: 'orange', DONE: 'green' };
  const ms = took(item);
  return (
    <>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        bordered
        items={[
          {
            key: 'facility',
            label: t('messages.facility'),
            children: facility(item.facility) || t('messages.unknown'),
          },
          {
            key: 'control',
            label: t('messages.controlId'),
            children: <span className="mono">{item.controlId || '–'}</span>,
          },
          { key: 'id', label: t('messages.id'), children: <span className="mono">{item.id}</span> },
          { key: 'charset', label: t('messages.charset'), children: item.charset },
          {
            key: 'profile',
            label: t('messages.profile'),
            children: <span className="mono">{item.profile || '–'}</span>,
          },
          { key: 'repeats', label: t('messages.repeats'), children: item.repeats ?? 0 },
        ]}
      />
      <Timeline
        style={{ marginTop: 20 }}
        items={[
          { color: 'blue', content: <Step title={t('messages.step.received')} at={item.receivedAt} /> },
          {
            color: item.ackCode === 'AA' || item.ackCode === 'CA' ? 'green' : 'orange',
            content: (
              <Step title={t('messages.step.ack', { code: item.ackCode ?? '–' })} text={t('messages.step.ack.why')} />
            ),
          },
          ...item.attemptList.map((attempt) => ({
            color: colours[attempt.state ?? ''] ?? 'gray',
            content: (
              <Step
                title={t('messages.step.attempt', { state: code('message.state', attempt.state) })}
                at={attempt.at}
                text={[attempt.errorCode, attempt.actor, attempt.reason].filter(Boolean).join(' · ')}
              />
            ),
          })),
          {
            color: colours[item.state] ?? 'gray',
            content: (
              <Step
                title={code('message.state', item.state)}
                at={item.processedAt}
                text={[
                  item.errorCode,
                  ms !== undefined && t('messages.step.took', { n: ms }),
                  item.resources.length > 0 && t('messages.step.resources', { n: item.resources.length }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              />
            ),
          },
        ]}
      />
      {item.repairs ? (
        <a onClick={() => open(item.repairs!)} role="button" tabIndex={0}>
          {t('messages.repairs', { id: item.repairs })}
        </a>
      ) : null}
    </>
  );
}

function Step({ title, at, text }: { title: string; at?: string | null; text?: string }) {
  return (
    <div>
      <strong>{title}</strong> {at && <span className="dim">{instant(at, true)}</span>}
      {text && <div className="dim">{text}</div>}
    </div>
  );
}
