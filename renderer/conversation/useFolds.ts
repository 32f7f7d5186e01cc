import { useCallback, useState } from "react";

/** What was opened or closed by hand, and whose raw text is shown; it stays when an item leaves the screen. */
export interface Folds {
  readonly isOpen: (part: string, byItself: boolean) => boolean;
  readonly setOpen: (part: string, open: boolean) => void;
  readonly open: (part: string) => void;
  /** Message parts are under their item (`partOf.ts`): `12@40/0` under `12@40`. */
  readonly toggle: (part: string, isOpen: boolean) => void;
  readonly isRaw: (part: string) => boolean;
  readonly toggleRaw: (part: string) => void;
}

/** More are forgotten, all at once. */
const mostKept = 5_000;

/** Remembers up to 5,000 parts, for as long as the conversation is drawn. */
export function useFolds(): Folds {
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [raw, setRaw] = useState<ReadonlySet<string>>(new Set());
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
    toggle: useCallback((part: string, isOpen: boolean) => {
      setOpened((before) => {
        const kept = [...before].filter(([name]) => !name.startsWith(`${part}/`));
        return new Map(kept.length < mostKept ? kept : []).set(part, !isOpen);
      });
    }, []),
    isRaw: useCallback((part: string) => raw.has(part), [raw]),
    toggleRaw: useCallback((part: string) => {
      setRaw((before) => {
        const next = new Set(before.size < mostKept ? before : []);
        if (!next.delete(part)) next.add(part);
        return next;
      });
    }, []),
  };
}
