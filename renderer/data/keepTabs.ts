// A page that crashes is loaded again by main, and then shows what this one showed; a file that is opened again is shown where
// it was left. So main is told, each time it has been something else for a moment, and asked when a page begins.

import type { Desktop, ShownPlace, ShownTabs } from "../../shared/desktop.ts";
import type { WantedReading } from "../../shared/transcript.ts";
import type { Tabs } from "./tabs.ts";
import { reportAction } from "./unexpectedErrors.ts";

/** Walking through a list tells nobody until it stops. */
const pauseMs = 200;

/** Shows what an earlier page showed, if there was one, and tells main from then on what is shown. Returns how to stop. */
export function keepTabs(tabs: Tabs, desktop: Pick<Desktop, "remember" | "remembered">): () => void {
  let told: ShownTabs = { places: [], active: -1 };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let stop = () => {};

  const tell = () => {
    const shown = tabs.places();
    if (isSame(shown, told)) return;
    told = shown;
    // Nobody waits for it: what cannot be remembered is not found again.
    void desktop.remember(shown);
  };
  const watch = () => {
    clearTimeout(timer);
    // What was closed does not come back, however soon the page ends.
    timer = setTimeout(tell, holdsAll(tabs.places(), told) ? pauseMs : 0);
  };

  async function begin(): Promise<void> {
    const { places, active, beside } = await desktop.remembered();
    if (stopped) return;
    stop = tabs.watch(watch);
    // A file that was asked for meanwhile comes first.
    if (places.length === 0 || tabs.places().places.length > 0) return watch();
    const files = places.map(({ file, reading, filter, record, top, topItem }) => ({
      ...{ file, found: { reading, filter, record, top, topItem } },
    }));
    tabs.open(files, active === -1 ? undefined : active, beside);
    const shown = places[active]?.file.name;
    const workspace = tabs.active();
    workspace.tell({
      tone: "warning",
      text: `The window stopped working and was loaded again.${shown === undefined ? "" : ` “${shown}” is opened where you were.`}`,
      action: reportAction(workspace),
    });
  }

  void begin();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stop();
  };
}

/** Whether all files that were told of are open still. */
function holdsAll(shown: ShownTabs, told: ShownTabs): boolean {
  return told.places.every(({ file }) => shown.places.some((place) => place.file === file));
}

function isSame(a: ShownTabs, b: ShownTabs): boolean {
  if (a.active !== b.active || a.beside !== b.beside || a.places.length !== b.places.length) return false;
  return a.places.every((place, at) => isSamePlace(place, b.places[at]));
}

function isSamePlace(a: ShownPlace, b: ShownPlace | undefined): boolean {
  if (b === undefined || a.file !== b.file || a.filter !== b.filter || a.record !== b.record || a.top !== b.top) {
    return false;
  }
  if (a.topItem !== b.topItem || a.isAtEnd !== b.isAtEnd) return false;
  return isSameReading(a.reading, b.reading) && isSameLook(a.kept, b.kept);
}

function isSameLook(a: ShownPlace["kept"], b: ShownPlace["kept"]): boolean {
  return a?.head === b?.head && a?.look === b?.look && a?.tab === b?.tab && a?.runs === b?.runs;
}

function isSameReading(a: WantedReading, b: WantedReading): boolean {
  return a.format === b.format && a.kindPath === b.kindPath && a.timePath === b.timePath;
}
