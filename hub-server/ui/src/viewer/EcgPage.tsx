import { useEffect, useMemo, useRef, useState, type PointerEvent } from 'react';
import { useSpeech } from '../shared/i18n';
import { useLoad } from '../shared/useLoad';
import type { DataSet } from './dataset';
import { bulkData } from './dicomweb';
import {
  groupOf,
  measured,
  pathOf,
  recordingOf,
  remarksOf,
  samplesAt,
  strips,
  type Layout,
  type Recording,
  type Remark,
} from './ecg';
import { Notice } from './Notice';

const margin = 12;
const speeds = [25, 50, 12.5];
const gains = [10, 5, 20];
type Point = { x: number; y: number };

/** An electrocardiogram on millimetre paper, to scale in its own millimetres, with a caliper. */
export function EcgPage({ set }: { set: DataSet }) {
  const group = useMemo(() => groupOf(set), [set]);
  const loaded = useLoad(
    async (signal) => {
      const { uri, inline } = group ? samplesAt(group) : {};
      const bytes = uri
        ? await bulkData(uri, signal)
        : Uint8Array.from(atob(inline ?? ''), (c) => c.charCodeAt(0)).buffer;
      return group && recordingOf(group, bytes);
    },
    [group],
  );
  if (loaded.busy) {
    return <Notice text="viewer.loading" />;
  }
  return loaded.data ? (
    <Sheet recording={loaded.data} remarks={remarksOf(set)} />
  ) : (
    <Notice text="viewer.ecg.failed" alert />
  );
}

function Sheet({ recording, remarks }: { recording: Recording; remarks: Remark[] }) {
  const { t, code } = useSpeech();
  const [layout, setLayout] = useState<Layout>('grid');
  const [speed, setSpeed] = useState(25);
  const [gain, setGain] = useState(10);
  const [zoom, setZoom] = useState(1);
  const drawn = useMemo(() => strips(recording, layout), [recording, layout]);
  const rows = Math.max(...drawn.map((strip) => strip.row)) + 1;
  const rowHeight = rows > 6 ? 20 : 32;
  const width = margin + recording.seconds * speed + 6;
  const height = rows * rowHeight + 12;
  const middle = (row: number) => 6 + row * rowHeight + rowHeight * 0.55;
  const select = (label: string, value: number, all: number[], change: (value: number) => void, unit: string) => (
    <select value={value} aria-label={label} title={label} onChange={(event) => change(Number(event.target.value))}>
      {all.map((each) => (
        <option key={each} value={each}>{`${each} ${unit}`}</option>
      ))}
    </select>
  );
  return (
    <div className="ecg">
      <div className="ecg-bar tool-select">
        <select
          value={layout}
          aria-label={t('viewer.ecg.layout')}
          onChange={(event) => setLayout(event.target.value as Layout)}
        >
          <option value="grid">{t('viewer.ecg.layout.grid')}</option>
          <option value="rows">{t('viewer.ecg.layout.rows')}</option>
        </select>
        {select(t('viewer.ecg.speed'), speed, speeds, setSpeed, 'mm/s')}
        {select(t('viewer.ecg.gain'), gain, gains, setGain, 'mm/mV')}
        {select(t('viewer.tool.zoom'), zoom, [1, 1.5, 2, 3], setZoom, '\u00d7')}
        <span className="wide-only">{`${recording.frequency} Hz \u00b7 ${recording.seconds.toFixed(1)} s`}</span>
      </div>
      {remarks.length > 0 && (
        <ul className="ecg-remarks">
          {remarks.map((each, at) => (
            <li key={at}>
              {'statement' in each
                ? each.statement
                : [
                    code('ecg', each.code) === each.code ? each.meaning : code('ecg', each.code),
                    each.value,
                    code('ucum', each.unit),
                  ].join(' ')}
            </li>
          ))}
        </ul>
      )}
      <div className="ecg-paper">
        <Paper width={width} height={height} zoom={zoom} speed={speed} gain={gain}>
          {drawn.map((strip) => {
            const x = margin + strip.offset * speed;
            return (
              <g key={`${strip.row}-${strip.offset}`} transform={`translate(${x} ${middle(strip.row)})`}>
                <path className="ecg-line" d={pathOf(strip, recording.frequency, speed, gain)} />
                <text className="ecg-name" x={1} y={-rowHeight * 0.36}>
                  {strip.lead.name}
                </text>
                {strip.offset > 0 && <path className="ecg-cut" d={`M0 ${-rowHeight * 0.3}v4`} />}
              </g>
            );
          })}
          {Array.from({ length: rows }, (_, row) => (
            // One millivolt for 0.2 s, so that a reader need not believe the numbers.
            <path
              key={row}
              className="ecg-line"
              d={`M${margin - 0.35 * speed * 0.8 - 2} ${middle(row)}h1v${-gain}h${0.2 * speed}v${gain}h1`}
            />
          ))}
        </Paper>
      </div>
    </div>
  );
}

type PaperProps = {
  width: number;
  height: number;
  zoom: number;
  speed: number;
  gain: number;
  children: React.ReactNode;
};

/** Paper of 1 and 5 mm. A drag lays the caliper; with the focus here, arrows move its end and Shift its start. */
function Paper({ width, height, zoom, speed, gain, children }: PaperProps) {
  const { t } = useSpeech();
  const svg = useRef<SVGSVGElement>(null);
  const [ends, setEnds] = useState<[Point, Point]>();
  const [dragging, setDragging] = useState(false);
  useEffect(() => setEnds(undefined), [width, height, speed, gain]);
  const at = (event: PointerEvent): Point => {
    const box = svg.current!.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
    };
  };
  const nudge = (event: React.KeyboardEvent) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!by) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const step = event.ctrlKey ? 5 : 0.5;
    const [a, b] = ends ?? [
      { x: width / 2, y: height / 2 },
      { x: width / 2 + speed, y: height / 2 },
    ];
    const moved = (point: Point): Point => ({ x: point.x + by[0]! * step, y: point.y + by[1]! * step });
    setEnds(event.shiftKey ? [moved(a), b] : [a, moved(b)]);
  };
  const caliper = ends && measured(ends[1].x - ends[0].x, ends[0].y - ends[1].y, speed, gain);
  return (
    <>
      <svg
        ref={svg}
        className="ecg-sheet"
        viewBox={`0 0 ${width} ${height}`}
        style={{ width: `${100 * zoom}%`, minWidth: `${width * 2.4 * zoom}px` }}
        tabIndex={0}
        role="img"
        aria-label={t('viewer.ecg')}
        onKeyDown={nudge}
        onPointerDown={(event) => {
          if (event.pointerType === 'touch') {
            // A finger scrolls the paper; two taps lay the caliper.
            const tapped = at(event);
            setEnds((before) => (before && before[0] === before[1] ? [before[0], tapped] : [tapped, tapped]));
            return;
          }
          svg.current!.setPointerCapture(event.pointerId);
          setDragging(true);
          setEnds([at(event), at(event)]);
        }}
        onPointerMove={(event) => dragging && setEnds((before) => before && [before[0], at(event)])}
        onPointerUp={() => setDragging(false)}
      >
        <defs>
          <pattern id="mm" width="1" height="1" patternUnits="userSpaceOnUse">
            <path className="ecg-fine" d="M1 0H0V1" />
          </pattern>
          <pattern id="cm" width="5" height="5" patternUnits="userSpaceOnUse">
            <path className="ecg-coarse" d="M5 0H0V5" />
          </pattern>
        </defs>
        <rect className="ecg-ground" width={width} height={height} />
        <rect width={width} height={height} fill="url(#mm)" />
        <rect width={width} height={height} fill="url(#cm)" />
        {children}
        <text className="ecg-scale" x={width - 2} y={height - 2}>{`${speed} mm/s  ${gain} mm/mV`}</text>
        {ends && (
          <g className="ecg-caliper">
            <path
              d={`M${ends[0].x} 0V${height}M${ends[1].x} 0V${height}M${ends[0].x} ${ends[0].y}H${ends[1].x}V${ends[1].y}`}
            />
          </g>
        )}
      </svg>
      <p className="ecg-measured" aria-live="polite">
        {caliper
          ? [
              t('viewer.ecg.time', { n: caliper.milliseconds }),
              caliper.perMinute && t('viewer.ecg.rate', { n: caliper.perMinute }),
              t('viewer.ecg.voltage', { n: caliper.millivolts.toFixed(2) }),
            ]
              .filter(Boolean)
              .join(' \u00b7 ')
          : t('viewer.ecg.hint')}
      </p>
    </>
  );
}
