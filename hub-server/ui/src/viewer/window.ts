/** Grey windows. A width counts its values: the range 0 to 399 is 400 wide (PS3.3 C.11.2.1.2). */
export type Window = { width: number; center: number };
export type Range = { lower: number; upper: number };

export function windowOf({ lower, upper }: Range): Window {
  return { width: Math.round(upper - lower + 1), center: Math.round((upper + lower + 1) / 2) };
}

export function rangeOf({ width, center }: Window): Range {
  const lower = center - 0.5 - (width - 1) / 2;
  return { lower, upper: lower + width - 1 };
}

export type Preset = { key: string; name: PresetName; window: (stored: Window) => Window };
export type PresetName =
  'soft' | 'lung' | 'bone' | 'brain' | 'abdomen' | 'stored' | 'harder' | 'hard' | 'soft-contrast' | 'wide';

const fixed = (name: PresetName, width: number, center: number) => ({ name, window: () => ({ width, center }) });
const scaled = (name: PresetName, factor: number) => ({
  name,
  window: ({ width, center }: Window) => ({ width: Math.max(2, Math.round(width * factor)), center }),
});

const hounsfield = [
  fixed('soft', 400, 40),
  fixed('lung', 1500, -600),
  fixed('bone', 2000, 500),
  fixed('brain', 80, 40),
  fixed('abdomen', 350, 50),
];
const relative = [
  scaled('stored', 1),
  scaled('harder', 0.7),
  scaled('hard', 0.45),
  scaled('soft-contrast', 1.4),
  scaled('wide', 2),
];

/** The presets on keys 1 to 5: in Hounsfield units for CT, relative to the stored window for everything else. */
export function presetsFor(modality: string | undefined): Preset[] {
  return (modality === 'CT' ? hounsfield : relative).map((preset, index) => ({ ...preset, key: String(index + 1) }));
}
