/** Tells all who wait, again and again, that something has happened. */
export interface Signal {
  give(): void;
  /** Resolves when it is given next. */
  readonly next: () => Promise<void>;
  /** Gives the function that ends it. */
  readonly listen: (listener: () => void) => () => void;
}

export function createSignal(): Signal {
  const listeners = new Set<() => void>();
  let wake = (): void => {};
  let given = new Promise<void>((resolve) => {
    wake = resolve;
  });
  return {
    give: () => {
      const wakeNow = wake;
      given = new Promise((resolve) => {
        wake = resolve;
      });
      wakeNow();
      for (const listener of listeners) listener();
    },
    next: () => given,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
