import { useState } from "react";
import type { Failure } from "../../shared/failure.ts";
import { describeFailure } from "../../shared/failure.ts";
import { formatCount } from "../data/format.ts";
import { useOpenTranscript, useWorkspace } from "../data/useWorkspace.ts";
import { Button } from "./controls/Button.tsx";
import { Dialog } from "./controls/Dialog.tsx";
import styles from "./GoToRecord.module.css";
import { readRecordNumber } from "./recordNumber.ts";

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
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const record = readRecordNumber(text);

  const go = async () => {
    if (record === undefined) return;
    const problem = await workspace.goToRecord(record);
    setFailure(problem);
    if (problem === undefined) onArrive();
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
          <Button tone="primary" disabled={record === undefined} onClick={() => void go()}>
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
          <span>Number, from 0 to {formatCount(Math.max(0, records - 1))}</span>
          <input
            className={styles.input}
            value={text}
            inputMode="numeric"
            autoComplete="off"
            aria-invalid={failure !== undefined}
            onFocus={(event) => event.target.select()}
            onChange={(event) => {
              setText(event.target.value);
              setFailure(undefined);
            }}
          />
        </label>
        <p role="status" className={styles.problem}>
          {failure === undefined ? "" : describeFailure(failure)}
        </p>
      </form>
    </Dialog>
  );
}
