/** How many rows of so many bytes a record takes: one at least, where an empty one is shown. */
export function rowCount(bytes: number, columns: number): number {
  return Math.max(1, Math.ceil(bytes / columns));
}
