// A tool call with its result as one card: what was done on the first line, then how long it took and how it ended. Edits
// are shown as such; a long result is closed until it is asked for, a failed one never is.

import { ChevronRight } from "lucide-react";
import { useMemo } from "react";
import type { CallItem, ItemText } from "../../../shared/conversation.ts";
import { classNames } from "../../controls/classNames.ts";
import { formatCounted, formatDuration } from "../../data/format.ts";
import { terminalText } from "../../data/terminalText.ts";
import { visibleText } from "../../data/visibleText.ts";
import { partOf } from "../partOf.ts";
import { Diff } from "../text/Diff.tsx";
import { editMembers, editsOf } from "../text/diff.ts";
import { Badges } from "./Badges.tsx";
import { CallTexts, isToldInFirstLine } from "./CallTexts.tsx";
import { ItemTools } from "./ItemTools.tsx";
import { useItemActions } from "./itemContext.ts";
import styles from "./items.module.css";
import { keptWords } from "./markWords.ts";
import { Picture } from "./Picture.tsx";

/** Lines of a result up to which it is shown without being asked for. */
const fewLines = 6;
const fewCharacters = 600;

export function CallView({ item }: { readonly item: CallItem }) {
  const { reader, isOpen, isRaw, setOpen } = useItemActions();
  const part = partOf(item);
  const asked = useMemo(() => item.input.flatMap((text) => (text.tail === "" ? editsOf(text.head) : [])), [item.input]);
  const edits = isRaw(part) ? [] : asked;
  const failed = item.outcome === "failed";
  const open = isOpen(part, failed || asked.length > 0 || (isShort(item.output) && isShort(item.input)));
  const kept = item.kept === undefined ? undefined : keptWords(item.kept);
  const took = item.time === undefined || item.ended === undefined ? undefined : item.ended - item.time;

  return (
    <div className={styles.call} data-outcome={item.outcome}>
      <div className={styles.callHead}>
        <button type="button" className={styles.callTitle} aria-expanded={open} onClick={() => setOpen(part, !open)}>
          <ChevronRight aria-hidden="true" className={styles.chevron} data-open={open} />
          <span className={styles.tool}>{visibleText(item.tool)}</span>
          <span className={styles.argument} data-whole={open && isToldInFirstLine(item)}>
            {visibleText(item.argument)}
          </span>
        </button>
        <span className={styles.facts}>
          <ItemTools item={item}>
            <Badges marks={item.marks} />
            {failed ? <span className={styles.failed}>failed</span> : undefined}
            {item.exitCode === undefined || item.exitCode === 0 ? undefined : (
              <span className={styles.failed}>exit {item.exitCode}</span>
            )}
            {kept === undefined ? undefined : <span className={styles.took}>{kept}</span>}
            {took === undefined || took < 0 ? undefined : <span className={styles.took}>{formatDuration(took)}</span>}
          </ItemTools>
        </span>
      </div>
      {open ? (
        <div className={styles.callBody}>
          {edits.length === 0 ? (
            <CallTexts item={item} of="input" />
          ) : (
            <>
              <CallTexts item={item} of="input" without={editMembers} />
              {edits.map((edit, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: edits of a call never change places
                <Diff key={index} edit={edit} said={item.argument} />
              ))}
            </>
          )}
          {hasWords(item.output) ? (
            <div className={classNames(styles.result, failed && styles.failedResult)}>
              <CallTexts item={item} of="output" />
            </div>
          ) : undefined}
          {item.images.map((image) => (
            <Picture key={`${image.place.record}/${image.place.at}`} image={image} reader={reader} />
          ))}
        </div>
      ) : hasWords(item.output) ? (
        <p className={styles.closed}>{closedWords(item)}</p>
      ) : undefined}
    </div>
  );
}

/** A command that prints nothing has an empty result. */
function hasWords(texts: readonly ItemText[]): boolean {
  return texts.some(({ bytes, head }) => bytes > 0 && head !== "");
}

function isShort(texts: readonly ItemText[]): boolean {
  const all = texts.map(({ head }) => head).join("\n");
  return texts.every(({ tail }) => tail === "") && all.length <= fewCharacters && all.split("\n").length <= fewLines;
}

function closedWords({ gist, output }: CallItem): string {
  // The lines of JSON say nothing of those of the texts in it.
  if (gist !== "" && output.some(({ head }) => /^\s*[[{]/.test(head))) return visibleText(terminalText(gist));
  const cut = output.some(({ tail }) => tail !== "");
  const lines = output.reduce((sum, { head }) => sum + head.trimEnd().split("\n").length, 0);
  return `${visibleText(terminalText(gist))}${gist === "" ? "" : " · "}${cut ? "more than " : ""}${formatCounted(lines, "line")}`;
}
