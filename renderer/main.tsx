// The page's entry: makes the workspace and draws it.

import "./frame/fonts.css";
import "./frame/theme.css";
import "./frame/contrast.css";
import "./frame/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Desktop } from "../shared/desktop.ts";
import { watchInputManner } from "./controls/inputManner.ts";
import { connectToEngine } from "./data/engineClient.ts";
import { keepPlace } from "./data/keepPlace.ts";
import { openSettings } from "./data/settings.ts";
import { tellUnexpectedFailure, watchUnexpected } from "./data/unexpectedErrors.ts";
import { WorkspaceContext } from "./data/useWorkspace.ts";
import { createWorkspace, type Workspace } from "./data/workspace.ts";
import { followZoneChoice } from "./data/zoneChoice.ts";
import { App } from "./frame/App.tsx";
import { watchContrast } from "./frame/settings/contrast.ts";
import { UnexpectedBoundary } from "./frame/UnexpectedBoundary.tsx";

declare global {
  interface Window {
    /** Put there by preload. */
    readonly seekline: Desktop;
  }
}

const desktop = window.seekline;
const settings = openSettings(window.localStorage);
const zone = followZoneChoice(settings, () => workspace.viewing.askAgain());
const workspace: Workspace = createWorkspace({
  desktop,
  settings,
  async connect() {
    const engine = await connectToEngine(desktop, (failure) => tellUnexpectedFailure(workspace, failure));
    zone.tell(engine);
    return engine;
  },
  now: () => Date.now(),
});

keepPlace(workspace);
watchInputManner();
watchContrast(workspace.settings);
watchUnexpected(workspace, window);

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root element");
createRoot(root).render(
  <StrictMode>
    <WorkspaceContext value={workspace}>
      <UnexpectedBoundary workspace={workspace}>
        <App />
      </UnexpectedBoundary>
    </WorkspaceContext>
  </StrictMode>,
);

// Rows are written in it: read before the first ones come, they need not wait for it.
void document.fonts.load('12px "JetBrains Mono Variable"');
