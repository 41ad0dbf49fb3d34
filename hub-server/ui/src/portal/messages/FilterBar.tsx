import { Input, Segmented, Select } from 'antd';
import { count } from '../../shared/format';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { states, type Filters, type State } from './messages';

const types = ['ADT^A01', 'ADT^A03', 'ADT^A04', 'ADT^A08', 'ADT^A40', 'ORU^R01'];

type Props = {
  filters: Filters;
  counts: Partial<Record<State, number>> | undefined;
  change: (changes: Record<string, string | undefined>) => void;
};

/** Every filter is in the address; Back undoes it. */
export function FilterBar({ filters, counts, change }: Props) {
  const { t, language } = useSpeech();
  const { options } = useRegion();
  const all = Object.values(counts ?? {}).reduce((sum, n) => sum + (n ?? 0), 0);
  const label = (name: string, n: number | undefined) => (
    <span>
      {name} <span className="dim">{counts ? count(n ?? 0, language) : ''}</span>
    </span>
  );
  return (
    <div className="filters">
      <div className="filters-states">
        <Segmented
          value={filters.state ?? 'ALL'}
          onChange={(value) => change({ state: value === 'ALL' ? undefined : String(value) })}
          options={[
            { value: 'ALL', label: label(t('messages.all'), all) },
            ...states.map((state) => ({ value: state, label: label(t(`message.state.${state}`), counts?.[state]) })),
          ]}
        />
      </div>
      <Select
        allowClear
        className="filters-field"
        placeholder={t('messages.facility')}
        aria-label={t('messages.facility')}
        value={filters.facility}
        options={options}
        onChange={(facility?: string) => change({ facility })}
      />
      <Select
        allowClear
        className="filters-field"
        placeholder={t('messages.type')}
        aria-label={t('messages.type')}
        value={filters.type}
        options={types.map((value) => ({ value, label: value }))}
        onChange={(type?: string) => change({ type })}
      />
      <Input.Search
        key={filters.controlId}
        allowClear
        className="filters-wide"
        placeholder={t('messages.controlId')}
        aria-label={t('messages.controlId')}
        defaultValue={filters.controlId}
        onSearch={(controlId) => change({ controlId: controlId.trim() || undefined })}
      />
    </div>
  );
}
