// Looking for a newer version: off until the user has named an address and turned it on in the menu, and then once at each
// start. By hand it can be done at any time.

import { type BrowserWindow, shell } from "electron";
import { printText } from "../../../shared/printText.ts";
import { tellAboutUpdates, tellUpdate } from "../dialogs.ts";
import { lookForUpdate } from "./lookForUpdate.ts";
import type { Notice } from "./notice.ts";
import type { UpdateSource } from "./updateSource.ts";
import { printVersion, versionSchema } from "./version.ts";

/** At the start only news is told: who is offline should not be bothered about it. */
export async function lookAtStart(window: BrowserWindow, source: UpdateSource, own: string): Promise<void> {
  const found = await lookForUpdate(source, versionSchema.parse(own));
  if (!found.ok) console.warn(`seekline: ${printText(found.failure)}`);
  else if (found.value !== undefined) await tell(window, found.value, own);
}

/**
 * In contrast to a look at the start it always says something: what is new, that nothing is, or why nobody answered.
 */
export async function lookNow(window: BrowserWindow, source: UpdateSource, own: string): Promise<void> {
  const found = await lookForUpdate(source, versionSchema.parse(own));
  if (found.ok && found.value !== undefined) await tell(window, found.value, own);
  else tellAboutUpdates(window, found.ok ? `Seekline ${own} is the newest version.` : found.failure);
}

async function tell(window: BrowserWindow, { version, page }: Notice, own: string): Promise<void> {
  const url = URL.parse(page);
  if (window.isDestroyed() || url === null) return;
  if (await tellUpdate(window, { version: printVersion(version), own, url })) await shell.openExternal(url.href);
}
