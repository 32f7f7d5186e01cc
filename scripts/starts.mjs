// What a start of the app takes, beside an empty window: `npm run starts`. Needs a display, or xvfb-run. `-- --docs` writes the table
// of docs/performance.md.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { findElectron } from "./findElectron.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { runProgram } from "./runProgram.mjs";
import { emptyWindow } from "./starts/emptyWindow.mjs";
import { oneStart } from "./starts/oneStart.mjs";
import { startsTable, withStarts } from "./starts/startsTable.mjs";

const { values } = parseArgs({
  options: {
    docs: { type: "boolean", default: false },
    rounds: { type: "string", default: "7" },
    bytes: { type: "string", default: "800mb" },
  },
});

const { path: electron } = await findElectron();
await build({ quiet: true });
const folder = await mkdtemp(path.join(tmpdir(), "seekline-starts-"));
try {
  const large = path.join(folder, "log.jsonl");
  const generated = await runProgram(process.execPath, [
    path.join(projectRoot, "out/main/generate.js"),
    ...["--shape", "deltas", "--seed", "7", "--bytes", values.bytes, "-o", large],
  ]);
  if (generated.status !== 0) throw new Error("the log could not be generated");
  const empty = await emptyWindow(folder);
  const sample = path.join(projectRoot, "samples", "weather-agent.jsonl");
  const contenders = [
    { name: "an empty window", args: [empty], element: undefined },
    { name: "the first screen", args: [projectRoot], element: undefined },
    { name: "the sample", args: [projectRoot, sample], element: "first-row" },
    {
      name: `a log of ${values.bytes.toUpperCase().replace("MB", " MB")}, never opened before`,
      args: [projectRoot, large],
      element: "first-row",
    },
  ];
  /** @type {Map<string, import("./starts/oneStart.mjs").StartTimes[]>} */
  const times = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const { name, args, element } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const home = await mkdtemp(path.join(folder, "home-"));
      const env = {
        ...Object.fromEntries(
          ["SEEKLINE_USER_DATA", "SEEKLINE_CACHE_DIR", "HOME", "XDG_CONFIG_HOME"].map((key) => [key, home]),
        ),
      };
      times.get(name)?.push(await oneStart({ electron, args, env, element }));
    }
    console.log(`Round ${round + 1} of ${values.rounds}`);
  }
  const table = startsTable(times, Number(values.rounds));
  console.log(table);
  if (values.docs) {
    const page = path.join(projectRoot, "docs", "performance.md");
    await writeFile(page, withStarts(await readFile(page, "utf8"), table));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
