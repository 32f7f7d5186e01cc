// The command line as a program of its own, for tests that run it on real files and pipes: as it is built and installed.
// Call it at the top of a test file: it gives every test folders of its own.

import fs from "node:fs";
import path from "node:path";
import { beforeAll, beforeEach } from "vitest";
import { generateLog, type LogSettings } from "../cli/generator/generateLog.ts";
import type { Manifest } from "../cli/generator/manifest.ts";
import { builtProgram, installedNode } from "./builtProgram.ts";
import type { ChildEnd, ChildOptions } from "./runChild.ts";
import { runChild } from "./runChild.ts";
import { temporaryFolders } from "./temporaryFolders.ts";

export interface Generated {
  readonly file: string;
  readonly text: string;
  readonly manifest: Manifest;
}

export interface Seekline {
  /** Where the built program lies. */
  program(): string;
  run(args: readonly string[], options?: ChildOptions): Promise<ChildEnd>;
  /** The variables that give the program this test's own folders. */
  environment(): Readonly<Record<"SEEKLINE_SPOOL_DIR" | "SEEKLINE_CACHE_DIR" | "NODE_DISABLE_COMPILE_CACHE", string>>;
  makeFolder(): string;
  /** A new file of this content. */
  fileOf(content: string | Uint8Array, name?: string): string;
  /** A new log, written by the project's own generator. */
  generated(settings: LogSettings): Promise<Generated>;
  /** Files in the spool folder, notes of unfinished ones included. */
  leftInSpool(): readonly string[];
  /** The same of the folder for kept indexes. */
  leftInCache(): readonly string[];
}

export function seeklineProgram(): Seekline {
  const makeFolder = temporaryFolders();
  let program = "";
  let spool = "";
  let cache = "";

  beforeAll(async () => {
    program = await builtProgram();
  });
  beforeEach(() => {
    spool = makeFolder();
    cache = makeFolder();
  });

  const environment = () => ({
    SEEKLINE_SPOOL_DIR: spool,
    SEEKLINE_CACHE_DIR: cache,
    // Compiled code would be written anew into each test's own folder, which takes longer than most runs.
    NODE_DISABLE_COMPILE_CACHE: "1",
  });
  const fileOf = (content: string | Uint8Array, name = "log.jsonl") => {
    const file = path.join(makeFolder(), name);
    fs.writeFileSync(file, content);
    return file;
  };
  return {
    program: () => program,
    run: (args, options = {}) =>
      runChild([program, ...args], { node: installedNode, ...options, env: { ...environment(), ...options.env } }),
    environment,
    makeFolder,
    fileOf,
    async generated(settings) {
      const blocks: Buffer[] = [];
      const manifest = await generateLog(settings, { write: (bytes) => void blocks.push(Buffer.from(bytes)) });
      const text = Buffer.concat(blocks).toString();
      return { file: fileOf(text), text, manifest };
    },
    leftInSpool: () => filesIn(spool),
    leftInCache: () => filesIn(cache),
  };
}

function filesIn(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}
