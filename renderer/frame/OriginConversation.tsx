import { Button } from "../controls/Button.tsx";
import { useTabs } from "../data/useTabs.ts";
import { useSelection, useWorkspace } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";
import { EmptyState } from "./EmptyState.tsx";
import { openOrigin } from "./openOrigin.ts";

/** What stands in place of a group's conversation: the way to that of the selected record's transcript. */
export function OriginConversation() {
  const tabs = useTabs();
  const workspace = useWorkspace();
  const row = useSelection((selection) => selection.row);
  const events = <Button onClick={() => workspace.settings.setState({ look: "events" })}>Show the events</Button>;
  if (row?.origin === undefined) {
    return (
      <EmptyState title="Each transcript has a conversation of its own" actions={events}>
        Select a record among the events: its transcript can be opened from here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Each transcript has a conversation of its own"
      actions={
        <>
          <Button tone="primary" onClick={() => void openOrigin(tabs, workspace, row.record, "conversation")}>
            Open {visibleText(row.origin.name)}
          </Button>
          {events}
        </>
      }
    >
      The selected record is from {visibleText(row.origin.name)}.
    </EmptyState>
  );
}
