// The page's entry: makes the tabs and draws them.

import "./frame/fonts.css";
import "./frame/theme.css";
import "./frame/contrast.css";
import "./frame/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Desktop } from "../shared/desktop.ts";
import { watchInputManner } from "./controls/inputManner.ts";
import { connectToEngine } from "./data/engineClient.ts";
import { keepTabs } from "./data/keepTabs.ts";
import { openSettings } from "./data/settings.ts";
import { createTabs, type Tabs } from "./data/tabs.ts";
import { tellUnexpectedFailure, watchUnexpected } from "./data/unexpectedErrors.ts";
import { TabsContext } from "./data/useTabs.ts";
import { followZoneChoice } from "./data/zoneChoice.ts";
import { loadReadingParts } from "./frame/readingParts.ts";
import { watchContrast } from "./frame/settings/contrast.ts";
import { ActiveTab } from "./frame/tabs/ActiveTab.tsx";

declare global {
  interface Window {
    /** Put there by preload. */
    readonly seekline: Desktop;
  }
}

const desktop = window.seekline;
const settings = openSettings(window.localStorage);
const zone = followZoneChoice(settings, () => {
  for (const { workspace } of tabs.store.getState().tabs) workspace.viewing.askAgain();
});
const tabs: Tabs = createTabs({
  desktop,
  settings,
  async connect() {
    const engine = await connectToEngine(desktop, (failure) => tellUnexpectedFailure(tabs.active(), failure));
    zone.tell(engine);
    return engine;
  },
  now: () => Date.now(),
});

keepTabs(tabs, desktop);
watchInputManner();
watchContrast(settings);
watchUnexpected(() => tabs.active(), window);

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root element");
createRoot(root).render(
  <StrictMode>
    <TabsContext value={tabs}>
      <ActiveTab />
    </TabsContext>
  </StrictMode>,
);

loadReadingParts();

// Rows are written in it: read before the first ones come, they need not wait for it.
void document.fonts.load('12px "JetBrains Mono Variable"');
