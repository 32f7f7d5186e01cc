// Opens what was chosen in one gesture: each in a tab, with the offer to make one list of them. What is in tabs already can be made one, too.

import type { Desktop, GrantedFile } from "../../shared/desktop.ts";
import { mostTabs, mostTogether } from "../../shared/desktop.ts";
import { formatCount } from "./format.ts";
import { fileOf } from "./tabPlaces.ts";
import type { Tabs } from "./tabs.ts";

type Lists = Pick<Desktop, "grantTogether">;

/** A file that was chosen twice is one. `note`: what else is to be said of them. */
export function openChosen(tabs: Tabs, desktop: Lists, chosen: readonly GrantedFile[], note?: string): void {
  const files = [...new Map(chosen.map((file) => [file.id, file])).values()];
  const before = heldFiles(tabs);
  tabs.open(
    files.map((file) => ({ file, found: undefined })),
    0,
  );
  if (files.length > 1) {
    const opened = new Set(heldFiles(tabs).values());
    const left = files.filter(({ id }) => !opened.has(id)).length;
    tabs.active().tell({
      tone: left === 0 && note === undefined ? "info" : "warning",
      text: [tabsSentence(files.length, left), ...(note === undefined ? [] : [note])].join(" "),
      isOffer: true,
      action:
        files.length > mostTogether
          ? undefined
          : { label: "Open as one list", run: () => void openAsOne(tabs, desktop, files, before) },
    });
  } else if (note !== undefined) {
    tabs.active().tell({ tone: "warning", text: note });
  }
}

function tabsSentence(chosen: number, left: number): string {
  const are = `${formatCount(chosen)} files were chosen, each is a tab`;
  if (left === 0) return `${are}.`;
  return `${are}, of which there are ${formatCount(mostTabs)} at most: ${formatCount(left)} ${left === 1 ? "is" : "are"} not opened.`;
}

/** In place of the tabs that the files got; those that had one before keep it. */
async function openAsOne(tabs: Tabs, desktop: Lists, files: readonly GrantedFile[], before: Held): Promise<void> {
  const file = await desktop.grantTogether(files.map(({ id }) => id));
  const wanted = new Set(files.map(({ id }) => id));
  for (const [tab, held] of heldFiles(tabs)) {
    if (held !== undefined && wanted.has(held) && before.get(tab) !== held) tabs.close(tab);
  }
  tabs.open([{ file, found: undefined }], 0);
}

/** All that is open in tabs as one list, in a tab of its own: the others stay where they are. */
export async function openTabsAsOne(tabs: Tabs, desktop: Lists): Promise<void> {
  const held = new Set([...heldFiles(tabs).values()].filter((id) => id !== undefined));
  if (held.size < 2) {
    tabs.active().tell({ tone: "info", text: "One list takes two files or more: open another one first." });
    return;
  }
  const file = await desktop.grantTogether([...held]);
  tabs.open([{ file, found: undefined }], 0);
}

/** The granted id of what each tab holds. */
type Held = ReadonlyMap<number, string | undefined>;

function heldFiles(tabs: Tabs): Held {
  return new Map(tabs.store.getState().tabs.map((tab) => [tab.id, fileOf(tab)?.id]));
}
