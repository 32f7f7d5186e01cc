// A node with its place in the tree, and what can be told from the node alone.

import type { TreeNode } from "../../../shared/rows.ts";
import { visibleText } from "../../data/visibleText.ts";
import { decodeString, maxEmbeddedLength } from "./embeddedJson.ts";
import type { TreeDocument } from "./treeDocument.ts";

/** A member or an element, by its place from the record down. */
export interface TreeItem {
  /** One of a kind within the record. */
  readonly id: string;
  readonly document: TreeDocument;
  readonly node: TreeNode;
  /** Undefined for the members of the record itself. */
  readonly parent: TreeItem | undefined;
}

/** Scalars whose text is longer than this can be unfolded, in characters; shorter ones fit beside their key. */
const inlineLength = 60;

/** An object or an array, an empty one too. */
export function isContainer({ type }: TreeNode): boolean {
  return type === "object" || type === "array";
}

/** Whether there is more to see of a value than its own row shows. */
export function isExpandable(node: TreeNode): boolean {
  if (isContainer(node)) return node.cut || /[^\s{}[\]]/.test(node.preview);
  return node.cut || node.preview.length > inlineLength || (node.type === "string" && node.preview.includes("\\n"));
}

/** Whether a string may hold JSON that is small enough to be shown as a tree. Only reading it tells. */
export function mayHoldJson(node: TreeNode): boolean {
  return node.type === "string" && node.length <= maxEmbeddedLength && /^"?\s*(\\[nrt]\s*)*[{[]/.test(node.preview);
}

/** The http or https address that a string is, as a whole. None when a part of it would not be seen. */
export function linkIn(node: TreeNode): string | undefined {
  if (node.type !== "string" || node.cut) return undefined;
  const text = decodedPreview(node);
  if (!/^https?:\/\/\S+$/i.test(text) || visibleText(text) !== text) return undefined;
  return URL.canParse(text) ? text : undefined;
}

/** A short text or number that other records may hold as well, such as an id. */
export function findableValue(node: TreeNode): string | undefined {
  if (node.cut || (node.type !== "string" && node.type !== "number")) return undefined;
  const text = node.type === "string" ? decodedPreview(node) : node.preview;
  return text.length >= leastFindable && text.length <= longestFindable ? text : undefined;
}

/** Characters: what is shorter stands in every record. */
const leastFindable = 3;
const longestFindable = 200;

function decodedPreview({ preview }: TreeNode): string {
  try {
    return decodeString(preview);
  } catch {
    return preview;
  }
}
