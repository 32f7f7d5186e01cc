// Undo and redo for the filter text. A browser's own undo knows only what was typed, not what a click in the sidebar
// changed, so the page keeps its own. Typing without a pause counts as one step.

export interface FilterHistory {
  readonly past: readonly string[];
  readonly present: string;
  readonly future: readonly string[];
  /** When `present` was last typed at, in ms; undefined when it was not typed. */
  readonly typedAt: number | undefined;
}

const mostSteps = 200;
/** Two keystrokes within this time are one step. */
const pauseMs = 800;

export function startHistory(text: string): FilterHistory {
  return { past: [], present: text, future: [], typedAt: undefined };
}

/** `typedAt`: the change came from the keyboard at that time. */
export function changed(history: FilterHistory, text: string, typedAt?: number): FilterHistory {
  if (text === history.present) return history;
  const goesOn = typedAt !== undefined && history.typedAt !== undefined && typedAt - history.typedAt < pauseMs;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-mostSteps);
  return { past, present: text, future: [], typedAt };
}

export function undone(history: FilterHistory): FilterHistory {
  const text = history.past.at(-1);
  if (text === undefined) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present: text, future, typedAt: undefined };
}

export function redone(history: FilterHistory): FilterHistory {
  const [text, ...future] = history.future;
  if (text === undefined) return history;
  return { past: [...history.past, history.present], present: text, future, typedAt: undefined };
}
