// A folder for what takes long to make and serves many test files (`madeOnce.ts`); removed when all tests have run.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    readonly madeOnceFolder: string;
  }
}

export function setup(project: TestProject): () => void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-once-"));
  fs.chmodSync(folder, 0o755); // some tests run a program as another user
  project.provide("madeOnceFolder", folder);
  return () => fs.rmSync(folder, { recursive: true, force: true });
}
