import fs from "node:fs";
import path from "node:path";
import { beforeEach, expect, it, vi } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { createSpoolFile } from "./spoolFile.ts";

const makeFolder = temporaryFolders();

beforeEach(() => {
  vi.stubEnv("SEEKLINE_SPOOL_DIR", makeFolder());
});

it.skipIf(process.platform === "win32")(
  "a spool file that was removed by somebody is looked at as before",
  async () => {
    const created = await createSpoolFile("spooled");
    if (!created.ok) throw new Error(created.failure.code);
    const file = created.value;
    await file.write(Buffer.from("printed\n"));
    fs.rmSync(path.dirname(file.path), { recursive: true });
    expect(file.whyFull()).toBeUndefined();
    await file.end();
    expect(file.whyFull()).toBeUndefined();
    await file.remove();
  },
);
