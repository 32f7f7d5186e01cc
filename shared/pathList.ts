// What is opened as one: a path, or several that make one list. Either is one text, so that whoever keeps paths (grants, recent
// files, the last session) keeps lists in the same way. The paths of a list are joined by NUL, which no system lets stand in a
// path: who takes a list for a path finds no file, and never another one.

const joint = "\0";

/** One of them that is there twice counts once. */
export function joinPaths(paths: readonly string[]): string {
  return [...new Set(paths)].join(joint);
}

/** At least one. */
export function splitPaths(pathList: string): readonly string[] {
  return pathList.split(joint);
}

/** What a list is called, by the name of its first and how many there are. */
export function listName(first: string, count: number): string {
  return count === 1 ? first : `${first} and ${count - 1} more`;
}
