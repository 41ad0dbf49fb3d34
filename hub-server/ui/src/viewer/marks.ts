import { useCallback, useState } from 'react';

/** An image the reader marked: which series, which instance and frame, and its place in the series. */
export type Mark = { series: string; index: number; source: string };

const keyOf = (study: string) => `yilian.key-images.${study}`;

function read(study: string): Mark[] {
  try {
    return JSON.parse(localStorage.getItem(keyOf(study)) ?? '[]') as Mark[];
  } catch {
    return [];
  }
}

export const sameMark = (a: Mark, b: Mark) => a.series === b.series && a.index === b.index;

export const toggled = (marks: Mark[], mark: Mark) =>
  marks.some((each) => sameMark(each, mark))
    ? marks.filter((each) => !sameMark(each, mark))
    : [...marks, mark].sort((a, b) => a.series.localeCompare(b.series) || a.index - b.index);

/** Key images of a study, kept in this browser: a reader's bookmarks, not a document of the study. */
export function useMarks(study: string): [Mark[], (mark: Mark) => void] {
  const [marks, setMarks] = useState(() => read(study));
  const toggle = useCallback(
    (mark: Mark) =>
      setMarks((before) => {
        const next = toggled(before, mark);
        localStorage.setItem(keyOf(study), JSON.stringify(next));
        return next;
      }),
    [study],
  );
  return [marks, toggle];
}
