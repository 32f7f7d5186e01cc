// Undo and redo for the filter text. A browser's own undo knows only what was typed, not what a click in the sidebar
// changed, so the page keeps its own. Typing without a pause counts as one step, and a text that cannot be read is none while
// it is typed on: undo leads to filters that were applied, and to what was typed when a click put another text in its place.

/**
 * A value: what is done to it gives another one. `past` has at most 200 texts, the latest at its end; `future` the next
 * one first.
 */
export interface FilterHistory {
  readonly past: readonly string[];
  readonly present: string;
  /** Whether `present` is a filter, or a text that undo came back to, and not only on the way to one. */
  readonly isStep: boolean;
  readonly future: readonly string[];
  /** When `present` was last typed at, in ms; undefined when it was not typed. */
  readonly typedAt: number | undefined;
}

const mostSteps = 200;
/** Two keystrokes within this time are one step. */
const pauseMs = 800;

/** For a transcript that has just been opened: there is nothing to undo. */
export function startHistory(text: string): FilterHistory {
  return { past: [], present: text, isStep: true, future: [], typedAt: undefined };
}

/** What is to be known of a change beside its text. */
export interface Change {
  /** The change came from the keyboard at that time. */
  readonly typedAt?: number | undefined;
  /** Whether the new text can be read. */
  readonly applied: boolean;
}

/**
 * With another text, which may be a step of its own or go on with the last one. What was undone cannot be redone behind
 * it. The same history where the text is the same.
 */
export function changed(history: FilterHistory, text: string, { typedAt, applied }: Change): FilterHistory {
  if (text === history.present) return history;
  const goesOn = typedAt !== undefined && history.typedAt !== undefined && typedAt - history.typedAt < pauseMs;
  // A click may replace what cannot be read yet: it was typed, and nothing that was typed is lost.
  const isKept = !goesOn && (history.isStep || typedAt === undefined);
  const kept = isKept ? [...history.past, history.present].slice(-mostSteps) : history.past;
  // Back at the filter from which a text that could not be read had begun.
  const past = !history.isStep && kept.at(-1) === text ? kept.slice(0, -1) : kept;
  return { past, present: text, isStep: applied, future: [], typedAt };
}

/** What is typed from now on is another step: this text was asked for. */
export function settled(history: FilterHistory): FilterHistory {
  return { ...history, typedAt: undefined };
}

/** The engine refused what the page took for a filter. */
export function refused(history: FilterHistory): FilterHistory {
  return { ...history, isStep: false };
}

/** One step back; the same history where there is none. */
export function undone(history: FilterHistory): FilterHistory {
  const text = history.past.at(-1);
  if (text === undefined) return history;
  // Whether it can be read or not: nothing that was typed is lost.
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present: text, isStep: true, future, typedAt: undefined };
}

/** One step forward again; the same history where there is none. */
export function redone(history: FilterHistory): FilterHistory {
  const [text, ...future] = history.future;
  if (text === undefined) return history;
  return { past: [...history.past, history.present], present: text, isStep: true, future, typedAt: undefined };
}
