import { Braces, ChevronRight, ExternalLink } from "lucide-react";
import type { CSSProperties, MouseEvent } from "react";
import { useLayoutEffect } from "react";
import { assertNever } from "../../../shared/assertNever.ts";
import type { HitFinder } from "../../../shared/hitFinder.ts";
import { classNames } from "../../controls/classNames.ts";
import { IconButton } from "../../controls/IconButton.tsx";
import { Marked } from "../../controls/Marked.tsx";
import { useLate } from "../../controls/useLate.ts";
import { visibleText } from "../../data/visibleText.ts";
import type { HitPlace } from "../hits/currentMark.ts";
import { markFrom } from "../hits/currentMark.ts";
import { hitsInLine } from "../hits/markedRanges.ts";
import type { LongRowProps } from "../longList/LongList.tsx";
import { describeTreeFailure } from "./failureWords.ts";
import { isBeingRead, moreFailure, moreWords, readingWords } from "./moreWords.ts";
import { NodeValue } from "./NodeValue.tsx";
import styles from "./TreeView.module.css";
import type { Tree } from "./tree.ts";
import type { TreeItem } from "./treeItem.ts";
import { linkIn, mayHoldJson } from "./treeItem.ts";
import type { TreeAction } from "./treeKeys.ts";
import { activation } from "./treeKeys.ts";
import type { MoreSegment, Segment, TreeLayout, TreeRow } from "./treeLayout.ts";
import { expandedState, rowAt } from "./treeLayout.ts";
import { rowText } from "./wrappedText.ts";

export interface TreeRowShared {
  /** One of a kind within the page. */
  readonly name: string;
  readonly layout: TreeLayout;
  readonly tree: Tree;
  readonly activeRow: number;
  readonly act: (action: TreeAction) => Promise<void>;
  readonly onOpenLink: (url: string) => void;
  /** Finds what the filter looks for, if it looks for anything. */
  readonly finder: HitFinder | undefined;
  /** The hit that was gone to. */
  readonly place: HitPlace | undefined;
}

const levelIndent = 16;
/** Left of the first level: some air, and the place of the chevron. */
const firstIndent = 8;
const chevronWidth = 16;

/** Where text starts at a level, in pixels. */
export function indentOf(level: number): number {
  return firstIndent + (level - 1) * levelIndent + chevronWidth;
}

export function TreeRowView(props: LongRowProps<TreeRowShared>) {
  // The list may draw once more with the rows it had before the tree got shorter.
  return props.row < props.shared.layout.rows ? <LaidOutRow {...props} /> : null;
}

function LaidOutRow({ row, style, shared }: LongRowProps<TreeRowShared>) {
  const { layout, activeRow, tree, act } = shared;
  const treeRow = rowAt(layout, row);
  const { segment } = treeRow;
  const elementId = `${shared.name}-${treeRow.id}`;
  useActiveDescendant(elementId, row === activeRow);
  const action = activation(treeRow);
  const onClick = (event: MouseEvent) => {
    tree.activate(treeRow.id);
    // Neither a click that ends a selection of text, nor one on a button of the row.
    if (action !== undefined && !selectsText() && !hitsButton(event)) void act(action);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and takes the keys for its rows
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its active row
    <div
      id={elementId}
      role="treeitem"
      aria-level={segment.level}
      aria-selected={row === activeRow}
      aria-expanded={expandedState(treeRow)}
      {...placeAmongSiblings(segment)}
      className={classNames(styles.row, row === activeRow && styles.active, action !== undefined && styles.clickable)}
      style={style}
      onClick={onClick}
    >
      <Indent level={segment.level} />
      <RowContent row={treeRow} shared={shared} />
    </div>
  );
}

/** The tree names its active row to assistive technology, but only while that row is in the document. */
function useActiveDescendant(id: string, active: boolean): void {
  useLayoutEffect(() => {
    if (!active) return;
    const tree = document.getElementById(id)?.closest("[role=tree]");
    tree?.setAttribute("aria-activedescendant", id);
    return () => {
      if (tree?.getAttribute("aria-activedescendant") === id) tree.removeAttribute("aria-activedescendant");
    };
  }, [id, active]);
}

/** A piece that is here at once is not seen being read. */
const seenAfterMs = 300;

function MoreWords({ segment }: { readonly segment: MoreSegment }) {
  const isSlow = useLate(isBeingRead(segment), seenAfterMs);
  return <span className={styles.more}>{isSlow ? readingWords(segment) : moreWords(segment)}</span>;
}

function Indent({ level }: { readonly level: number }) {
  const width: CSSProperties = { width: (level - 1) * levelIndent };
  return <span className={styles.indent} style={width} aria-hidden="true" />;
}

function RowContent({ row, shared }: { readonly row: TreeRow; readonly shared: TreeRowShared }) {
  const { segment, line } = row;
  const { finder, place } = shared;
  switch (segment.type) {
    case "item": {
      const expanded = expandedState(row);
      const url = linkIn(segment.item.node);
      return (
        <>
          <span className={styles.chevron} data-expanded={expanded === true ? "" : undefined} aria-hidden="true">
            {expanded === undefined ? undefined : <ChevronRight />}
          </span>
          <NodeValue item={segment.item} opened={segment.opened} finder={finder} place={placeIn(segment.item, place)} />
          {mayHoldJson(segment.item.node) ? (
            <IconButton
              icon={Braces}
              label={segment.opened?.type === "branch" ? "Show as text" : "Show as JSON"}
              size="small"
              tabIndex={-1}
              aria-pressed={segment.opened?.type === "branch"}
              onClick={() => void shared.tree.toggleJson(segment.item)}
            />
          ) : undefined}
          {url === undefined ? undefined : (
            <IconButton
              icon={ExternalLink}
              label="Open link"
              size="small"
              tabIndex={-1}
              onClick={() => shared.onOpenLink(url)}
            />
          )}
        </>
      );
    }
    case "lines": {
      const { lines, item } = segment;
      const here = placeIn(item, place);
      const current = here && markFrom(here, lines.from, lines.to);
      return (
        <>
          <span className={styles.chevron} />
          <span className={styles.line}>
            <Marked
              text={rowText(lines.wrapped, line)}
              ranges={finder === undefined ? [] : hitsInLine(lines, line, finder, current)}
            />
          </span>
        </>
      );
    }
    case "more": {
      const failure = moreFailure(segment);
      return (
        <>
          <span className={styles.chevron} />
          {failure === undefined ? <MoreWords segment={segment} /> : <Failed sentence={describeTreeFailure(failure)} />}
        </>
      );
    }
    case "waiting":
      return (
        <>
          <span className={styles.chevron} />
          <span className={styles.waiting}>Reading…</span>
        </>
      );
    case "failed":
      return (
        <>
          <span className={styles.chevron} />
          <Failed sentence={describeTreeFailure(segment.failure)} />
        </>
      );
    case "problem":
      return (
        <>
          <span className={styles.chevron} />
          <span className={styles.failed}>{visibleText(segment.problem)}</span>
        </>
      );
    default:
      return assertNever(segment);
  }
}

/** The hit counts bytes of the record: of JSON in a string nothing stands where they say. */
function placeIn({ document }: TreeItem, place: HitPlace | undefined): HitPlace | undefined {
  return document.idPrefix === "" ? place : undefined;
}

function Failed({ sentence }: { readonly sentence: string }) {
  return (
    <span className={styles.failed}>
      {sentence} <span className={styles.again}>Try again</span>
    </span>
  );
}

function placeAmongSiblings(segment: Segment) {
  if (segment.type !== "item") return {};
  return { "aria-posinset": segment.position + 1, "aria-setsize": segment.siblings ?? -1 };
}

function selectsText(): boolean {
  return document.getSelection()?.type === "Range";
}

function hitsButton({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest("button") !== null;
}
