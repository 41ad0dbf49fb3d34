import { Checkbox, Input, Select, Switch } from 'antd';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { kinds, type Entry, type Kind, type Show } from './people';

type Props = { entries: Entry[]; show: Show; change: (show: Show) => void };

export function TimelineFilters({ entries, show, change }: Props) {
  const { t } = useSpeech();
  const { facility } = useRegion();
  const facilities = [...new Set(entries.map((entry) => entry.facility))];
  return (
    <div className="timeline-filters">
      <Checkbox.Group
        value={show.kinds}
        onChange={(chosen) => change({ ...show, kinds: chosen as Kind[] })}
        options={kinds.map((kind) => ({
          value: kind,
          label: (
            <span>
              {t(`kind.${kind}`)} <span className="dim">{entries.filter((entry) => entry.kind === kind).length}</span>
            </span>
          ),
        }))}
      />
      <Select
        allowClear
        placeholder={t('person.facility.all')}
        aria-label={t('messages.facility')}
        value={show.facility}
        options={facilities.map((code) => ({ value: code, label: facility(code) }))}
        onChange={(code?: string) => change({ ...show, facility: code })}
      />
      <Input
        allowClear
        value={show.words}
        placeholder={t('person.words')}
        aria-label={t('person.words')}
        onChange={(event) => change({ ...show, words: event.target.value })}
      />
      <label className="timeline-switch">
        <Switch size="small" checked={show.abnormal} onChange={(on) => change({ ...show, abnormal: on })} />{' '}
        {t('person.abnormal')}
      </label>
    </div>
  );
}
