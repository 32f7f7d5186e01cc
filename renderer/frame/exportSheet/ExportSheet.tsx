// Saving a transcript as something else: what, where to, how far, what came of it. Steps of one dialog; what is done
// stands in `exportFlow.ts`, how the steps follow each other in `exportPhase.ts`.

import type { ReactNode } from "react";
import { useEffect, useId, useRef, useState } from "react";
import { useStore } from "zustand";
import { assertNever } from "../../../shared/assertNever.ts";
import type { GrantedTarget } from "../../../shared/desktop.ts";
import { Dialog } from "../../controls/Dialog.tsx";
import { Remark } from "../../controls/Remark.tsx";
import type { EngineClient } from "../../data/engineClient.ts";
import { failureSentence } from "../../data/failureSentence.ts";
import { formatCounted } from "../../data/format.ts";
import type { RowRanges } from "../../data/rowRanges.ts";
import type { ListedView } from "../../data/viewRows.ts";
import { visibleText } from "../../data/visibleText.ts";
import type { CopyText } from "../../detail/copying.ts";
import { ChooseExport } from "./ChooseExport.tsx";
import { ExportFooter } from "./ExportFooter.tsx";
import type { ExportJob } from "./exportFlow.ts";
import { createExportFlow } from "./exportFlow.ts";
import type { Step } from "./exportPhase.ts";
import { initialState, optionsOf } from "./exportPhase.ts";
import { FinishedExport } from "./FinishedExport.tsx";
import { PreviewPane } from "./PreviewPane.tsx";
import { RunningExport } from "./RunningExport.tsx";
import { foundSecrets } from "./secretWords.ts";
import { SendSheet, type SendSheetProps } from "./send/SendSheet.tsx";
import { suggestedName } from "./suggestedName.ts";
import { useSecrets } from "./useSecrets.ts";
import { useSelectedRecords } from "./useSelectedRecords.ts";
import { useThreads } from "./useThreads.ts";
import { useWhileRunning } from "./useWhileRunning.ts";

export interface ExportSheetProps {
  readonly open: boolean;
  /** Nothing is to be chosen: the records that the list shows are saved as they are. */
  readonly isDirect: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Undefined while it is being started again. */
  readonly engine: (ExportJob["engine"] & Pick<EngineClient, "request">) | undefined;
  readonly transcript: string;
  /** The filter of the list; "" when it shows everything. */
  readonly filterText: string;
  /** The record that is selected, if one is. */
  readonly selected: number | undefined;
  /** The rows that are selected together, of this view. */
  readonly ranges: RowRanges;
  readonly list: ListedView | undefined;
  readonly viewRows: number;
  /** Their bytes. */
  readonly viewBytes: number;
  readonly totalBytes: number;
  readonly totalRecords: number;
  /** False while both counts may still grow. */
  readonly complete: boolean;
  /** The source's name, and its granted id: the save dialog starts beside it. */
  readonly sourceName: string;
  readonly fileId: string;
  /** Several transcripts as one, which have no conversation together. */
  readonly isGroup: boolean;
  readonly formatHasMessages: boolean;
  /** Whether a transcript may hold several conversations, one of which has to be chosen. */
  readonly formatHasThreads: boolean;
  readonly chooseTarget: (request: {
    readonly from: string;
    readonly suggestedName: string;
  }) => Promise<GrantedTarget | undefined>;
  readonly confirmEndpoint: SendSheetProps["confirmEndpoint"];
  readonly showInFolder: (target: string) => Promise<void>;
  readonly dragTarget: (target: string) => Promise<void>;
  readonly copyPath: CopyText;
  readonly copyText: CopyText;
  readonly onGoToRecord: (record: number) => void;
  /** The transcript has to stay open while it is exported or sent. */
  readonly onRunning: (isRunning: boolean) => void;
}

/**
 * Stays drawn while it is closed: a run goes on then, and is shown when it is opened again. It ends with the
 * transcript, whose pane has to hold it. Dialogs of the system come by the functions that are given.
 */
export function ExportSheet(props: ExportSheetProps) {
  const {
    open,
    isDirect,
    onOpenChange,
    engine,
    transcript,
    filterText,
    selected,
    ranges,
    list,
    sourceName,
    fileId,
    formatHasMessages,
    formatHasThreads,
  } = props;
  const [flow] = useState(() => createExportFlow(() => performance.now()));
  const { choices, step } = useStore(flow.store);
  const formId = useId();
  const [sending, setSending] = useState(false);
  // Of what is saved directly all can be chosen behind a failure.
  const [asks, setAsks] = useState(true);
  // What the engine reads for the sheet, it reads only while somebody looks.
  const choosing = open && asks && step.phase === "choosing";
  const threads = useThreads({ engine, transcript, wanted: choosing && formatHasThreads });
  const marked = useSelectedRecords({ engine, transcript, list, filterText, ranges, wanted: choosing });
  const secrets = useSecrets({ engine, transcript, wanted: choosing && choices.redact });

  // A sheet that is opened anew begins anew; one that was closed by force while it ran shows how that went. Looked at behind each
  // drawing, since what is saved directly is what was drawn last.
  const wasOpen = useRef(false);
  useEffect(() => {
    if (open && !wasOpen.current) {
      flow.apply({ type: "again" });
      setAsks(!isDirect);
      if (isDirect) void saveShown();
    }
    wasOpen.current = open;
  });

  useWhileRunning(step.phase === "running", props.onRunning);

  // A transcript that is closed takes its export with it.
  useEffect(() => flow.cancel, [flow]);

  const options = optionsOf(choices, { formatHasMessages, filterText, selected, marked, threads });
  const start = () => {
    if (engine === undefined) return;
    const chooseTarget = () =>
      props.chooseTarget({ from: fileId, suggestedName: suggestedName(sourceName, options.as) });
    void flow.run({ engine, transcript, options, chooseTarget });
  };

  /** The records that the list shows, as they are. What runs already goes on. */
  async function saveShown(): Promise<void> {
    if (engine !== undefined && flow.store.getState().step.phase === "choosing") {
      const shown = optionsOf(
        { ...initialState.choices, as: "records", scope: "matching" },
        { formatHasMessages, filterText, selected, marked: undefined, threads: undefined },
      );
      const suggested = suggestedName(sourceName, shown.as);
      const chooseTarget = () => props.chooseTarget({ from: fileId, suggestedName: suggested });
      await flow.run({ engine, transcript, options: shown, chooseTarget });
    }
    if (flow.store.getState().step.phase === "choosing") onOpenChange(false);
  }

  /** To the place that was chosen, however large the document will be. */
  const startAllTheSame = (target: GrantedTarget) => {
    if (engine === undefined) return;
    void flow.run({ engine, transcript, options: { ...options, readerLimit: 0 }, chooseTarget: async () => target });
  };

  const close = () => {
    if (step.phase !== "running") onOpenChange(false);
    else flow.apply({ type: step.ending === "asking" ? "keep" : "ask" });
  };

  const tryAgain = () => {
    setAsks(true);
    flow.apply({ type: "again" });
    // The button is gone, and with it the keyboard's place.
    requestAnimationFrame(() =>
      document.getElementById(formId)?.querySelector<HTMLElement>("[data-initial-focus]")?.focus(),
    );
  };

  const goToRecord = (record: number) => {
    onOpenChange(false);
    props.onGoToRecord(record);
  };

  const sent = optionsOf({ ...choices, as: "records" }, { formatHasMessages, filterText, selected, marked, threads });
  return (
    <>
      <Dialog
        open={open && !sending && (asks || step.phase !== "choosing")}
        onClose={close}
        title={titleOf(step)}
        width={step.phase === "choosing" ? "wide" : "medium"}
        footer={
          <ExportFooter
            step={step}
            formId={formId}
            canSave={engine !== undefined}
            onSend={() => setSending(true)}
            onClose={close}
            onEnd={() => onOpenChange(false)}
            onCancelExport={flow.cancel}
            onKeep={() => flow.apply({ type: "keep" })}
            onAllTheSame={startAllTheSame}
            onAgain={tryAgain}
            copyPath={props.copyPath}
            showInFolder={props.showInFolder}
          />
        }
      >
        {body()}
      </Dialog>
      <SendSheet
        open={open && sending}
        onClose={() => setSending(false)}
        engine={engine}
        transcript={transcript}
        fileId={fileId}
        filter={sent.filter}
        what={sentWords(sent.filter, props.totalRecords)}
        redact={choices.redact}
        onRedact={(redact) => flow.apply({ type: "choose", choices: { redact } })}
        confirmEndpoint={props.confirmEndpoint}
        onRunning={props.onRunning}
        onGoToRecord={goToRecord}
      />
    </>
  );

  function body(): ReactNode {
    switch (step.phase) {
      case "choosing":
        return (
          <>
            <ChooseExport
              {...props}
              threads={threads}
              marked={marked}
              secrets={foundSecrets(secrets)}
              formId={formId}
              choices={choices}
              onChoose={(chosen) => flow.apply({ type: "choose", choices: chosen })}
              onSubmit={start}
            />
            <PreviewPane
              engine={engine}
              transcript={transcript}
              options={options}
              sourceName={sourceName}
              targetName={suggestedName(sourceName, options.as)}
              copyText={props.copyText}
            />
          </>
        );
      case "running":
        return <RunningExport step={step} />;
      case "done":
        return (
          <FinishedExport
            target={step.target}
            summary={step.summary}
            dragTarget={props.dragTarget}
            onGoToRecord={goToRecord}
          />
        );
      case "failed":
        return (
          <div role="alert">
            <Remark tone={step.failure.code === "cancelled" ? "plain" : "danger"}>
              {failureSentence(step.failure)}
            </Remark>
          </div>
        );
      default:
        return assertNever(step);
    }
  }
}

function titleOf(step: Step): string {
  switch (step.phase) {
    case "choosing":
      return "Export";
    case "running":
      return "Exporting";
    case "done":
      return "Exported";
    case "failed":
      return step.failure.code === "cancelled" ? "Export cancelled" : "Export failed";
    default:
      return assertNever(step);
  }
}

/** Which records are sent: those that an export of records would hold. */
function sentWords(filter: string, records: number): string {
  return filter.trim() === ""
    ? `${formatCounted(records, "record")}: all of the transcript.`
    : `The records that pass the filter ${visibleText(filter)}`;
}
