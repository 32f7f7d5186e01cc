// What can be done with the value that has the keyboard, in one place, so that the rows stay quiet.

import { Braces, ExternalLink, ListFilter } from "lucide-react";
import { useStore } from "zustand";
import { Button } from "../../controls/Button.tsx";
import { CopyButton } from "../../controls/CopyButton.tsx";
import { visibleText } from "../../data/visibleText.ts";
import type { CopyText } from "../copying.ts";
import { copyWhole } from "../copying.ts";
import styles from "./NodeBar.module.css";
import { bytesPerPiece } from "./opened.ts";
import type { Tree } from "./tree.ts";
import type { TreeItem } from "./treeItem.ts";
import { findableValue, linkIn, mayHoldJson } from "./treeItem.ts";
import { printPath } from "./treePath.ts";

export interface NodeBarProps {
  readonly tree: Tree;
  readonly item: TreeItem | undefined;
  readonly copyText: CopyText;
  readonly onOpenLink: (url: string) => void;
  /** Shows what holds the same value. */
  readonly onSame: (value: string) => void;
  readonly onProblem: (sentence: string | undefined) => void;
}

export function NodeBar({ tree, item, copyText, onOpenLink, onSame, onProblem }: NodeBarProps) {
  if (item === undefined) return undefined;
  const path = printPath(item);
  const url = linkIn(item.node);
  const value = findableValue(item.node);
  return (
    <div className={styles.bar} role="toolbar" aria-label="The selected value">
      <span className={styles.path} title={visibleText(path)}>
        <bdi>{visibleText(path)}</bdi>
      </span>
      {mayHoldJson(item.node) ? <JsonToggle tree={tree} item={item} /> : undefined}
      {url === undefined ? undefined : (
        <Button size="small" tone="quiet" onClick={() => onOpenLink(url)}>
          <ExternalLink aria-hidden="true" />
          Open link
        </Button>
      )}
      {value === undefined ? undefined : (
        <Button size="small" tone="quiet" title="Show only records that hold the same" onClick={() => onSame(value)}>
          <ListFilter aria-hidden="true" />
          Same value
        </Button>
      )}
      <CopyButton label="Copy value" copy={() => copyValue(item, copyText)} onProblem={onProblem} />
      {path === "" ? undefined : <CopyButton label="Copy path" copy={() => copyText(path)} onProblem={onProblem} />}
    </div>
  );
}

/** Shows a string as the tree it holds, or as text again. */
function JsonToggle({ tree, item }: { readonly tree: Tree; readonly item: TreeItem }) {
  const asJson = useStore(tree.store, ({ opened }) => opened.get(item.id)?.type === "branch");
  return (
    <Button size="small" tone="quiet" aria-pressed={asJson} onClick={() => void tree.toggleJson(item)}>
      <Braces aria-hidden="true" />
      {asJson ? "As text" : "As JSON"}
    </Button>
  );
}

/** A string's decoded text, any other value as it stands in the record. */
export function copyValue({ document, node }: TreeItem, copyText: CopyText): Promise<string | undefined> {
  const { signal } = new AbortController();
  return copyWhole(copyText, "value", node.length, (from) => document.valueText(node, from, bytesPerPiece, signal));
}
