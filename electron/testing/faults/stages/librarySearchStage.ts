// A text is looked for in all sessions of a folder: those that hold it are listed, and what cannot be looked through is named.

import fs from "node:fs";
import path from "node:path";
import { libraryCommand } from "../../../cli/libraryCommand.ts";
import { capturedTerminal } from "../capturedTerminal.ts";
import type { FaultFolders } from "../faultFolders.ts";
import type { Stage } from "../stage.ts";
import { sentenceOf } from "./commandStage.ts";

const message = (text: string, n: number): string =>
  `${JSON.stringify({
    ...{ type: "user", uuid: `u${n}`, parentUuid: null, isSidechain: false, sessionId: "s", cwd: "/p" },
    ...{ timestamp: "2026-03-01T00:00:00.000Z", version: "2.1.78", message: { role: "user", content: text } },
  })}\n`;

/** By name: the text stands in the first and the third. */
const sessions: Readonly<Record<string, string>> = {
  "a/one.jsonl": message("Water the roses", 1),
  "a/two.jsonl": message("Mow the lawn", 2).repeat(200),
  "b/three.jsonl": message("Prune", 3).repeat(200) + message("the ROSES", 4),
};

/** `ripgrep`: as `SEEKLINE_RIPGREP`. */
export function librarySearchStage(name: string, ripgrep: string): Stage {
  return {
    name,
    uses: ["source"],
    source: undefined,
    prepare: async ({ source: folder }) => {
      for (const [file, text] of Object.entries(sessions)) {
        fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        fs.writeFileSync(path.join(folder, file), text);
      }
    },
    run: async (folders) => {
      const { terminal, printed, said } = capturedTerminal();
      const { SEEKLINE_RIPGREP: before = "" } = process.env;
      process.env.SEEKLINE_RIPGREP = ripgrep;
      try {
        const request = { folders: [folders.source], search: "the roses", json: true, limit: 10, token: undefined };
        const { signal } = new AbortController();
        const result = await libraryCommand({ command: "library", ...request }, { terminal, signal });
        if (!result.ok) return sentenceOf(result);
        if (said.length > 0) return { is: "sentence", sentence: said.join(" ") };
        const found = namesIn(printed(), folders);
        return { is: "answer", answer: () => found };
      } finally {
        process.env.SEEKLINE_RIPGREP = before;
      }
    },
  };
}

function namesIn(printed: string, folders: FaultFolders): string {
  const { sessions: found } = JSON.parse(printed);
  return found
    .map((session: { readonly path: string; readonly title: string | null; readonly prompts: number }) =>
      [path.relative(folders.source, session.path), session.title, session.prompts].join(" "),
    )
    .toSorted()
    .join("\n");
}
