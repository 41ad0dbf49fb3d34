import { useCallback, useState } from 'react';

/** A choice this browser remembers. Never anything about a patient. */
export function usePreference<T extends string>(name: string, initial: T, allowed: readonly T[]) {
  const key = `yilian.${name}`;
  const [value, setValue] = useState<T>(() => {
    const stored = readStored(key);
    return allowed.includes(stored as T) ? (stored as T) : initial;
  });
  const choose = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(key, next);
      } catch {
        // Private windows refuse storage; the choice then lasts as long as the page.
      }
    },
    [key],
  );
  return [value, choose] as const;
}

function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
