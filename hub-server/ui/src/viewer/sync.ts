import { numbers, type DataSet } from './dataset';

/** Where each image of a series lies along its normal, in mm; `undefined` where no geometry is said. */
export type Positions = (number | undefined)[];

export function positionsOf(sets: DataSet[], setOf: number[]): Positions {
  return setOf.map((index) => position(sets[index]));
}

/** Image Position (0020,0032) along the normal of Image Orientation (0020,0037), PS3.3 C.7.6.2.1.1. */
function position(set: DataSet | undefined): number | undefined {
  const at = numbers(set, '00200032');
  const [rx, ry, rz, cx, cy, cz] = numbers(set, '00200037') as [number, number, number, number, number, number];
  if (at.length !== 3 || cz === undefined) {
    return undefined;
  }
  const normal = [ry * cz - rz * cy, rz * cx - rx * cz, rx * cy - ry * cx];
  return at.reduce((sum, value, axis) => sum + value * normal[axis]!, 0);
}

/** Two series at the moment they were tied together: the image each showed. */
export type Tie = { from: number; to: number };

/**
 * The image of the other series that belongs to image `index` of this one: as many millimetres from the tie as this one
 * is, or as many images where either series says no position. Two studies have no common origin; only the way is common.
 */
export function partner(index: number, from: Positions, to: Positions, tie: Tie): number {
  const [here, start, there] = [from[index], from[tie.from], to[tie.to]];
  if (here === undefined || start === undefined || there === undefined || to.some((each) => each === undefined)) {
    return Math.max(0, Math.min(to.length - 1, tie.to + index - tie.from));
  }
  const wanted = there + here - start;
  let best = 0;
  to.forEach((each, at) => {
    if (Math.abs(each! - wanted) < Math.abs(to[best]! - wanted)) best = at;
  });
  return best;
}
