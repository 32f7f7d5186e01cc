import { useCallback, useState } from "react";

/** What was opened or closed by hand, and whose raw text is shown; it stays when an item leaves the screen. */
export interface Folds {
  readonly isOpen: (part: string, byItself: boolean) => boolean;
  readonly setOpen: (part: string, open: boolean) => void;
  readonly open: (part: string) => void;
  /** Message parts are under their item: `12/0` under `12`. */
  readonly toggle: (part: string, isOpen: boolean) => void;
  readonly isRaw: (item: number) => boolean;
  readonly toggleRaw: (item: number) => void;
}

/** More are forgotten, all at once. */
const mostKept = 5_000;

export function useFolds(): Folds {
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [raw, setRaw] = useState<ReadonlySet<number>>(new Set());
  const set = useCallback(
    (part: string, open: boolean) =>
      setOpened((before) => new Map(before.size < mostKept ? before : []).set(part, open)),
    [],
  );
  return {
    isOpen: useCallback(
      (part: string, byItself: boolean) => opened.get(part) ?? opened.get(part.split("/")[0] ?? "") ?? byItself,
      [opened],
    ),
    setOpen: set,
    open: useCallback((part: string) => set(part, true), [set]),
    toggle: (part, isOpen) => {
      setOpened((before) => {
        const kept = [...before].filter(([name]) => !name.startsWith(`${part}/`));
        return new Map(kept.length < mostKept ? kept : []).set(part, !isOpen);
      });
    },
    isRaw: useCallback((item: number) => raw.has(item), [raw]),
    toggleRaw: (item) =>
      setRaw((before) => {
        const next = new Set(before.size < mostKept ? before : []);
        if (!next.delete(item)) next.add(item);
        return next;
      }),
  };
}
