// Above the list: where the run or turn began that its topmost row belongs to; of a group, in which transcript.

import { CornerLeftUp } from "lucide-react";
import { hasConversation } from "../../shared/transcript.ts";
import { formatCount, formatTime } from "../data/format.ts";
import { familyOf } from "../data/kindFamily.ts";
import { useOpenTranscript, useSettings, useWhole, useWorkspace, useZone } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";
import { readPreview } from "./preview.ts";
import { RowSource } from "./RowSource.tsx";
import styles from "./TurnHead.module.css";

export function TurnHead() {
  const { turns: feed, goToRecord } = useWorkspace();
  useZone();
  const isShown = useSettings(({ turnShown }) => turnShown);
  const { isKnown, turns, turn, origin } = useWhole(feed.store);
  const hasTurns = useOpenTranscript(({ format }) => hasConversation(format)) ?? false;
  // It has its room before it is known, and where there is none: the list would jump below the pointer.
  if (!isShown || !(hasTurns || turns > 0 || origin !== undefined)) return undefined;
  const source = origin === undefined ? undefined : <RowSource origin={origin} />;
  if (turn === undefined) {
    return (
      <div className={styles.head}>
        {source}
        {isKnown ? beforeThem(turns) : undefined}
      </div>
    );
  }
  const { record, kind, time } = turn.begins;
  // Who speaks is told by the kind.
  const { rest } = readPreview(turn.begins);
  return (
    <button type="button" className={styles.head} title="Go to where it begins" onClick={() => void goToRecord(record)}>
      <CornerLeftUp aria-hidden="true" />
      {source}
      <span className={styles.kind} data-family={familyOf(kind)}>
        {visibleText(kind)}
      </span>
      <span className={styles.count}>
        {formatCount(turn.number)} of {formatCount(turns)}
      </span>
      {time === undefined ? undefined : <span>{formatTime(time)?.timeOfDay}</span>}
      <span className={styles.preview}>{visibleText(rest)}</span>
    </button>
  );
}

function beforeThem(turns: number): string {
  if (turns === 0) return "Without runs or turns";
  return turns === 1 ? "Before the only run or turn" : `Before the first of ${formatCount(turns)} runs or turns`;
}
