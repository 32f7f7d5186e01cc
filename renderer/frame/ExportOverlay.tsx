import { hasConversation } from "../../shared/transcript.ts";
import { passingBytes } from "../data/passingBytes.ts";
import {
  useOpenTranscript,
  useSelectedRow,
  useSelection,
  useTranscript,
  useView,
  useWhole,
  useWorkspace,
} from "../data/useWorkspace.ts";
import { ExportSheet } from "./exportSheet/ExportSheet.tsx";

/** What the sheet is opened for. */
export type Exporting = "sheet" | "records";

export interface ExportOverlayProps {
  /** `records`: those that the list shows are saved as they are. */
  readonly open: Exporting | undefined;
  readonly onOpenChange: (open: boolean) => void;
}

/** The export sheet with what it needs to know. It stays drawn while closed, so that a running export goes on in it. */
export function ExportOverlay({ open, onOpenChange }: ExportOverlayProps) {
  const { connection, desktop, settings, ...workspace } = useWorkspace();
  const connected = useWhole(connection.state);
  const transcript = useOpenTranscript((state) => state.id);
  const file = useTranscript((state) => (state.phase === "open" ? state.file : undefined));
  const format = useOpenTranscript((state) => state.format);
  const isGroup = useOpenTranscript((state) => state.isGroup) ?? false;
  const records = useOpenTranscript((state) => state.progress.records) ?? 0;
  const filter = useView((view) => view.shown?.filter ?? "");
  const rows = useView((view) => view.shown?.state.records ?? 0);
  const totalBytes = useOpenTranscript((state) => state.progress.bytesTotal) ?? 0;
  const viewBytes = useView(({ shown }) =>
    shown === undefined ? 0 : passingBytes(shown.state, { records, bytesTotal: totalBytes }),
  );
  const selected = useSelectedRow()?.record;
  const ranges = useSelection((selection) => selection.marked);
  const list = useView((model) => model.shown?.state);
  const complete = useView((view) => view.shown?.state.complete ?? false);
  if (transcript === undefined || file === undefined) return undefined;
  return (
    <ExportSheet
      open={open !== undefined}
      isDirect={open === "records"}
      onOpenChange={onOpenChange}
      engine={connected.phase === "ready" ? connected.engine : undefined}
      transcript={transcript}
      filterText={filter}
      // Numbers of records are those of each transcript there.
      selected={isGroup ? undefined : selected}
      ranges={isGroup ? [] : ranges}
      list={list}
      viewRows={rows}
      viewBytes={viewBytes}
      totalBytes={totalBytes}
      totalRecords={records}
      complete={complete}
      sourceName={file.name}
      fileId={file.id}
      isGroup={isGroup}
      formatHasMessages={!isGroup && format !== undefined && hasConversation(format)}
      formatHasThreads={!isGroup && format?.name === "ag-ui"}
      chooseTarget={desktop.chooseTarget}
      confirmEndpoint={desktop.confirmEndpoint}
      showInFolder={desktop.showInFolder}
      dragTarget={desktop.dragTarget}
      copyPath={desktop.copyPath}
      copyText={desktop.copyText}
      onRunning={workspace.setBusy}
      onGoToRecord={(record) => {
        settings.setState({ detailOpen: true });
        void workspace.goToRecord(record);
      }}
    />
  );
}
