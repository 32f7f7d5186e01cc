// The system's clipboard belongs to all programs: another one may hold it, or the system may refuse it, which some systems
// say by an error and some not at all. So what was put there is looked at.

import type { Clipboard } from "electron";

/** Says why the clipboard does not hold the text now, in a sentence; undefined: it does. */
export async function putOnClipboard(
  clipboard: Pick<Clipboard, "writeText" | "readText">,
  text: string,
): Promise<string | undefined> {
  try {
    await clipboard.writeText(text);
    if (asHeld(await clipboard.readText()) === asHeld(text)) return undefined;
  } catch {
    // Said below.
  }
  return "Nothing was copied: the system's clipboard did not take it. Another program may be using it; try again.";
}

/** Systems spell line breaks in their own way, and hold no halves of characters. */
function asHeld(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, "\n");
}
