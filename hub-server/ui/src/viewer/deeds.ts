import type { Action } from './keys';
import type { Stage } from './stage';
import type { SeriesRow } from './study';
import { presetsFor } from './window';

/** Keys that work while something is laid over the image. */
export const closes = (action: Action) => action.kind === 'close' || action.kind === 'help';

/** Gives an image the preset of this number for its modality. */
export function preset(stage: Stage, index: number, series: SeriesRow | undefined) {
  const found = presetsFor(series?.modality)[index];
  if (found) stage.setWindow(found.window(stage.storedWindow));
}

/** What a key does to the image alone. */
export function onStage(stage: Stage, action: Action, playing: boolean) {
  if (action.kind === 'step') stage.step(action.by);
  else if (action.kind === 'end') void stage.go(action.last ? Number.MAX_SAFE_INTEGER : 0);
  else if (action.kind === 'cine') playing ? stage.stop() : stage.play();
  else if (action.kind === 'invert') stage.invert();
  else if (action.kind === 'rotate') stage.rotate();
  else if (action.kind === 'flip') stage.flip(action.way);
  else if (action.kind === 'reset') stage.reset();
  else if (action.kind === 'clear') stage.clearMeasurements();
}

export async function toggleFull() {
  await (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
}
