// What fills the transcript and what took its time. Every row leads to its records.

import { useState } from "react";
import type { KindCount } from "../../../shared/transcript.ts";
import { Button } from "../../controls/Button.tsx";
import { Dialog } from "../../controls/Dialog.tsx";
import { ProgressBar } from "../../controls/ProgressBar.tsx";
import { Segments } from "../../controls/Segments.tsx";
import { failureSentence } from "../../data/failureSentence.ts";
import { formatBytes } from "../../data/format.ts";
import { useFacets, useOpenTranscript, useTranscript, useWhole, useWorkspace } from "../../data/useWorkspace.ts";
import { saveText } from "../saveText.ts";
import styles from "./StatisticsSheet.module.css";
import { StatisticsTableView } from "./StatisticsTableView.tsx";
import {
  type CallTable,
  callTable,
  fileTable,
  kindsTable,
  type StatisticsRow,
  type StatisticsTable,
  tableAsCsv,
  tableTitles,
} from "./tables.ts";
import { type Part, type StatisticsState, useStatistics } from "./useStatistics.ts";

const choices = [
  { value: "kinds", title: tableTitles.kinds },
  { value: "fills", title: tableTitles.fills },
  { value: "longest", title: tableTitles.longest },
  { value: "silences", title: tableTitles.silences },
  { value: "tools", title: tableTitles.tools },
  { value: "calls", title: tableTitles.calls },
  { value: "tokens", title: tableTitles.tokens },
  { value: "requests", title: tableTitles.requests },
] as const;

export interface StatisticsSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/**
 * Reads nothing until it is opened. What the index tells comes at once, what only the conversation tells when that has
 * been read.
 */
export function StatisticsSheet({ open, onClose }: StatisticsSheetProps) {
  const transcript = useOpenTranscript((state) => state.id);
  if (!open || transcript === undefined) return undefined;
  return <OpenSheet transcript={transcript} onClose={onClose} />;
}

function OpenSheet({ transcript, onClose }: { readonly transcript: string; readonly onClose: () => void }) {
  const workspace = useWorkspace();
  const { desktop, viewing, settings } = workspace;
  const connected = useWhole(workspace.connection.state);
  const known = useStatistics(connected.phase === "ready" ? connected.engine : undefined, transcript);
  const kinds = useFacets((facets) => facets.kinds);
  const file = useTranscript((state) => (state.phase === "open" ? state.file.name : ""));
  const [chosen, setChosen] = useState<keyof typeof tableTitles>("kinds");
  const [said, setSaid] = useState<string>();
  const part = partOf(chosen, kinds, known);
  const table = part.phase === "known" ? part.value : undefined;
  const isEmpty = table === undefined || table.rows.length === 0;

  const show = ({ filter, record }: StatisticsRow) => {
    onClose();
    settings.setState({ look: "events", ...(record === undefined ? {} : { detailOpen: true }) });
    if (filter !== undefined) viewing.setText(filter, "choice");
    if (record !== undefined) void workspace.goToRecord(record);
  };
  const copy = async () => {
    if (table === undefined) return;
    setSaid((await desktop.copyText(tableAsCsv(table))) ?? "Copied as CSV.");
  };
  const save = async () => {
    if (table !== undefined) setSaid(await saveText(workspace, `${file}.${table.id}.csv`, tableAsCsv(table)));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Statistics"
      width="wide"
      footer={
        <>
          <output className={styles.said}>{said ?? table?.remark ?? ""}</output>
          <Button disabled={isEmpty} onClick={() => void copy()}>
            Copy
          </Button>
          <Button disabled={isEmpty} onClick={() => void save()}>
            Save as CSV…
          </Button>
        </>
      }
    >
      <div className={styles.known}>
        <div className={styles.choice}>
          <Segments
            label="Table"
            value={chosen}
            options={choices}
            onChoose={(id) => {
              setChosen(id);
              setSaid(undefined);
            }}
          />
        </div>
        <Shown part={part} onShow={show} onStop={isOfCalls(chosen) ? known.stop : undefined} onAgain={known.again} />
      </div>
    </Dialog>
  );
}

interface ShownProps {
  readonly part: Part<StatisticsTable>;
  readonly onShow: (row: StatisticsRow) => void;
  readonly onStop: (() => void) | undefined;
  readonly onAgain: () => void;
}

/** One button for what can be done now, which keeps the keyboard while that changes. */
const act = "act";

function Shown({ part, onShow, onStop, onAgain }: ShownProps) {
  switch (part.phase) {
    case "reading":
      return (
        <div className={styles.wait}>
          <p role="status">{onStop === undefined ? "Reading the index…" : "Reading the transcript…"}</p>
          <ProgressBar label="Reading" done={part.done} total={part.total} />
          {part.total > 0 ? <p>{`${formatBytes(part.done)} of ${formatBytes(part.total)}`}</p> : undefined}
          {onStop === undefined ? undefined : (
            <Button key={act} onClick={onStop}>
              Stop reading
            </Button>
          )}
        </div>
      );
    case "stopped":
    case "failed":
      return (
        <div className={styles.wait}>
          <p role="alert">
            {part.phase === "failed"
              ? failureSentence(part.failure)
              : "Reading was stopped: what calls took and used is not known."}
          </p>
          <Button key={act} onClick={onAgain}>
            {part.phase === "failed" ? "Try again" : "Read it"}
          </Button>
        </div>
      );
    case "known":
      return part.value.rows.length === 0 ? (
        <p className={styles.empty}>{part.value.empty}</p>
      ) : (
        <StatisticsTableView table={part.value} onShow={onShow} />
      );
  }
}

function partOf(
  chosen: keyof typeof tableTitles,
  kinds: readonly KindCount[],
  { file, calls }: StatisticsState,
): Part<StatisticsTable> {
  if (chosen === "kinds") return { phase: "known", value: kindsTable(kinds) };
  if (isOfCalls(chosen)) return calls.phase === "known" ? { ...calls, value: callTable(chosen, calls.value) } : calls;
  return file.phase === "known" ? { ...file, value: fileTable(chosen, file.value) } : file;
}

function isOfCalls(id: keyof typeof tableTitles): id is CallTable {
  return id === "tools" || id === "calls" || id === "tokens" || id === "requests";
}
