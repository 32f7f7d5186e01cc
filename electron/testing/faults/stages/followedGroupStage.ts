// A folder as one that is followed while another program writes to it: what the group has in the end is what its files hold.

import fs from "node:fs";
import path from "node:path";
import { everything } from "../../../../shared/filter/filter.ts";
import { groupMembers } from "../../../engine/group/groupMembers.ts";
import { openGroup } from "../../../engine/groupSession.ts";
import { readText } from "../../../engine/query/recordText.ts";
import type { View } from "../../../engine/query/view.ts";
import { SourceError } from "../../../engine/source/fileSource.ts";
import type { Transcript } from "../../../engine/transcript.ts";
import type { FaultFolders } from "../faultFolders.ts";
import type { Content, Outcome, Stage } from "../stage.ts";
import { sourceName } from "../stage.ts";
import { sentenceOf } from "./commandStage.ts";

const [grown, young] = ["grown.jsonl", "young.jsonl"];
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => `{"type":"LINE","n":${from + n}}\n`).join("");

export function followedGroupStage(source: (content: Content) => Buffer): Stage {
  return {
    name: "followed group",
    uses: ["source", "spool", "cache"],
    source,
    prepare: async ({ source: folder }) => fs.writeFileSync(path.join(folder, grown), lines(0, 10)),
    prepareNext: ({ source: folder }) => {
      fs.writeFileSync(path.join(folder, grown), lines(0, 10));
      fs.rmSync(path.join(folder, young), { force: true });
    },
    run: async (folders) => {
      const members = await groupMembers([folders.source]);
      if (!members.ok) return sentenceOf(members);
      const group = openGroup("group", members.value, { follow: { places: [folders.source] } });
      try {
        return await followed(group, folders);
      } finally {
        group.close();
      }
    },
  };
}

async function followed(group: Transcript, { source: folder }: FaultFolders): Promise<Outcome> {
  const { state } = await group.whenIndexed();
  if (state.phase === "failed") return sentenceOf({ ok: false, failure: state.failure });
  const all = group.query(everything);
  const writes = [
    () => fs.appendFileSync(path.join(folder, grown), lines(10, 20)),
    () => fs.writeFileSync(path.join(folder, young), lines(20, 25)),
    () => fs.appendFileSync(path.join(folder, young), lines(25, 30)),
  ];
  for (const write of writes) {
    if (!tried(write)) return { is: "sentence", sentence: "The other program could not write." };
    await until(() => group.notice !== undefined || all.rows() >= linesIn(folder));
  }
  const { notice } = group;
  if (notice !== undefined) return { is: "sentence", sentence: notice };
  try {
    const content = contentOf(group, all);
    return { is: "answer", answer: () => content };
  } catch (error) {
    if (error instanceof SourceError) return sentenceOf({ ok: false, failure: error.failure });
    throw error;
  }
}

function contentOf(group: Transcript, view: View): string {
  const rows = group.rows(view, 0, view.rows()).map(({ record, origin }) => {
    const place = group.record(record);
    if (!place.ok) throw new Error(place.failure.code);
    return `${origin?.name} ${String(origin?.record).padStart(6, "0")} ${readText(group.source, place.value, 0, 200).text}`;
  });
  return rows.toSorted().join("\n");
}

/** False when the system refuses. */
export function tried(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

/** Lines of all files; more than there can be where a fault hides some. */
function linesIn(folder: string): number {
  try {
    return [sourceName, grown, young]
      .map((name) => path.join(folder, name))
      .filter((file) => fs.existsSync(file))
      .reduce((sum, file) => sum + fs.readFileSync(file, "latin1").split("\n").length - 1, 0);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}
