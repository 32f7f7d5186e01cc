// What is wrong with the app's own files: said on the terminal, and for whoever started Seekline from a desktop, which shows
// none, above the rows. There the engine's own warnings stand, so it is told them.

/** More than a person reads; beyond it the terminal alone is told. */
const mostWarnings = 20;

const said = new Set<string>();
let listener: ((sentence: string) => void) | undefined;

export function warn(sentence: string): void {
  console.warn(`seekline: ${sentence}`);
  if (said.has(sentence) || said.size >= mostWarnings) return;
  said.add(sentence);
  listener?.(sentence);
}

/** Each sentence that was said so far. */
export function ownWarnings(): readonly string[] {
  return [...said];
}

/** Hears each sentence once, as it is said from now on; one listener at a time. */
export function onOwnWarning(hear: (sentence: string) => void): void {
  listener = hear;
}
