// The conversation in place of the list: what it needs of the workspace, and the way back to a record.

import type { Ref } from "react";
import { parseFilter } from "../../shared/filter/filter.ts";
import { soughtBy } from "../../shared/hitFinder.ts";
import type { ConversationHandle } from "../conversation/Conversation.tsx";
import { ConversationPane } from "../conversation/ConversationPane.tsx";
import { failureSentence } from "../data/failureSentence.ts";
import { useTranscript, useView, useWhole, useWorkspace } from "../data/useWorkspace.ts";

export function LookedAsConversation({ ref }: { readonly ref: Ref<ConversationHandle> }) {
  const workspace = useWorkspace();
  const connected = useWhole(workspace.connection.state);
  const transcript = useTranscript((state) => (state.phase === "open" ? state.id : undefined));
  const filter = useView((view) => view.shown?.filter ?? "");

  const showRecord = async (record: number) => {
    workspace.settings.setState({ look: "events", detailOpen: true });
    const failure = await workspace.goToRecord(record);
    if (failure !== undefined) workspace.tell({ tone: "warning", text: failureSentence(failure) });
  };

  if (transcript === undefined || connected.phase !== "ready") return undefined;
  return (
    <ConversationPane
      ref={ref}
      engine={connected.engine}
      transcript={transcript}
      sought={soughtText(filter)}
      onRecord={(record) => void showRecord(record)}
    />
  );
}

/** The first text that a filter looks for. */
function soughtText(filter: string): string | undefined {
  const parsed = parseFilter(filter);
  if (!parsed.ok) return undefined;
  for (const sought of soughtBy(parsed.value)) if (sought.type === "text") return sought.text;
  return undefined;
}
