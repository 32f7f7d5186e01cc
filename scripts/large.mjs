// `npm run large`: the tests of the memory of transcripts, long conversations and exports, at full size. `npm test` runs them at a smaller one.

import { ensureInstalled } from "./ensureInstalled.mjs";
import { findElectron } from "./findElectron.mjs";
import { runAsProgram } from "./runAsProgram.mjs";
import { exitStatus } from "./testCounts.mjs";
import { runUnitTests } from "./unit.mjs";

const fullBytes = 2_000_000_000;

await runAsProgram(import.meta.url, async (args) => {
  await ensureInstalled();
  const electron = await findElectron();
  process.env.SEEKLINE_SESSION_BYTES ??= String(fullBytes);
  const files = ["memory", "longConversations", "exportMemory"].map((name) => `electron/cli/${name}.test.ts`);
  // Each test is told as it ends, since all of them take hours: who stops them knows what was held until then.
  return exitStatus(await runUnitTests(electron.path, [...files, "--reporter=verbose", ...args]));
});
