// A program for tests that kill it: writes to the file of its first argument until it is stopped. Told to end, it does so
// without closing anything.

import { openAtomicFile } from "../engine/export/atomicFile.ts";

process.on("SIGTERM", () => process.exit(3));
const opened = await openAtomicFile(process.argv[2] ?? "");
if (!opened.ok) throw new Error(opened.failure.code);
const block = Buffer.alloc(1024 * 1024, "x");
// Bounded all the same, in case nobody stops it: 10 GB.
for (let left = 10_000; left > 0; left -= 1) {
  await opened.value.write(block);
  if (left === 9_990) process.stdout.write("writing\n");
}
