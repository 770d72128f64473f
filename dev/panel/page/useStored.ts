import { useState } from 'preact/hooks';

/** A state that this browser remembers. */
export function useStored(name: string): [value: string | null, set: (value: string) => void] {
  const key = `simulator.${name}`;
  const [value, setValue] = useState(() => localStorage.getItem(key));
  return [
    value,
    (changed) => {
      localStorage.setItem(key, changed);
      setValue(changed);
    },
  ];
}
