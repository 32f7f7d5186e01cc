import type { TreeItem } from "./treeItem.ts";

/**
 * Where a value stands, as one would write it in JavaScript: `payload.items[3].text`. JSON inside a string is entered by
 * `JSON.parse(…)`. Empty for a record that is a single value.
 */
export function printPath(item: TreeItem): string {
  const chain: TreeItem[] = [];
  for (let at: TreeItem | undefined = item; at !== undefined; at = at.parent) chain.unshift(at);
  return chain.reduce((path, { document, node }, depth) => {
    const entered = document !== (chain[depth - 1]?.document ?? document) ? `JSON.parse(${path})` : path;
    return entered + step(node.key, entered === "");
  }, "");
}

function step(key: string | number | undefined, first: boolean): string {
  if (key === undefined) return "";
  if (typeof key === "number") return `[${key}]`;
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)) return `[${JSON.stringify(key)}]`;
  return first ? key : `.${key}`;
}
