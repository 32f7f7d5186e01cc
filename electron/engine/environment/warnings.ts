// What makes this process slower than it could be, or is not as the user asked: a folder that cannot be used, a setting
// that cannot be read, a kept index that was damaged. Each is said once: by the command line on standard error, by the app
// as a bar above the rows.

/** More than a person reads; beyond it nothing is added. */
const mostWarnings = 20;

const said = new Set<string>();
const listeners = new Set<(sentence: string) => void>();

/** Says a sentence, unless it has been said. */
export function warn(sentence: string): void {
  if (said.has(sentence) || said.size >= mostWarnings) return;
  said.add(sentence);
  for (const listener of listeners) listener(sentence);
}

/** All that was said so far. */
export function warnings(): readonly string[] {
  return [...said];
}

/** Hears every sentence, also those that were said before. Gives the function that ends it. */
export function onWarning(listener: (sentence: string) => void): () => void {
  for (const sentence of said) listener(sentence);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** For tests: nothing has been said yet. */
export function forgetWarnings(): void {
  said.clear();
}
