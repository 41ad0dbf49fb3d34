import type { ToolName } from './engine';

/** What a key does. One table serves the keyboard and the list that `?` opens. */
export type Action =
  | { kind: 'preset'; index: number }
  | { kind: 'tool'; tool: ToolName }
  | { kind: 'step'; by: number }
  | { kind: 'end'; last: boolean }
  | { kind: 'series'; by: number }
  | { kind: 'flip'; way: 'horizontal' | 'vertical' }
  | { kind: 'prior'; by: number }
  | { kind: 'clear' | 'cine' | 'invert' | 'rotate' | 'reset' | 'full' | 'help' | 'close' }
  | { kind: 'compare' | 'sync' | 'other' | 'mark' | 'marks' | 'mpr' };

export const keys: Record<string, Action> = {
  '1': { kind: 'preset', index: 0 },
  '2': { kind: 'preset', index: 1 },
  '3': { kind: 'preset', index: 2 },
  '4': { kind: 'preset', index: 3 },
  '5': { kind: 'preset', index: 4 },
  ArrowDown: { kind: 'step', by: 1 },
  ArrowUp: { kind: 'step', by: -1 },
  PageDown: { kind: 'step', by: 10 },
  PageUp: { kind: 'step', by: -10 },
  Home: { kind: 'end', last: false },
  End: { kind: 'end', last: true },
  ' ': { kind: 'cine' },
  w: { kind: 'tool', tool: 'window' },
  s: { kind: 'tool', tool: 'scroll' },
  p: { kind: 'tool', tool: 'pan' },
  z: { kind: 'tool', tool: 'zoom' },
  l: { kind: 'tool', tool: 'length' },
  a: { kind: 'tool', tool: 'angle' },
  o: { kind: 'tool', tool: 'roi' },
  u: { kind: 'tool', tool: 'probe' },
  Delete: { kind: 'clear' },
  i: { kind: 'invert' },
  r: { kind: 'rotate' },
  h: { kind: 'flip', way: 'horizontal' },
  v: { kind: 'flip', way: 'vertical' },
  '0': { kind: 'reset' },
  '[': { kind: 'series', by: -1 },
  ']': { kind: 'series', by: 1 },
  '{': { kind: 'prior', by: -1 },
  '}': { kind: 'prior', by: 1 },
  c: { kind: 'compare' },
  t: { kind: 'other' },
  y: { kind: 'sync' },
  k: { kind: 'mark' },
  j: { kind: 'marks' },
  m: { kind: 'mpr' },
  f: { kind: 'full' },
  '?': { kind: 'help' },
  Escape: { kind: 'close' },
};

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

export function actionOf({ key, ctrlKey, metaKey, altKey }: Pressed): Action | undefined {
  return ctrlKey || metaKey || altKey ? undefined : keys[key.length === 1 ? key.toLowerCase() : key];
}
