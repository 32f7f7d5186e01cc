import fs from "node:fs";
import path from "node:path";
import { expect, it, vi } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { openFile } from "../source/fileSource.ts";
import { passOn } from "./passOn.ts";

const makeFolder = temporaryFolders();

it("hands on all that was there at the end, and leaves nothing behind with each look", async () => {
  const file = path.join(makeFolder(), "printed");
  fs.writeFileSync(file, "one\n");
  const opened = openFile(file);
  if (!opened.ok) throw new Error(opened.failure.code);
  const source = opened.value;
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const waits = vi.spyOn(ended, "then");
  const readInto = source.readInto;
  let looks = 0;
  vi.spyOn(source, "readInto").mockImplementation((...wanted) => {
    looks += 1;
    if (looks === 5) {
      fs.appendFileSync(file, "two\n");
      resolve();
    }
    return readInto(...wanted);
  });
  let text = "";
  await passOn(source, ended, async (bytes) => {
    text += Buffer.from(bytes).toString("utf8");
  });
  expect(text).toBe("one\ntwo\n");
  expect(looks).toBeGreaterThanOrEqual(5);
  expect(waits).toHaveBeenCalledTimes(1);
  source.close();
});
