// Sending records to an endpoint, from the export sheet: where to, how far, what came of it. What is done stands in `sendFlow.ts`.

import type { ReactNode } from "react";
import { useEffect, useId, useState } from "react";
import { useStore } from "zustand";
import { assertNever } from "../../../../shared/assertNever.ts";
import type { GrantedEndpoint } from "../../../../shared/desktop.ts";
import { endpointProblem } from "../../../../shared/endpoint.ts";
import { Button } from "../../../controls/Button.tsx";
import { Dialog } from "../../../controls/Dialog.tsx";
import { ProgressBar } from "../../../controls/ProgressBar.tsx";
import { Remark } from "../../../controls/Remark.tsx";
import { failureSentence } from "../../../data/failureSentence.ts";
import { formatCount, formatCounted, formatDuration } from "../../../data/format.ts";
import { FocusedButton } from "../FocusedButton.tsx";
import { useWhileRunning } from "../useWhileRunning.ts";
import styles from "./Send.module.css";
import { SendForm, type SendTarget, urlOf } from "./SendForm.tsx";
import { SentEvents } from "./SentEvents.tsx";
import type { SendRequest, SendStep } from "./sendFlow.ts";
import { createSendFlow } from "./sendFlow.ts";

/** What is to be sent, and who is asked for it. `filter` and `redact` are those of the export sheet. */
export interface SendSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly engine: SendRequest["engine"] | undefined;
  readonly transcript: string;
  /** Granted id of the file. */
  readonly fileId: string;
  readonly filter: string;
  /** Which records those are. */
  readonly what: string;
  readonly redact: boolean;
  readonly onRedact: (redact: boolean) => void;
  readonly confirmEndpoint: (request: {
    readonly from: string;
    readonly address: string;
  }) => Promise<GrantedEndpoint | undefined>;
  /** The transcript has to stay open while it is sent. */
  readonly onRunning: (isRunning: boolean) => void;
  readonly onGoToRecord: (record: number) => void;
}

const nowhere: SendTarget = { address: "", token: "" };

/**
 * Closing it while something is sent stops that, and shows how far it came; closing it again goes back to the export
 * sheet. The token leaves the field as soon as the endpoint is confirmed.
 */
export function SendSheet(props: SendSheetProps) {
  const { open, engine, transcript, fileId, filter, redact } = props;
  const [flow] = useState(createSendFlow);
  const [target, setTarget] = useState(nowhere);
  const step = useStore(flow.store);
  const formId = useId();

  useWhileRunning(step.phase === "running", props.onRunning);

  // A transcript that is closed ends what is sent of it.
  useEffect(() => flow.stop, [flow]);

  const start = () => {
    if (engine === undefined) return;
    const { address, token } = target;
    const confirm = async () => {
      const endpoint = await props.confirmEndpoint({ from: fileId, address });
      // Whoever sends again types it again.
      if (endpoint !== undefined) setTarget({ address, token: "" });
      return endpoint;
    };
    void flow.run({ engine, transcript, filter, redact, token, confirm });
  };
  const close = () => {
    if (step.phase === "running") return flow.stop();
    flow.again();
    props.onClose();
  };

  return (
    <Dialog open={open} onClose={close} title={titleOf(step)} footer={footer()}>
      {body()}
    </Dialog>
  );

  function body(): ReactNode {
    switch (step.phase) {
      case "form":
        return (
          <SendForm
            formId={formId}
            what={props.what}
            target={target}
            redact={redact}
            onChange={setTarget}
            onRedact={props.onRedact}
            onSubmit={start}
          />
        );
      case "running":
        return <Running step={step} />;
      case "done":
        return (
          <SentEvents
            summary={step.summary}
            onGoToRecord={(record) => {
              close();
              props.onGoToRecord(record);
            }}
          />
        );
      case "failed":
        return (
          <div role="alert">
            <Remark tone={step.failure.code === "cancelled" ? "plain" : "danger"}>
              {step.failure.code === "cancelled" ? "Stopped before anything was sent." : failureSentence(step.failure)}
            </Remark>
          </div>
        );
      default:
        return assertNever(step);
    }
  }

  function footer(): ReactNode {
    switch (step.phase) {
      case "form":
        return (
          <>
            <Button onClick={close}>Back</Button>
            <Button
              type="submit"
              form={formId}
              tone="primary"
              disabled={engine === undefined || endpointProblem(urlOf(target.address)) !== undefined}
            >
              Send…
            </Button>
          </>
        );
      case "running":
        return (
          <FocusedButton key="stop" idle={step.stopping} onClick={flow.stop}>
            Stop
          </FocusedButton>
        );
      case "done":
      case "failed":
        return (
          <>
            <Button onClick={flow.again}>Send again</Button>
            <FocusedButton key="done" tone="primary" onClick={close}>
              Done
            </FocusedButton>
          </>
        );
      default:
        return assertNever(step);
    }
  }
}

function Running({
  step: { progress, stopping },
}: {
  readonly step: Extract<SendStep, { readonly phase: "running" }>;
}) {
  const { stage, done, total } = progress ?? { stage: "starting", done: 0, total: 0 };
  const words = stopping ? "Stopping" : stage.slice(0, 1).toUpperCase() + stage.slice(1);
  return (
    <div className={styles.form}>
      <p role="status">{words}…</p>
      <ProgressBar label={words} done={done} total={total} />
      <p className={styles.note}>
        {total > 0 ? `${formatCount(done)} of ${formatCounted(total, "event")} are there` : "\u00a0"}
      </p>
    </div>
  );
}

function titleOf(step: SendStep): string {
  switch (step.phase) {
    case "form":
      return "Send records";
    case "running":
      return "Sending";
    case "done":
      return step.summary.complete ? `Sent in ${formatDuration(step.summary.elapsedMs)}` : "Sending stopped";
    case "failed":
      return step.failure.code === "cancelled" ? "Sending stopped" : "Sending failed";
    default:
      return assertNever(step);
  }
}
