// A page that crashes is loaded again by main, and then shows what this one showed; a file that is opened again is shown where
// it was left. So main is told, each time it has been something else for a moment, and asked when a page begins.

import type { ShownPlace } from "../../shared/desktop.ts";
import type { WantedReading } from "../../shared/transcript.ts";
import { reportAction } from "./unexpectedErrors.ts";
import type { Workspace } from "./workspace.ts";

/** Walking through a list tells nobody until it stops. */
const pauseMs = 200;

/** Shows what an earlier page showed, if there was one, and tells main from then on what is shown. Returns how to stop. */
export function keepPlace(workspace: Workspace): () => void {
  const { desktop, transcript, viewing, selecting, settings } = workspace;
  let told: ShownPlace | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const stops: (() => void)[] = [];

  const tell = () => {
    const place = workspace.place();
    if (isSame(place, told)) return;
    told = place;
    // Nobody waits for it: what cannot be remembered is not found again.
    void desktop.remember(place);
  };
  const watch = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, pauseMs);
  };

  async function begin(): Promise<void> {
    const place = await desktop.remembered();
    if (stopped) return;
    for (const store of [transcript, viewing.store, selecting.store, settings]) stops.push(store.subscribe(watch));
    // A file that was asked for meanwhile comes first.
    if (place === undefined || transcript.getState().phase !== "none") return watch();
    const { file, ...found } = place;
    void workspace.open(file, found);
    workspace.tell({
      tone: "warning",
      text: `The window stopped working and was loaded again. “${file.name}” is opened where you were.`,
      action: reportAction(workspace),
    });
  }

  void begin();
  return () => {
    stopped = true;
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

function isSame(a: ShownPlace | undefined, b: ShownPlace | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.file !== b.file || a.filter !== b.filter || a.record !== b.record) return false;
  return isSameReading(a.reading, b.reading) && isSameLook(a.kept, b.kept);
}

function isSameLook(a: ShownPlace["kept"], b: ShownPlace["kept"]): boolean {
  return a?.head === b?.head && a?.look === b?.look && a?.tab === b?.tab && a?.runs === b?.runs;
}

function isSameReading(a: WantedReading, b: WantedReading): boolean {
  return a.format === b.format && a.kindPath === b.kindPath && a.timePath === b.timePath;
}
