// What the app remembers: settings, recent files and bookmarks, each a small file that is replaced as a whole.

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { openBookmarkFiles } from "../../../main/bookmarkFiles.ts";
import { openRecents } from "../../../main/recents.ts";
import { openSettings, type Settings } from "../../../main/settings.ts";
import type { FaultFolders } from "../faultFolders.ts";
import { filesLeft } from "../faultFolders.ts";
import type { Stage } from "../stage.ts";

interface Comfort {
  readonly name: string;
  readonly file: string;
  /** What the file holds, and what it is to hold. */
  readonly before: unknown;
  readonly behind: unknown;
  change(file: string): void;
}

/** Those of a new user, but for two. */
const settings = (theme: "light" | "dark"): Settings => ({
  ...openSettings("/nowhere/settings.json").current(),
  theme,
  window: { x: 10, y: 20, width: 900, height: 700, maximized: false },
});
const recent = (name: string) => ({ path: `/logs/${name}`, bytes: 10, openedAt: 1 });

const transcript = "/logs/a.jsonl";
const head = "100-0123456789abcdef";
const bookmark = (record: number) => {
  return { record, offset: record * 100, length: 99, hash: "0123456789abcdef", kind: "RAW", note: "" };
};

export const comfortStages: readonly Stage[] = [
  comfortStage({
    name: "settings",
    file: "settings.json",
    before: settings("light"),
    behind: settings("dark"),
    change: (file) => openSettings(file).change({ theme: "dark" }),
  }),
  comfortStage({
    name: "recent files",
    file: "recents.json",
    before: [recent("a"), recent("b")],
    behind: [recent("b"), recent("a")],
    change: (file) => openRecents(file).add(recent("b")),
  }),
  comfortStage({
    name: "bookmarks",
    file: `${head}-${createHash("sha256").update(transcript).digest("hex").slice(0, 16)}.json`,
    before: { path: transcript, bookmarks: [bookmark(1)] },
    behind: { path: transcript, bookmarks: [bookmark(1), bookmark(7)] },
    change: (file) => {
      const files = openBookmarkFiles(path.dirname(file));
      const known = files.of(transcript, [head]).filter(({ record }) => record !== 7);
      if (!files.keep(transcript, [head], [...known, bookmark(7)])) console.warn("They could not be kept.");
    },
  }),
];

/** A line on the console is all that is said of what goes wrong. */
function comfortStage({ name, file, before, behind, change }: Comfort): Stage {
  const fileIn = (folders: FaultFolders): string => path.join(folders.target, file);
  const textIn = (folders: FaultFolders): string => fs.readFileSync(fileIn(folders), "utf8");
  return {
    name,
    uses: ["target"],
    mayForget: true,
    source: undefined,
    prepare: async (folders) => fs.writeFileSync(fileIn(folders), JSON.stringify(before)),
    run: async (folders) => {
      const [sentence] = warningsOf(() => change(fileIn(folders)));
      return sentence === undefined ? { is: "answer", answer: () => textIn(folders) } : { is: "sentence", sentence };
    },
    complaint: (folders, _, __, mayLeave) => {
      const mayBe = [before, behind].map((value) => JSON.stringify(value));
      if (!mayBe.includes(textIn(folders))) return `the file holds ${textIn(folders)}`;
      const others = filesLeft(folders.target).filter((one) => one !== file);
      return others.length === 0 || mayLeave ? undefined : `beside it: ${others.join(", ")}`;
    },
  };
}

function warningsOf(work: () => void): readonly string[] {
  const { warn } = console;
  const said: string[] = [];
  console.warn = (line: unknown) => void said.push(String(line));
  try {
    work();
  } finally {
    console.warn = warn;
  }
  return said;
}
