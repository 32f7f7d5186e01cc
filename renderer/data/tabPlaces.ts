// Which file a tab holds, and where the user is in it: what is told to main, and what is opened again.

import type { GrantedFile, ShownPlace, ShownTabs } from "../../shared/desktop.ts";
import type { TranscriptState } from "./states.ts";
import type { Tab, TabsState, WaitingFile } from "./tabs.ts";
import type { Workspace } from "./workspace.ts";

/** What is open in a tab, to be opened where it is now. */
export function leftIn(workspace: Workspace): WaitingFile | undefined {
  const state = workspace.transcript.getState();
  const place = workspace.place();
  if (place === undefined || (state.phase !== "open" && state.phase !== "opening")) return undefined;
  const { reading, filter, record, top, topItem, isAtEnd } = place;
  return { file: state.file, found: { reading, filter, record, top, topItem, isAtEnd } };
}

/** Of what is open in it: a tab that waits has `none`. */
export function phaseOf({ workspace }: Tab): TranscriptState["phase"] {
  return workspace.transcript.getState().phase;
}

/** The file that is open in it, is being opened, could not be opened or waits; undefined for an empty tab. */
export function fileOf({ workspace, waiting }: Tab): GrantedFile | undefined {
  const state = workspace.transcript.getState();
  return waiting?.file ?? (state.phase === "none" ? undefined : state.file);
}

/** Of all tabs in which something is open or waits. */
export function placesOf({ tabs, active, beside }: TabsState): ShownTabs {
  const all = tabs.flatMap((tab) => {
    const place = placeOf(tab);
    return place === undefined ? [] : [{ id: tab.id, place }];
  });
  const at = (wanted: number | undefined): number => all.findIndex(({ id }) => id === wanted);
  const second = at(beside);
  return {
    places: all.map(({ place }) => place),
    active: at(active),
    ...(second === -1 ? {} : { beside: second }),
  };
}

function placeOf({ workspace, waiting }: Tab): ShownPlace | undefined {
  if (waiting === undefined) return workspace.place();
  const { file, found } = waiting;
  return { file: file.id, ...(found ?? { reading: file.members ?? {}, filter: "", record: undefined }) };
}
