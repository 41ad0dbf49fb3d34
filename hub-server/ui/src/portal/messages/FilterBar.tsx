import { Button, DatePicker, Input, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { count } from '../../shared/format';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { mostCounted, remarkCodes, states, types, type Filters, type State } from './messages';

type Props = {
  filters: Filters;
  counts: Partial<Record<State, number>> | undefined;
  change: (changes: Record<string, string | undefined>) => void;
  patient: string | undefined;
  setPatient: (number: string | undefined) => void;
};

/** Every filter is in the address, and Back undoes it; only a patient's number stays on the page and goes in a body. */
export function FilterBar({ filters, counts, change, patient, setPatient }: Props) {
  const { t, language } = useSpeech();
  const { options } = useRegion();
  const [more, setMore] = useState(Boolean(filters.from || filters.remark || filters.errorCode || patient));
  const label = (state: State) => {
    const n = counts?.[state];
    return (
      <span>
        {t(`message.state.${state}`)}{' '}
        {n !== undefined && (
          <span className="dim">
            {count(n, language)}
            {n >= mostCounted ? '+' : ''}
          </span>
        )}
      </span>
    );
  };
  return (
    <div className="filters">
      <div className="filters-states">
        <Segmented
          value={filters.state ?? 'ALL'}
          onChange={(value) => change({ state: value === 'ALL' ? undefined : String(value) })}
          options={[
            { value: 'ALL', label: t('messages.all') },
            ...states.map((state) => ({ value: state, label: label(state) })),
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
        showSearch
        className="filters-field"
        placeholder={t('messages.type')}
        aria-label={t('messages.type')}
        value={filters.type}
        options={types.map((value) => ({ value, label: value }))}
        onChange={(type?: string) => change({ type })}
      />
      <Search name={t('messages.controlId')} value={filters.controlId} change={(controlId) => change({ controlId })} />
      <Button type="link" onClick={() => setMore(!more)}>
        {t(more ? 'messages.less' : 'messages.more')}
      </Button>
      {more && (
        <div className="filters-more">
          <DatePicker.RangePicker
            showTime
            allowEmpty={[true, true]}
            value={[filters.from ? dayjs(filters.from) : null, filters.to ? dayjs(filters.to) : null]}
            aria-label={t('messages.range')}
            onChange={(range) => change({ from: range?.[0]?.toISOString(), to: range?.[1]?.toISOString() })}
          />
          <Select
            allowClear
            showSearch
            className="filters-wide"
            placeholder={t('messages.remark')}
            aria-label={t('messages.remark')}
            value={filters.remark}
            options={remarkCodes.map((value) => ({ value, label: value }))}
            onChange={(remark?: string) =>
              // A remark is looked for since some day: a week ago unless the reader says otherwise.
              change({
                remark,
                ...(remark && !filters.from ? { from: dayjs().subtract(7, 'day').startOf('day').toISOString() } : {}),
              })
            }
          />
          <Search name={t('messages.error')} value={filters.errorCode} change={(errorCode) => change({ errorCode })} />
          <Input.Search
            allowClear
            className="filters-wide"
            placeholder={t(filters.facility ? 'messages.patient' : 'messages.patient.facility')}
            aria-label={t('messages.patient')}
            disabled={!filters.facility}
            autoComplete="off"
            onSearch={(number) => setPatient(number.trim() || undefined)}
          />
        </div>
      )}
    </div>
  );
}

type SearchProps = { name: string; value: string | undefined; change: (value: string | undefined) => void };

function Search({ name, value, change }: SearchProps) {
  return (
    <Input.Search
      key={value}
      allowClear
      className="filters-wide"
      placeholder={name}
      aria-label={name}
      defaultValue={value}
      onSearch={(text) => change(text.trim() || undefined)}
    />
  );
}
