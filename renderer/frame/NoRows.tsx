// What stands where rows would be, when there are none: why, and what to do about it.

import type { ReactNode } from "react";
import { hasConversation } from "../../shared/transcript.ts";
import { Button } from "../controls/Button.tsx";
import { failureSentence } from "../data/failureSentence.ts";
import { formatCounted } from "../data/format.ts";
import { useOpenTranscript, useView, useWorkspace } from "../data/useWorkspace.ts";
import { EmptyState } from "./EmptyState.tsx";
import { searchOf } from "./filter/searching.ts";
import { useKnownNames } from "./filter/useKnownNames.ts";
import { whyNothing } from "./filter/whyNothing.ts";

export function NoRows(): ReactNode {
  const workspace = useWorkspace();
  const { viewing } = workspace;
  const shown = useView((view) => view.shown);
  const failure = useView((view) => view.failure);
  const phase = useOpenTranscript((open) => open.progress.state.phase);
  const bytes = useOpenTranscript((open) => open.progress.bytesTotal);
  const searching = useOpenTranscript((open) => searchOf(shown?.state, open.progress) !== undefined) ?? false;
  const records = useOpenTranscript((open) => open.progress.records);
  const changed = useOpenTranscript((open) => open.progress.change !== undefined) ?? false;

  const { settings } = workspace;
  const isConversation = useOpenTranscript((open) => hasConversation(open.format.name)) ?? false;
  const names = useKnownNames(shown?.state.rows === 0);
  const clear = <Button onClick={() => viewing.setText("", "choice")}>Clear filter</Button>;
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
  const why = names.complete ? whyNothing(shown.filter, names, isConversation) : { sentences: [], maySpread: false };
  const actions = why.maySpread ? (
    <>
      {clear}
      <Button onClick={() => settings.setState({ look: "conversation" })}>Look in the conversation</Button>
    </>
  ) : (
    clear
  );
  return (
    <EmptyState title="No record matches the filter" actions={actions}>
      {why.sentences.map((sentence) => (
        <span key={sentence}>{sentence} </span>
      ))}
      {why.maySpread ? "Text that is split over several records is not found here. " : ""}
      The transcript itself has {formatCounted(records ?? 0, "record")}.
    </EmptyState>
  );
}
