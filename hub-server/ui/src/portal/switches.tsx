import { MoonOutlined, SunOutlined, TranslationOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useSpeech } from '../shared/i18n';

export function LanguageSwitch() {
  const { language, setLanguage, t } = useSpeech();
  return (
    <Button
      type="text"
      className="bar-button"
      icon={<TranslationOutlined />}
      onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
      aria-label={t('switch.language')}
    >
      {t('switch.language.other')}
    </Button>
  );
}

export function LookSwitch({ look, setLook }: { look: 'light' | 'dark'; setLook: (look: 'light' | 'dark') => void }) {
  const { t } = useSpeech();
  const label = t(look === 'dark' ? 'switch.light' : 'switch.dark');
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        className="bar-button"
        icon={look === 'dark' ? <SunOutlined /> : <MoonOutlined />}
        onClick={() => setLook(look === 'dark' ? 'light' : 'dark')}
        aria-label={label}
      />
    </Tooltip>
  );
}
