// What fills the transcript and what took its time. Every row leads to its records.

import { useState } from "react";
import type { Statistics } from "../../../shared/statistics.ts";
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
import type { StatisticsRow } from "./tables.ts";
import { statisticsTables, tableAsCsv } from "./tables.ts";
import { useStatistics } from "./useStatistics.ts";

export interface StatisticsSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function StatisticsSheet({ open, onClose }: StatisticsSheetProps) {
  const transcript = useOpenTranscript((state) => state.id);
  if (!open || transcript === undefined) return undefined;
  return <OpenSheet transcript={transcript} onClose={onClose} />;
}

function OpenSheet({ transcript, onClose }: { readonly transcript: string; readonly onClose: () => void }) {
  const workspace = useWorkspace();
  const connected = useWhole(workspace.connection.state);
  const [attempt, setAttempt] = useState(0);
  const state = useStatistics(connected.phase === "ready" ? connected.engine : undefined, transcript, attempt);
  switch (state.phase) {
    case "reading":
      return (
        <Dialog open onClose={onClose} title="Statistics" width="wide">
          <div className={styles.reading}>
            <p role="status">Reading the transcript…</p>
            <ProgressBar label="Reading the transcript" done={state.done} total={state.total} />
            <p>{state.total > 0 ? `${formatBytes(state.done)} of ${formatBytes(state.total)}` : "\u00a0"}</p>
          </div>
        </Dialog>
      );
    case "failed":
      return (
        <Dialog
          open
          onClose={onClose}
          title="Statistics"
          width="wide"
          footer={<Button onClick={() => setAttempt(attempt + 1)}>Try again</Button>}
        >
          <p role="alert">{failureSentence(state.failure)}</p>
        </Dialog>
      );
    case "known":
      return <KnownSheet statistics={state.statistics} onClose={onClose} />;
  }
}

function KnownSheet({ statistics, onClose }: { readonly statistics: Statistics; readonly onClose: () => void }) {
  const workspace = useWorkspace();
  const { desktop, viewing, settings } = workspace;
  const kinds = useFacets((facets) => facets.kinds);
  const file = useTranscript((state) => (state.phase === "open" ? state.file.name : ""));
  const tables = statisticsTables(statistics, kinds);
  const [chosen, setChosen] = useState("tools");
  const [said, setSaid] = useState<string>();
  const table = tables.find(({ id }) => id === chosen) ?? tables[0];
  if (table === undefined) return undefined;

  const show = ({ filter, record }: StatisticsRow) => {
    onClose();
    settings.setState({ look: "events", ...(record === undefined ? {} : { detailOpen: true }) });
    if (filter !== undefined) viewing.setText(filter, "choice");
    if (record !== undefined) void workspace.goToRecord(record);
  };
  const copy = async () => {
    await desktop.copyText(tableAsCsv(table));
    setSaid("Copied as CSV.");
  };
  const save = async () => setSaid(await saveText(workspace, `${file}.${table.id}.csv`, tableAsCsv(table)));
  return (
    <Dialog
      open
      onClose={onClose}
      title="Statistics"
      width="wide"
      footer={
        <>
          <output className={styles.said}>{said ?? table.remark ?? ""}</output>
          <Button disabled={table.rows.length === 0} onClick={() => void copy()}>
            Copy
          </Button>
          <Button disabled={table.rows.length === 0} onClick={() => void save()}>
            Save as CSV…
          </Button>
        </>
      }
    >
      <div className={styles.known}>
        <div className={styles.choice}>
          <Segments
            label="Table"
            value={table.id}
            options={tables.map(({ id, title }) => ({ value: id, title }))}
            onChoose={(id) => {
              setChosen(id);
              setSaid(undefined);
            }}
          />
        </div>
        {table.rows.length === 0 ? (
          <p className={styles.empty}>{table.empty}</p>
        ) : (
          <StatisticsTableView table={table} onShow={show} />
        )}
      </div>
    </Dialog>
  );
}
