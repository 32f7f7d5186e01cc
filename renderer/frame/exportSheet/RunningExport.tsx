import { ProgressBar } from "../../controls/ProgressBar.tsx";
import { formatBytes, formatDuration, formatRate, formatShare } from "../../data/format.ts";
import { visibleText } from "../../data/visibleText.ts";
import type { Step } from "./exportPhase.ts";
import { stageTitle } from "./exportWords.ts";
import styles from "./RunningExport.module.css";
import { timeLeft } from "./timeLeft.ts";

export interface RunningExportProps {
  readonly step: Extract<Step, { readonly phase: "running" }>;
}

/** How far an export has come, in numbers. */
export function RunningExport({ step }: RunningExportProps) {
  const { target, progress, stageSince, heardAt, ending } = step;
  const done = progress?.done ?? 0;
  const total = progress?.total ?? 0;
  const rate = formatRate(done, heardAt - stageSince);
  const left = timeLeft(done, total, heardAt - stageSince);
  const stage = ending === "cancelling" ? "Cancelling" : stageTitle(progress?.stage ?? "starting");
  return (
    <div className={styles.running}>
      <p className={styles.target}>{visibleText(target.name)}</p>
      <div className={styles.line}>
        <span role="status" className={styles.stage}>
          {stage}…
        </span>
        <span>{total > 0 ? formatShare(Math.min(1, done / total)) : ""}</span>
      </div>
      <ProgressBar label={stage} done={done} total={total} />
      <div className={styles.line}>
        <span>
          {total > 0 ? `${formatBytes(done)} of ${formatBytes(total)}` : "\u00a0"}
          {rate === undefined ? "" : ` · ${rate}`}
          {left === undefined ? "" : ` · ${formatDuration(left)} left`}
        </span>
        <span>{formatBytes(progress?.bytesWritten ?? 0)} written</span>
      </div>
      {ending === "asking" ? (
        <p className={styles.question}>The export is still running. Cancel it? Nothing will be left behind.</p>
      ) : undefined}
    </div>
  );
}
