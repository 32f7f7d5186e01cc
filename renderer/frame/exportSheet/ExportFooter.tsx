// What can be done at each step of the export sheet.

import { useState } from "react";
import { assertNever } from "../../../shared/assertNever.ts";
import type { GrantedTarget } from "../../../shared/desktop.ts";
import { Button } from "../../controls/Button.tsx";
import styles from "./ExportFooter.module.css";
import type { Step } from "./exportPhase.ts";
import { FocusedButton } from "./FocusedButton.tsx";

export interface ExportFooterProps {
  readonly step: Step;
  /** Of the form that is chosen in. */
  readonly formId: string;
  readonly canSave: boolean;
  readonly onSend: () => void;
  /** Closes the sheet, and asks first while it runs. */
  readonly onClose: () => void;
  /** Closes the sheet: nothing runs. */
  readonly onEnd: () => void;
  readonly onCancelExport: () => void;
  readonly onKeep: () => void;
  /** To this target, however large the document will be. */
  readonly onAllTheSame: (target: GrantedTarget) => void;
  readonly onAgain: () => void;
  /** Answers a sentence when the clipboard did not take it. */
  readonly copyPath: (target: string) => Promise<string | undefined>;
  readonly showInFolder: (target: string) => Promise<void>;
}

export function ExportFooter({ step, formId, canSave, copyPath, showInFolder, ...on }: ExportFooterProps) {
  switch (step.phase) {
    case "choosing":
      return (
        <>
          <Button onClick={on.onSend}>Send…</Button>
          <Button onClick={on.onClose}>Cancel</Button>
          <Button type="submit" form={formId} tone="primary" disabled={!canSave}>
            Save as…
          </Button>
        </>
      );
    case "running":
      return step.ending === "asking" ? (
        <>
          <Button tone="danger" onClick={on.onCancelExport}>
            Cancel the export
          </Button>
          <FocusedButton key="keep" tone="primary" onClick={on.onKeep}>
            Keep exporting
          </FocusedButton>
        </>
      ) : (
        <FocusedButton key="cancel" idle={step.ending === "cancelling"} onClick={on.onCancelExport}>
          Cancel
        </FocusedButton>
      );
    case "done": {
      const { target } = step;
      return (
        <>
          <CopyPath copy={() => copyPath(target.id)} />
          <Button onClick={() => void showInFolder(target.id)}>Show in folder</Button>
          <FocusedButton key="done" tone="primary" onClick={on.onEnd}>
            Done
          </FocusedButton>
        </>
      );
    }
    case "failed":
      return (
        <>
          <Button onClick={on.onEnd}>Close</Button>
          {step.failure.code === "too-large-to-read" ? (
            <Button onClick={() => on.onAllTheSame(step.target)}>Export all the same</Button>
          ) : undefined}
          <FocusedButton key="again" tone="primary" onClick={on.onAgain}>
            Try again
          </FocusedButton>
        </>
      );
    default:
      return assertNever(step);
  }
}

/** The sheet stands above the notices, so it says itself what became of the copy. */
function CopyPath({ copy }: { readonly copy: () => Promise<string | undefined> }) {
  const [said, setSaid] = useState("");
  return (
    <>
      <output className={styles.said}>{said}</output>
      <Button onClick={() => void copy().then((problem) => setSaid(problem ?? "Copied."))}>Copy path</Button>
    </>
  );
}
