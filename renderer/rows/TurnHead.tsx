// Above the list: where the run or turn began that its topmost row belongs to.

import { CornerLeftUp } from "lucide-react";
import { formatCount, formatTime } from "../data/format.ts";
import { familyOf } from "../data/kindFamily.ts";
import { useSettings, useWhole, useWorkspace, useZone } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";
import styles from "./TurnHead.module.css";

export function TurnHead() {
  const { turns: feed, goToRecord } = useWorkspace();
  useZone();
  const isShown = useSettings(({ turnShown }) => turnShown);
  const { turns, turn } = useWhole(feed.store);
  if (!isShown || turns === 0) return undefined;
  if (turn === undefined) return <div className={styles.head}>Before the first of {formatCount(turns)}</div>;
  const { record, kind, time, preview } = turn.begins;
  return (
    <button type="button" className={styles.head} title="Go to where it begins" onClick={() => void goToRecord(record)}>
      <CornerLeftUp aria-hidden="true" />
      <span className={styles.kind} data-family={familyOf(kind)}>
        {visibleText(kind)}
      </span>
      <span className={styles.count}>
        {formatCount(turn.number)} of {formatCount(turns)}
      </span>
      {time === undefined ? undefined : <span>{formatTime(time)?.timeOfDay}</span>}
      <span className={styles.preview}>{visibleText(preview)}</span>
    </button>
  );
}
