// What stands where rows would be, when there are none: why, and what to do about it.

import type { ReactNode } from "react";
import type { SpreadText } from "../../shared/conversation.ts";
import { hasConversation } from "../../shared/transcript.ts";
import { Button } from "../controls/Button.tsx";
import { failureSentence } from "../data/failureSentence.ts";
import { formatCount, formatCounted } from "../data/format.ts";
import { useSaidOfFile } from "../data/useSaidOfFile.ts";
import { useOpenTranscript, useView, useWorkspace } from "../data/useWorkspace.ts";
import { EmptyState } from "./EmptyState.tsx";
import { searchOf } from "./filter/searching.ts";
import { useKnownNames } from "./filter/useKnownNames.ts";
import { useSpread } from "./filter/useSpread.ts";
import { nothingToSay, whyNothing } from "./filter/whyNothing.ts";

export function NoRows(): ReactNode {
  const workspace = useWorkspace();
  const { viewing, settings } = workspace;
  const shown = useView((view) => view.shown);
  const failure = useView((view) => view.failure);
  const phase = useOpenTranscript((open) => open.progress.state.phase);
  const bytes = useOpenTranscript((open) => open.progress.bytesTotal);
  const searching = useOpenTranscript((open) => searchOf(shown?.state, open.progress) !== undefined) ?? false;
  const records = useOpenTranscript((open) => open.progress.records);
  const isSaidOfFile = useSaidOfFile(failure);
  const changed = useOpenTranscript((open) => open.progress.change !== undefined) ?? false;
  const following = useOpenTranscript((open) => open.progress.live?.following) ?? false;

  const isConversation = useOpenTranscript((open) => hasConversation(open.format)) ?? false;
  const isEmpty = shown?.state.rows === 0 && shown.state.complete && phase === "complete";
  const names = useKnownNames(isEmpty);
  const why = isEmpty && names.complete ? whyNothing(shown.filter, names, isConversation) : nothingToSay;
  const spread = useSpread(shown?.filter ?? "", why.maySpread);
  const lookForFailures = (): void => {
    viewing.setText("", "choice");
    settings.setState({ look: "conversation" });
  };
  const clear = <Button onClick={() => viewing.setText("", "choice")}>Clear filter</Button>;
  if (isSaidOfFile) {
    return <EmptyState title="The records cannot be listed">The line above says what became of the file.</EmptyState>;
  }
  if (failure !== undefined) {
    const again = <Button onClick={() => viewing.apply()}>Try again</Button>;
    return (
      <EmptyState title="The records cannot be listed" actions={again}>
        {failureSentence(failure)}
      </EmptyState>
    );
  }
  if (shown === undefined) return undefined;
  const filtered = shown.filter.trim() !== "";
  if (searching) {
    // As in a group, whose records are put in order first.
    if (!filtered) return <EmptyState title="No records so far">They are still being read.</EmptyState>;
    return (
      <EmptyState title="Nothing matches so far" actions={clear}>
        The rest of the file is still being searched.
      </EmptyState>
    );
  }
  if (phase === "indexing") {
    if (!filtered) return undefined;
    return (
      <EmptyState title="Nothing matches so far" actions={clear}>
        The rest of the file is still being read.
      </EmptyState>
    );
  }
  if (bytes === 0) {
    if (following) return <EmptyState title="This file is empty">What is written to it appears here.</EmptyState>;
    // When something was written to it, the line above the list says so, with the same button.
    const reload = changed ? undefined : <Button onClick={() => void workspace.reload()}>Reload</Button>;
    return (
      <EmptyState title="This file is empty" actions={reload}>
        When something is written to it, reload it.
      </EmptyState>
    );
  }
  if (records === 0)
    return <EmptyState title="There are no records">The file holds nothing but blank lines.</EmptyState>;
  if (shown.state.failure !== undefined) {
    return (
      <EmptyState title="Nothing was found before the search broke off" actions={clear}>
        Records that match may still be there.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No record matches the filter"
      actions={
        <>
          {spread === undefined ? clear : <Ways spread={spread} clear={clear} />}
          {why.mayHaveFailed ? <Button onClick={lookForFailures}>Look in the conversation</Button> : undefined}
        </>
      }
    >
      {why.sentences.map((sentence) => (
        <span key={sentence}>{sentence} </span>
      ))}
      {spread === undefined || spread.messages === 0 ? "" : `${spreadWords(spread)} `}
      The transcript itself has {formatCounted(records ?? 0, "record")}.
    </EmptyState>
  );
}

interface WaysProps {
  readonly spread: SpreadText;
  readonly clear: ReactNode;
}

function Ways({ spread: { places }, clear }: WaysProps): ReactNode {
  const { settings, showInContext } = useWorkspace();
  const [first] = places;
  if (first === undefined) return clear;
  return (
    <>
      {clear}
      <Button onClick={() => showInContext(first.from)}>Go to record {formatCount(first.from)}</Button>
      <Button onClick={() => settings.setState({ look: "conversation" })}>Look in the conversation</Button>
    </>
  );
}

function spreadWords({ messages, places }: SpreadText): string {
  const [first] = places;
  if (first === undefined) return "";
  const where = `in records ${formatCount(first.from)}–${formatCount(first.to)}`;
  return messages === 1
    ? `No record holds it alone, but one message does: it stands ${where}.`
    : `No record holds it alone, but ${formatCount(messages)} messages do, the first ${where}.`;
}
