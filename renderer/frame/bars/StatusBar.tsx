// What is known of the transcript as a whole, and how far indexing is. Where there is no room for all facts, the last
// ones are left out.

import type { ReactNode } from "react";
import { hasCondition, toggleCondition } from "../../../shared/filter/conditionChoice.ts";
import type { Progress } from "../../../shared/transcript.ts";
import { classNames } from "../../controls/classNames.ts";
import { ProgressBar } from "../../controls/ProgressBar.tsx";
import { failureSentence } from "../../data/failureSentence.ts";
import {
  formatBytes,
  formatCount,
  formatCounted,
  formatDuration,
  formatRate,
  formatShare,
  formatTime,
  zoneTitle,
} from "../../data/format.ts";
import { useIsOverwritten, useSaidOfFile } from "../../data/useSaidOfFile.ts";
import { useOpenTranscript, useView, useWorkspace, useZone } from "../../data/useWorkspace.ts";
import { useIsAlone } from "../panes.ts";
import { Following } from "./Following.tsx";
import styles from "./StatusBar.module.css";

/**
 * Nothing without an open transcript. Counts are of what is indexed so far; some are buttons, which put a condition
 * into the filter or take it out.
 */
export function StatusBar() {
  const progress = useOpenTranscript((open) => open.progress);
  const isAlone = useIsAlone();
  const isLost = useIsOverwritten();
  if (progress === undefined) return undefined;
  return (
    <footer className={styles.bar} role={isAlone ? undefined : "group"}>
      <ul className={styles.facts}>
        <Counted count={progress.records} one="record" />
        {progress.lines === progress.records ? undefined : <Counted count={progress.lines} one="line" />}
        <Fact
          name=""
          value={formatBytes(progress.bytesTotal)}
          title={`${formatCount(progress.bytesTotal)} bytes, line breaks included`}
        />
        {progress.malformed === 0 ? undefined : (
          <Filtering condition="is:malformed" what="what is not JSON" tone="danger">
            {formatCount(progress.malformed)} malformed
          </Filtering>
        )}
        {progress.outOfOrder === 0 ? undefined : (
          <Filtering condition="is:unordered" what="records with an earlier time than the one before them">
            {formatCount(progress.outOfOrder)} out of order
          </Filtering>
        )}
        {progress.glued === 0 ? undefined : (
          <Filtering condition="is:glued" what="records that begin on a line that already holds one">
            {formatCount(progress.glued)} glued
          </Filtering>
        )}
        {progress.commas === 0 ? undefined : (
          <Fact
            name={progress.commas === 1 ? "comma between" : "commas between"}
            value={formatCount(progress.commas)}
            title="Commas between records, and brackets around them, as in an array. They belong to no record."
          />
        )}
        {progress.padding === 0 ? undefined : (
          <Fact
            name={progress.padding === 1 ? "byte of padding" : "bytes of padding"}
            value={formatCount(progress.padding)}
            title="NUL bytes, record separators, byte order marks and what frames server-sent events. They belong to no record."
          />
        )}
        {progress.blank === 0 ? undefined : <Counted count={progress.blank} one="blank line" />}
        {progress.kindsOverflowed ? (
          <Fact
            name="some kinds count as (other)"
            value=""
            title="The file holds more kinds than are told apart, 4,093, or such as are too long for a name"
          />
        ) : undefined}
        {progress.namesOverflowed ? (
          <Fact
            name="roles, tools or calls beyond what is told apart"
            value=""
            title="The file holds more roles or tools, or more calls in its records, than are told apart: role: and tool: do not find the rest"
          />
        ) : undefined}
        {progress.longestRecord === 0 ? undefined : (
          <Filtering
            condition={`bytes>=${progress.longestRecord}`}
            what={`the longest record, of ${formatCounted(progress.longestRecord, "byte")}`}
          >
            longest {formatBytes(progress.longestRecord)}
          </Filtering>
        )}
        <TimeRange progress={progress} />
      </ul>
      {progress.live === undefined || isLost ? undefined : <Following live={progress.live} />}
      <Indexing progress={progress} />
    </footer>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly nameFirst?: boolean;
  readonly title?: string;
}

function Fact({ name, value, nameFirst = false, title }: FactProps): ReactNode {
  return (
    <li className={classNames(styles.fact, nameFirst && styles.reversed)} title={title}>
      <span className={styles.value}>{value}</span>
      {name === "" ? undefined : <span>{name}</span>}
    </li>
  );
}

function Counted({ count, one }: { readonly count: number; readonly one: string }): ReactNode {
  return <Fact name={count === 1 ? one : `${one}s`} value={formatCount(count)} />;
}

/** From the least time to the greatest, wherever they stand. */
function TimeRange({ progress: { firstTime, lastTime } }: { readonly progress: Progress }) {
  const zone = useZone();
  if (firstTime === undefined || lastTime === undefined || lastTime === firstTime) return undefined;
  const [first, last] = [formatTime(firstTime), formatTime(lastTime)];
  const title =
    first === undefined || last === undefined ? undefined : `${zoneTitle(zone)}: from ${first.full} to ${last.full}`;
  return <Fact name="spans" value={formatDuration(lastTime - firstTime)} nameFirst {...(title && { title })} />;
}

interface FilteringProps {
  /** What the click puts into the filter, or takes out of it. */
  readonly condition: string;
  readonly what: string;
  readonly tone?: "plain" | "danger";
  readonly children: ReactNode;
}

/** A fact that is also a filter: a click shows only these records, another one shows all again. */
function Filtering({ condition, what, tone = "plain", children }: FilteringProps) {
  const { viewing } = useWorkspace();
  const text = useView((view) => view.history.present);
  const shown = hasCondition(text, condition);
  return (
    <li className={styles.fact}>
      <button
        type="button"
        className={classNames(styles.filtering, styles[tone])}
        aria-pressed={shown}
        title={shown ? "Show all records again" : `Show only ${what}`}
        onClick={() => viewing.setText(toggleCondition(text, condition), "choice")}
      >
        {children}
      </button>
    </li>
  );
}

function Indexing({ progress }: { readonly progress: Progress }): ReactNode {
  const { state, bytesDone, bytesTotal, elapsedMs, cached } = progress;
  const isSaid = useSaidOfFile(state.phase === "failed" ? state.failure : undefined);
  switch (state.phase) {
    case "complete":
      return cached ? (
        <span className={styles.done} title="The file has not changed since it was indexed, so it was opened at once">
          Index kept
        </span>
      ) : (
        <span className={styles.done}>Indexed in {formatDuration(elapsedMs)}</span>
      );
    case "failed":
      return <span className={styles.failed}>{isSaid ? "File changed" : failureSentence(state.failure)}</span>;
    case "indexing": {
      const rate = formatRate(bytesDone, elapsedMs);
      return (
        <div className={styles.indexing}>
          <span className={styles.done}>
            Indexing {formatBytes(bytesDone)} of {formatBytes(bytesTotal)}
            {rate === undefined ? "" : ` · ${rate}`}
          </span>
          <ProgressBar label="Indexing" done={bytesDone} total={bytesTotal} className={styles.progress} />
          <span className={styles.percent}>{formatShare(bytesTotal === 0 ? 1 : bytesDone / bytesTotal)}</span>
        </div>
      );
    }
  }
}
