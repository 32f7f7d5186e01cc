// The transcripts of a group as a tree: each below the one that started it or that it was forked from.

/** A transcript with its place in the tree. */
export interface Nested<Source> {
  readonly source: Source;
  /** Its place in the list that was given. */
  readonly number: number;
  /** How many stand above it. */
  readonly depth: number;
}

/** In the order of a tree, all of them; those of one parent stay in the order in which they were given. */
export function nested<Source extends { readonly parent: number | undefined }>(
  sources: readonly Source[],
): readonly Nested<Source>[] {
  const children = new Map<number | undefined, number[]>();
  for (const [number, { parent }] of sources.entries()) {
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [number]);
    else siblings.push(number);
  }
  const tree: Nested<Source>[] = [];
  // No recursion: a chain may be as long as the group.
  const next = (children.get(undefined) ?? []).toReversed().map((number) => ({ number, depth: 0 }));
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    const { number, depth } = at;
    const source = sources[number];
    if (source !== undefined) tree.push({ source, number, depth });
    for (const child of (children.get(number) ?? []).toReversed()) next.push({ number: child, depth: depth + 1 });
  }
  return tree;
}
