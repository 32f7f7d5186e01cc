import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { wordsFor, writeFailure } from "./writeFailure.ts";

const refused = (code: string, file: string) => Object.assign(new Error(code), { code, syscall: "open", path: file });

it("says of a file that cannot be made whether its folder is there", () => {
  expect(wordsFor(refused("ENOENT", path.join(os.tmpdir(), "new.jsonl")))).toBe("no files can be made there");
  expect(wordsFor(refused("ENOENT", path.join(os.tmpdir(), "no-such-folder", "new.jsonl")))).toBe(
    "its folder does not exist",
  );
});

it("tells a full disk from all else", () => {
  expect(writeFailure("a", refused("ENOSPC", "a"))).toEqual({ code: "disk-full", name: "a" });
  expect(writeFailure("a", refused("EROFS", "a"))).toEqual({
    code: "not-writable",
    name: "a",
    detail: "the disk is read-only",
  });
});
