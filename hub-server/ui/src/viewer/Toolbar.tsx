import { age } from '../shared/format';
import { useSpeech, type Key } from '../shared/i18n';
import { dateTime } from './dataset';
import { Icon, type IconName } from './icons';
import { keys } from './keys';
import { toolNames, type Stage, type StageState, type ToolName } from './stage';
import type { SeriesRow, StudyRow } from './study';
import { presetsFor } from './window';

/** Who is on the screen. Never hidden, on no screen. */
type BarProps = {
  study: StudyRow | undefined;
  /** Absent for guests: there is nothing behind their study. */
  back: (() => void) | undefined;
  share: (() => void) | undefined;
  weasis: (() => void) | undefined;
  help: () => void;
};

export function PatientBar({ study, back, share, weasis, help }: BarProps) {
  const { t, code, language, setLanguage } = useSpeech();
  const years = age(study?.birthDate);
  const facts = [code('sex', study?.sex), years !== undefined && t('viewer.years', { n: years }), study?.patientId];
  return (
    <header className="top">
      {back && (
        <button className="top-button" onClick={back} aria-label={t('viewer.list')} title={t('viewer.list')}>
          <Icon name="back" />
        </button>
      )}
      <div className="patient">
        <strong>{study ? (study.name?.main ?? t('viewer.unnamed')) : '…'}</strong>
        <span>{facts.filter(Boolean).join(' · ')}</span>
      </div>
      <div className="patient-study">
        {study && (
          <span>
            {[study.description, dateTime(study.date, study.time), study.institution].filter(Boolean).join(' · ')}
          </span>
        )}
      </div>
      {share && (
        <button className="top-button" onClick={share} aria-label={t('viewer.share')} title={t('viewer.share')}>
          <Icon name="share" />
        </button>
      )}
      {weasis && (
        <button
          className="top-button wide-only"
          onClick={weasis}
          aria-label={t('viewer.weasis')}
          title={t('viewer.weasis')}
        >
          <Icon name="outside" />
        </button>
      )}
      <button
        className="top-button top-text"
        onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
        aria-label={t('switch.language')}
      >
        {t('switch.language.other')}
      </button>
      <button
        className="top-button wide-only"
        onClick={help}
        aria-label={t('viewer.key.help')}
        title={`${t('viewer.key.help')} (?)`}
      >
        <Icon name="help" />
      </button>
    </header>
  );
}

type Props = {
  series: SeriesRow | undefined;
  tool: ToolName;
  choose: (tool: ToolName) => void;
  act: (deed: (stage: Stage) => void) => void;
  state: StageState | undefined;
  multiple: boolean;
  comparison: Comparison;
  marked: boolean;
  mark: () => void;
  marks: () => void;
  /** Absent where the series cannot be cut. */
  mpr: (() => void) | undefined;
};

/** Comparing with a prior: `can` where there is one, `on` while two studies stand side by side. */
export type Comparison = { can: boolean; on: boolean; tied: boolean; toggle: () => void; tie: () => void };

const hints: Partial<Record<IconName, string>> = {
  invert: 'I',
  rotate: 'R',
  flip: 'H',
  reset: '0',
  play: 'Space',
  pause: 'Space',
};

export function Tools({ series, tool, choose, act, state, multiple, comparison, marked, mark, marks, mpr }: Props) {
  const { t } = useSpeech();
  const button = (icon: IconName, label: Key, deed: (stage: Stage) => void) => (
    <button
      className="tool"
      disabled={!state}
      onClick={() => act(deed)}
      title={hints[icon] ? `${t(label)} (${hints[icon]})` : t(label)}
    >
      <Icon name={icon} />
      <span>{t(label)}</span>
    </button>
  );
  return (
    <nav className="tools" aria-label={t('viewer.tools')}>
      {toolNames.map((name) => (
        <button
          key={name}
          className="tool"
          aria-pressed={tool === name}
          disabled={!state}
          onClick={() => choose(name)}
          title={`${t(`viewer.tool.${name}`)} (${letterOf(name)})`}
        >
          <Icon name={name} />
          <span>{t(`viewer.tool.${name}`)}</span>
        </button>
      ))}
      {comparison.can && (
        <Switch icon="compare" label="viewer.compare" letter="C" on={comparison.on} toggle={comparison.toggle} />
      )}
      {comparison.on && (
        <Switch icon="tie" label="viewer.sync" letter="Y" on={comparison.tied} toggle={comparison.tie} />
      )}
      <Switch icon="mark" label="viewer.mark" letter="K" on={marked} toggle={mark} disabled={!state} />
      <Switch icon="marks" label="viewer.marks" letter="J" on={false} toggle={marks} />
      {mpr && <Switch icon="mpr" label="viewer.mpr" letter="M" on={false} toggle={mpr} />}
      {button('clear', 'viewer.clear', (stage) => stage.clearMeasurements())}
      <span className="tools-line wide-only" />
      <label className="tool-select">
        <span className="wide-only">{t('viewer.presets')}</span>
        <select
          value=""
          disabled={!state}
          aria-label={t('viewer.presets')}
          onChange={(event) => {
            const preset = presetsFor(series?.modality)[Number(event.target.value)];
            if (preset) act((stage) => stage.setWindow(preset.window(stage.storedWindow)));
          }}
        >
          <option value="">
            {state?.window ? `${state.window.width} / ${state.window.center}` : t('viewer.presets')}
          </option>
          {presetsFor(series?.modality).map((preset, index) => (
            <option key={preset.key} value={index}>
              {`${preset.key}  ${t(`viewer.preset.${preset.name}`)}`}
            </option>
          ))}
        </select>
      </label>
      {button('invert', 'viewer.key.invert', (stage) => stage.invert())}
      {button('rotate', 'viewer.key.rotate', (stage) => stage.rotate())}
      {button('flip', 'viewer.flip', (stage) => stage.flip('horizontal'))}
      {button('reset', 'viewer.key.reset', (stage) => stage.reset())}
      {multiple && (
        <>
          <span className="tools-line wide-only" />
          {state?.playing
            ? button('pause', 'viewer.pause', (stage) => stage.stop())
            : button('play', 'viewer.play', (stage) => stage.play())}
          <label className="tool-select">
            <select
              value={state?.rate ?? 10}
              disabled={!state}
              aria-label={t('viewer.rate')}
              onChange={(event) => {
                const rate = Number(event.target.value);
                act((stage) => stage.play(rate));
              }}
            >
              {[...new Set([5, 10, 15, 20, 30, state?.rate ?? 10])]
                .sort((a, b) => a - b)
                .map((rate) => (
                  <option key={rate} value={rate}>
                    {t('viewer.fps', { n: rate })}
                  </option>
                ))}
            </select>
          </label>
        </>
      )}
    </nav>
  );
}

type SwitchProps = {
  icon: IconName;
  label: Key;
  letter: string;
  on: boolean;
  toggle: () => void;
  disabled?: boolean;
};

function Switch({ icon, label, letter, on, toggle, disabled = false }: SwitchProps) {
  const { t } = useSpeech();
  return (
    <button className="tool" aria-pressed={on} disabled={disabled} onClick={toggle} title={`${t(label)} (${letter})`}>
      <Icon name={icon} />
      <span>{t(label)}</span>
    </button>
  );
}

/** The key of a tool, from the table that obeys it. */
const letterOf = (name: ToolName) =>
  Object.entries(keys)
    .find(([, action]) => action.kind === 'tool' && action.tool === name)?.[0]
    .toUpperCase() ?? '';
