import { Descriptions, Drawer, Grid } from 'antd';
import { useSpeech } from '../../shared/i18n';
import type { Report } from './report';

/** What is counted and by what it is divided: numbers without this are rumours. */
export function DefinitionDrawer({ definition, close }: { definition: Report['definition']; close: () => void }) {
  const { t, name, language } = useSpeech();
  const wide = Grid.useBreakpoint().md !== false;
  const title = name({ nameZh: definition.titleZh, nameEn: definition.titleEn }) || definition.title || definition.id;
  return (
    <Drawer
      open
      onClose={close}
      title={title}
      size={wide ? 560 : '100%'}
      extra={<span className="mono dim">{`${definition.id} ${definition.version}`}</span>}
    >
      {definition.indicators.map((indicator) => (
        <Descriptions
          key={indicator.code}
          title={
            <>
              {name(indicator)} <span className="mono dim">{indicator.code}</span>
            </>
          }
          size="small"
          column={1}
          bordered
          style={{ marginBottom: 18 }}
          styles={{ label: { width: 84 } }}
          items={[
            {
              key: 'numerator',
              label: t('report.numerator'),
              children: (language === 'en' ? indicator.numeratorEn : undefined) ?? indicator.numerator ?? '–',
            },
            {
              key: 'denominator',
              label: t('report.denominator'),
              children: (language === 'en' ? indicator.denominatorEn : undefined) ?? indicator.denominator ?? '–',
            },
          ]}
        />
      ))}
    </Drawer>
  );
}
