import { useSpeech, type Key } from '../shared/i18n';
import { toolNames, type ToolName } from './engine';
import { Icon, type IconName } from './icons';
import { keys } from './keys';
import type { Stage, StageState } from './stage';
import type { SeriesRow } from './study';
import { presetsFor } from './window';

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
