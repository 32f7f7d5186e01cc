import type { TreeNode, ValueType } from "../../../shared/rows.ts";
import type { ByteWindow } from "../scanner/byteWindow.ts";
import { boundaryUpTo, maxCharacterBytes } from "./characterBoundary.ts";

/** Characters (UTF-16 units) that a preview shows. */
const previewLength = 200;
/** Bytes that are read for it: characters of up to three bytes fill it. */
const previewBytes = 3 * previewLength;

/** How a value begins, as it stands in the source; in containers, white space is folded. Cut between characters. */
export function previewValue(
  window: ByteWindow,
  type: ValueType,
  offset: number,
  length: number,
): Pick<TreeNode, "preview" | "cut"> {
  const bytes = window.view(offset, Math.min(length, previewBytes + maxCharacterBytes));
  const isRead = length <= bytes.length;
  const all = bytes.toString("utf8", 0, isRead ? bytes.length : boundaryUpTo(bytes, previewBytes));
  const text = type === "object" || type === "array" ? all.replace(/\s+/g, " ") : all;
  if (isRead && text.length <= previewLength) return { preview: text, cut: false };
  return { preview: withoutHalves(text.slice(0, previewLength)), cut: true };
}

/** Leaves out the half of a surrogate pair, or the part of an escape, that a cut has left at the end. */
function withoutHalves(text: string): string {
  const whole = text.replace(/[\ud800-\udbff]$/, "");
  const [, backslashes = "", digits = ""] = /(\\+)(u[0-9a-fA-F]{0,3})?$/.exec(whole) ?? [];
  return backslashes.length % 2 === 1 ? whole.slice(0, whole.length - 1 - digits.length) : whole;
}
