import { useTabsState } from "../../data/useTabs.ts";
import { WorkspaceContext } from "../../data/useWorkspace.ts";
import { App } from "../App.tsx";
import { UnexpectedBoundary } from "../UnexpectedBoundary.tsx";

/** The page, around the workspace of the tab that keys and commands are for. */
export function ActiveTab() {
  const workspace = useTabsState(({ tabs, active }) => tabs.find(({ id }) => id === active)?.workspace);
  if (workspace === undefined) return undefined;
  return (
    <WorkspaceContext value={workspace}>
      <UnexpectedBoundary workspace={workspace}>
        <App />
      </UnexpectedBoundary>
    </WorkspaceContext>
  );
}
