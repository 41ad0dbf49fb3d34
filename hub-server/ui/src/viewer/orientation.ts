/** Letters at the edges of the image: which way the patient lies (PS3.3 C.7.6.1.1.1, axes of the patient are L, P, H). */
export type Edges = { left: string; right: string; top: string; bottom: string };

type Vector = readonly [number, number, number];
const opposites: Record<string, string> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' };

/** The letters of a direction, the strongest first; a part that is nearly nothing is left out. */
export function letters(vector: Vector): string {
  const names: [string, string][] = [
    ['L', 'R'],
    ['P', 'A'],
    ['H', 'F'],
  ];
  return vector
    .map((value, axis) => ({ letter: names[axis]![value > 0 ? 0 : 1], size: Math.abs(value) }))
    .filter(({ size }) => size > 0.2)
    .sort((a, b) => b.size - a.size)
    .slice(0, 2)
    .map(({ letter }) => letter)
    .join('');
}

export const opposite = (direction: string) => [...direction].map((letter) => opposites[letter] ?? '').join('');

/** Edges for the way the image is shown: `right` and `down` are directions on the screen. */
export function edges(right: Vector, down: Vector): Edges {
  return edgesOf(letters(right), letters(down));
}

/** Edges from Patient Orientation (0020,0020), which projections carry: row direction, then column direction. */
export function edgesOf(row: string, column: string): Edges {
  return { right: row, left: opposite(row), bottom: column, top: opposite(column) };
}

/** How a camera looks at an image, as far as directions go. */
type Look = { viewUp?: ArrayLike<number>; viewPlaneNormal?: ArrayLike<number> };

/** A flipped image is looked at from its other side, so normal and up say everything about left and right. */
export function screenEdges({ viewUp, viewPlaneNormal }: Look): Edges | undefined {
  if (!viewUp || !viewPlaneNormal) {
    return undefined;
  }
  const [ux, uy, uz] = Array.from(viewUp) as [number, number, number];
  const [nx, ny, nz] = Array.from(viewPlaneNormal) as [number, number, number];
  const right = [uy * nz - uz * ny, uz * nx - ux * nz, ux * ny - uy * nx] as const;
  return edges(right, [-ux, -uy, -uz]);
}
