import { assertNever } from "../../../shared/assertNever.ts";
import type { HitFinder } from "../../../shared/hitFinder.ts";
import type { TreeNode, ValueType } from "../../../shared/rows.ts";
import { classNames } from "../../controls/classNames.ts";
import { Marked } from "../../controls/Marked.tsx";
import { formatBytes, formatCounted } from "../../data/format.ts";
import { visibleText } from "../../data/visibleText.ts";
import type { HitPlace } from "../hits/currentMark.ts";
import { markBefore, markFrom, withCurrent } from "../hits/currentMark.ts";
import styles from "./NodeValue.module.css";
import type { Opened } from "./opened.ts";
import { countMembers } from "./opened.ts";
import type { TreeItem } from "./treeItem.ts";

export interface NodeValueProps {
  readonly item: TreeItem;
  readonly opened: Opened | undefined;
  readonly finder: HitFinder | undefined;
  /** The hit that was gone to, in whatever row it stands. */
  readonly place: HitPlace | undefined;
}

/** Values from this size on say how long they are, in bytes. */
const sizeFrom = 1000;

/** A member on one line: its name and the start of its value, or what is open below it. */
export function NodeValue({ item, opened, finder, place }: NodeValueProps) {
  const { node } = item;
  const { offset, length } = node;
  const name = (text: string) => {
    const marks = finder?.find(text) ?? [];
    return <Marked text={text} ranges={withCurrent(marks, place && markBefore(place, offset, marks.length))} />;
  };
  const value = (text: string) => (
    <Marked
      text={text}
      ranges={withCurrent(finder?.find(text) ?? [], place && markFrom(place, offset, offset + length))}
    />
  );
  return (
    <>
      {node.key === undefined ? undefined : (
        <span className={typeof node.key === "number" ? styles.position : styles.key}>
          {typeof node.key === "number" ? node.key : name(printKey(node.key))}:
        </span>
      )}
      {opened === undefined ? (
        <span className={classNames(styles.value, styles[node.type])}>{value(printPreview(node))}</span>
      ) : (
        <span className={styles.note}>{describeOpen(node, opened)}</span>
      )}
      {node.length < sizeFrom ? undefined : <span className={styles.size}>{formatBytes(node.length)}</span>}
    </>
  );
}

/** A name as it is if it reads as one word, else as JSON writes it. */
function printKey(key: string): string {
  return visibleText(/^[\p{L}\p{N}_$@./-]+$/u.test(key) ? key : JSON.stringify(key));
}

function printPreview({ preview, cut }: TreeNode): string {
  return visibleText(preview) + (cut ? "…" : "");
}

function describeOpen(node: TreeNode, opened: Opened): string {
  if (opened.type === "branch") {
    const count = countMembers(opened);
    const inside = node.type === "string" ? "JSON in a string" : "";
    const members = count === undefined ? "" : formatCounted(count, memberWord(node.type));
    return [inside, members].filter((part) => part !== "").join(", ");
  }
  return node.type === "string" ? "text" : "";
}

function memberWord(type: ValueType): string {
  switch (type) {
    case "array":
      return "item";
    case "object":
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "invalid":
      return "member";
    default:
      return assertNever(type);
  }
}
