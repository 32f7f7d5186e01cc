// Commands to the page. A file named on the command line is there before the page is, so commands wait until the page
// listens, and again while it is being loaded anew.

import type { WebContents } from "electron";
import type { Command } from "../../shared/desktop.ts";
import { commandChannel } from "../../shared/desktopChannels.ts";

/** More than a user gives while a page loads; the oldest are dropped. */
const maxWaiting = 100;

export interface CommandSender {
  send(command: Command): void;
  /** The page listens: it gets what has waited. */
  listening(): void;
}

export function createCommandSender(contents: WebContents): CommandSender {
  let listening = false;
  let waiting: readonly Command[] = [];
  const post = (command: Command) => contents.send(commandChannel, command);

  // Not when a navigation starts: those that are refused start too, and the page goes on listening.
  contents.on("did-navigate", () => {
    listening = false;
  });
  contents.on("render-process-gone", () => {
    listening = false;
  });

  return {
    send(command) {
      if (listening) post(command);
      else waiting = [...waiting, command].slice(-maxWaiting);
    },
    listening() {
      listening = true;
      const commands = waiting;
      waiting = [];
      for (const command of commands) post(command);
    },
  };
}
