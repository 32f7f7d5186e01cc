// Undo and redo for the filter text. A browser's own undo knows only what was typed, not what a click in the sidebar
// changed, so the page keeps its own. Typing without a pause counts as one step, and a text that cannot be read is none:
// undo never leads to a filter that was not applied.

export interface FilterHistory {
  readonly past: readonly string[];
  readonly present: string;
  /** Whether `present` is a filter, and not only on the way to one. */
  readonly applied: boolean;
  readonly future: readonly string[];
  /** When `present` was last typed at, in ms; undefined when it was not typed. */
  readonly typedAt: number | undefined;
}

const mostSteps = 200;
/** Two keystrokes within this time are one step. */
const pauseMs = 800;

export function startHistory(text: string): FilterHistory {
  return { past: [], present: text, applied: true, future: [], typedAt: undefined };
}

export interface Change {
  /** The change came from the keyboard at that time. */
  readonly typedAt?: number | undefined;
  /** Whether the new text can be read. */
  readonly applied: boolean;
}

export function changed(history: FilterHistory, text: string, { typedAt, applied }: Change): FilterHistory {
  if (text === history.present) return history;
  const goesOn = typedAt !== undefined && history.typedAt !== undefined && typedAt - history.typedAt < pauseMs;
  const kept = goesOn || !history.applied ? history.past : [...history.past, history.present].slice(-mostSteps);
  // Back at the filter from which a text that could not be read had begun.
  const past = !history.applied && kept.at(-1) === text ? kept.slice(0, -1) : kept;
  return { past, present: text, applied, future: [], typedAt };
}

/** What is typed from now on is another step: this text was asked for. */
export function settled(history: FilterHistory): FilterHistory {
  return { ...history, typedAt: undefined };
}

/** The engine refused what the page took for a filter. */
export function refused(history: FilterHistory): FilterHistory {
  return { ...history, applied: false };
}

export function undone(history: FilterHistory): FilterHistory {
  const text = history.past.at(-1);
  if (text === undefined) return history;
  const future = history.applied ? [history.present, ...history.future] : history.future;
  return { past: history.past.slice(0, -1), present: text, applied: true, future, typedAt: undefined };
}

export function redone(history: FilterHistory): FilterHistory {
  const [text, ...future] = history.future;
  if (text === undefined) return history;
  const past = history.applied ? [...history.past, history.present] : history.past;
  return { past, present: text, applied: true, future, typedAt: undefined };
}
