/** Degrees between two transcripts of a group: neighbours differ, and the first dozens do not come back to one another. */
const step = 137.5;

/** A colour for a transcript of a group, by its number; it is seen in both themes. */
export function sourceColour(number: number): string {
  return `hsl(${((number * step) % 360).toFixed(1)}deg 62% 52%)`;
}
