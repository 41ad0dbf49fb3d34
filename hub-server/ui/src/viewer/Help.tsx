import { useSpeech, type Key } from '../shared/i18n';
import { keys, type Action } from './keys';
import { presetsFor } from './window';

const signs: Record<string, string> = {
  ArrowDown: '\u2193',
  ArrowUp: '\u2191',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
  Escape: 'Esc',
  Delete: 'Del',
};

/** The list of keys, written from the same table that obeys them. */
export function Help({ modality, close }: { modality: string | undefined; close: () => void }) {
  const { t } = useSpeech();
  const presets = presetsFor(modality);
  const says = (action: Action): string => {
    switch (action.kind) {
      case 'preset':
        return t(`viewer.preset.${presets[action.index]!.name}`);
      case 'tool':
        return t(`viewer.tool.${action.tool}`);
      case 'step':
      case 'prior':
      case 'series':
        return t(`viewer.key.${action.kind}.${action.by < 0 ? 'back' : 'on'}` as Key, { n: Math.abs(action.by) });
      case 'end':
        return t(action.last ? 'viewer.key.last' : 'viewer.key.first');
      case 'flip':
        return t(`viewer.key.flip.${action.way}`);
      default:
        return t(`viewer.key.${action.kind}`);
    }
  };
  return (
    <div className="veil" role="dialog" aria-label={t('viewer.key.help')} onClick={close}>
      <div className="veil-card veil-wide">
        <h1>{t('viewer.key.help')}</h1>
        <dl className="keys">
          {Object.entries(keys).map(([key, action]) => (
            <div key={key}>
              <dt>
                <kbd>
                  {key === ' ' ? t('viewer.key.space') : (signs[key] ?? (key.length === 1 ? key.toUpperCase() : key))}
                </kbd>
              </dt>
              <dd>{says(action)}</dd>
            </div>
          ))}
        </dl>
        <p className="dim">{t('viewer.key.mouse')}</p>
      </div>
    </div>
  );
}
