import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fail, succeed } from "../../../shared/result.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { tokenSetting } from "./tokenSetting.ts";

const makeFolder = temporaryFolders();
afterEach(() => vi.unstubAllEnvs());

function tokenOf(file: string) {
  vi.stubEnv("SEEKLINE_TOKEN", "");
  vi.stubEnv("SEEKLINE_TOKEN_FILE", file);
  return tokenSetting();
}

describe("a token's file", () => {
  it("gives its first line", () => {
    const file = path.join(makeFolder(), "token");
    fs.writeFileSync(file, " secret \nmore\n");
    expect(tokenOf(file)).toEqual(succeed("secret"));
  });

  it("may come in pieces, as a pipe gives it: a part of it would be another token", () => {
    const file = path.join(makeFolder(), "token");
    const read = fs.readSync;
    vi.spyOn(fs, "readSync").mockImplementation((...args) => {
      const [handle, target, at, length, position]: readonly unknown[] = args;
      return Reflect.apply(read, fs, [handle, target, at, Math.min(Number(length), 3), position]);
    });
    for (const text of ["secret", "secret\n", "secret\nmore\n"]) {
      fs.writeFileSync(file, text);
      expect(tokenOf(file)).toEqual(succeed("secret"));
    }
    fs.writeFileSync(file, "x".repeat(100_000));
    expect(tokenOf(file)).toMatchObject({ ok: false, failure: { code: "bad-token" } });
  });

  it.runIf(process.platform !== "win32")("may be a pipe", () => {
    const pipe = path.join(makeFolder(), "pipe");
    execFileSync("mkfifo", [pipe]);
    spawn("sh", ["-c", 'echo secret > "$1"', "sh", pipe], { stdio: "ignore" });
    expect(tokenOf(pipe)).toEqual(succeed("secret"));
  });

  it("that cannot be read is told in words", () => {
    const folder = makeFolder();
    const problem = (detail: string) => fail({ code: "bad-token", from: "SEEKLINE_TOKEN_FILE", detail });
    expect(tokenOf(folder)).toEqual(problem("it is a folder"));
    expect(tokenOf(path.join(folder, "no"))).toEqual(problem("there is no such file"));
  });
});
