import { useSpeech, type Key } from '../shared/i18n';

/** A sentence in the middle of the field, where otherwise an image would be. */
export function Notice({ text, alert = false }: { text: Key; alert?: boolean }) {
  const { t } = useSpeech();
  return (
    <p className="notice notice-middle" role={alert ? 'alert' : undefined}>
      {t(text)}
    </p>
  );
}
