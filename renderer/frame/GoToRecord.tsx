import { useId, useState } from "react";
import { Button } from "../controls/Button.tsx";
import { Dialog } from "../controls/Dialog.tsx";
import { TextField } from "../controls/TextField.tsx";
import { formatCount, formatTime } from "../data/format.ts";
import { useOpenTranscript, useSelection, useWorkspace } from "../data/useWorkspace.ts";
import styles from "./GoToRecord.module.css";
import { readPlace } from "./place.ts";
import { travel } from "./travel.ts";

export interface GoToRecordProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The record is selected. */
  readonly onArrive: () => void;
}

export function GoToRecord({ open, onClose, onArrive }: GoToRecordProps) {
  const id = useId();
  const workspace = useWorkspace();
  const records = useOpenTranscript((transcript) => transcript.progress.records) ?? 0;
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  const firstTime = useOpenTranscript((transcript) => transcript.progress.firstTime);
  const selectedTime = useSelection((selection) => selection.row?.time);
  const place = readPlace(text, selectedTime ?? firstTime);

  const go = async () => {
    if (place === undefined) return;
    const reason = await travel(workspace, place);
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
        <label className={styles.label} htmlFor={id}>
          <span>
            Number, from 0 to {formatCount(Math.max(0, records - 1))}
            {firstTime === undefined ? "" : ", a time"}, “line 7”, “@1024” for a byte, “50 %”, or a citation
          </span>
          <TextField
            id={id}
            mono
            large
            value={text}
            placeholder={firstTime === undefined ? undefined : formatTime(firstTime)?.full.slice(0, -4)}
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
