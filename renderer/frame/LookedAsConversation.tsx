// The conversation in place of the list: what it needs of the workspace, and the way back to a record.

import { type Ref, Suspense, useMemo } from "react";
import { parseFilter } from "../../shared/filter/filter.ts";
import { createHitFinder } from "../../shared/hitFinder.ts";
import type { ConversationHandle } from "../conversation/Conversation.tsx";
import { failureSentence } from "../data/failureSentence.ts";
import { useOpenTranscript, useTranscript, useView, useWhole, useWorkspace } from "../data/useWorkspace.ts";
import { toggleBookmark } from "./bookmarks/toggleBookmark.ts";
import { OriginConversation } from "./OriginConversation.tsx";
import { ConversationPane } from "./readingParts.ts";
import { useEarlyKey } from "./useEarlyKey.ts";

export function LookedAsConversation({ ref }: { readonly ref: Ref<ConversationHandle> }) {
  const workspace = useWorkspace();
  const connected = useWhole(workspace.connection.state);
  const transcript = useTranscript((state) => (state.phase === "open" ? state.id : undefined));
  const isGroup = useOpenTranscript((open) => open.isGroup) ?? false;
  const filter = useView((view) => view.shown?.filter ?? "");

  const parsed = useMemo(() => parseFilter(filter), [filter]);
  const finder = useMemo(() => (parsed.ok ? createHitFinder(parsed.value) : undefined), [parsed]);

  const showRecord = async (record: number) => {
    workspace.settings.setState({ look: "events", detailOpen: true });
    const failure = await workspace.goToRecord(record);
    if (failure !== undefined) workspace.tell({ tone: "warning", text: failureSentence(failure) });
  };

  const early = useEarlyKey(transcript !== undefined && !isGroup);
  if (transcript === undefined || connected.phase !== "ready") return undefined;
  if (isGroup) return <OriginConversation />;
  return (
    <Suspense>
      <ConversationPane
        ref={ref}
        engine={connected.engine}
        transcript={transcript}
        filter={parsed.ok ? filter : ""}
        finder={finder}
        onReady={early.onReady}
        onClearFilter={() => workspace.viewing.setText("", "choice")}
        onRecord={(record) => void showRecord(record)}
        onBookmark={(record, kind) => void toggleBookmark(workspace, { record, kind })}
      />
    </Suspense>
  );
}
