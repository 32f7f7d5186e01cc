import { useState } from "react";
import { Button } from "../controls/Button.tsx";
import { Dialog } from "../controls/Dialog.tsx";
import { failureSentence } from "../data/failureSentence.ts";
import { formatCount, formatTime } from "../data/format.ts";
import { useOpenTranscript, useSelection, useWorkspace } from "../data/useWorkspace.ts";
import styles from "./GoToRecord.module.css";
import type { Place } from "./place.ts";
import { readPlace } from "./place.ts";

export interface GoToRecordProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The record is selected. */
  readonly onArrive: () => void;
}

export function GoToRecord({ open, onClose, onArrive }: GoToRecordProps) {
  const workspace = useWorkspace();
  const records = useOpenTranscript((transcript) => transcript.progress.records) ?? 0;
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  const firstTime = useOpenTranscript((transcript) => transcript.progress.firstTime);
  const lastTime = useOpenTranscript((transcript) => transcript.progress.lastTime);
  const indexing = useOpenTranscript((transcript) => transcript.progress.state.phase === "indexing") ?? false;
  const selectedTime = useSelection((selection) => selection.row?.time);
  const place = readPlace(text, selectedTime ?? firstTime);
  const last = lastTime === undefined ? undefined : formatTime(lastTime)?.local;

  const travel = async (to: Place): Promise<string | undefined> => {
    const failure = await (to.type === "record" ? workspace.goToRecord(to.record) : workspace.goToTime(to.time));
    if (failure !== "later") return failure === undefined ? undefined : failureSentence(failure);
    return last === undefined
      ? "No record has a time. Go to one by its number."
      : `No record is that late${indexing ? " so far" : ""}: the last time is ${last}.`;
  };

  const go = async () => {
    if (place === undefined) return;
    const reason = await travel(place);
    setProblem(reason ?? "");
    if (reason === undefined) onArrive();
  };

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Go to record"
      width="narrow"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={place === undefined} onClick={() => void go()}>
            Go
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <label className={styles.label}>
          <span>
            Number, from 0 to {formatCount(Math.max(0, records - 1))}
            {firstTime === undefined ? "" : ", or a time"}
          </span>
          <input
            className={styles.input}
            value={text}
            placeholder={firstTime === undefined ? undefined : formatTime(firstTime)?.local.slice(0, -4)}
            autoComplete="off"
            aria-invalid={problem !== ""}
            onFocus={(event) => event.target.select()}
            onChange={(event) => {
              setText(event.target.value);
              setProblem("");
            }}
          />
        </label>
        <p role="status" className={styles.problem}>
          {problem}
        </p>
      </form>
    </Dialog>
  );
}
