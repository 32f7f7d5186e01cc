import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { bytesIn, heldBy, namelessBytes, ownMemory, processName } from "./sample.ts";

test("processes are known by their command lines", () => {
  const line = (...words: readonly string[]): string => `${words.join("\0")}\0`;
  expect(processName(line("/x/electron", "--type=renderer", "--lang=en"))).toBe("page");
  expect(processName(line("/x/electron", "--type=gpu-process"))).toBe("graphics");
  expect(processName(line("/x/electron", "--type=utility", "--utility-sub-type=node.mojom.NodeService"))).toBe(
    "engine",
  );
  expect(processName(line("/x/electron", "--type=utility", "--utility-sub-type=network.mojom.NetworkService"))).toBe(
    "other",
  );
});

test("mapped files are nobody's own memory", () => {
  expect(ownMemory("VmRSS:\t  100 kB\nRssAnon:\t   30 kB\nRssFile:\t   60 kB\nRssShmem:\t   10 kB\n")).toBe(40 * 1024);
});

if (process.platform === "linux") {
  test("this process holds memory and handles", () => {
    const { main } = heldBy(process.pid);
    expect(main?.memory).toBeGreaterThan(2 ** 20);
    expect(main?.handles).toBeGreaterThan(2);
  });

  test("files count with and without a name", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-sample-"));
    const file = path.join(folder, "inner", "file");
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, Buffer.alloc(2 ** 20, 1));
    expect(bytesIn(folder)).toBeGreaterThanOrEqual(2 ** 20);
    const handle = fs.openSync(file, "r");
    fs.rmSync(file);
    expect(bytesIn(folder)).toBeLessThan(2 ** 20);
    expect(namelessBytes(process.pid, folder)).toBeGreaterThanOrEqual(2 ** 20);
    fs.closeSync(handle);
    expect(namelessBytes(process.pid, folder)).toBe(0);
    fs.rmSync(folder, { recursive: true });
  });
}
