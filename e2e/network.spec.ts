// "Loads nothing from outside", Chromium's own wishes included: the tests in `network/` run in a network namespace of
// their own, in which every look-up of a name and every connection arrives at the test. Linux has such namespaces.

import { spawn } from "node:child_process";
import path from "node:path";
import { expect } from "@playwright/test";
import { projectRoot, test } from "./app.ts";

const here = path.join(projectRoot, "e2e/network");

if (process.platform === "linux") {
  test("contacts nobody", async () => {
    const asRoot = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
    const made = await run("unshare", [...asRoot, "--net", "--mount", path.join(here, "enter.sh"), "true"]);
    expect(
      made.status,
      `No network namespace could be made here, so nobody can say whom the app contacts. Allow it (as root, or with user namespaces; it takes unshare, ip and veth): ${made.output}`,
    ).toBe(0);

    const playwright = path.join(projectRoot, "node_modules/@playwright/test/cli.js");
    const tests = [process.execPath, playwright, "test", "--reporter=list", "--config", here];
    const { status, output } = await run("unshare", [
      ...asRoot,
      "--net",
      "--mount",
      path.join(here, "enter.sh"),
      ...tests,
    ]);
    expect(status, output).toBe(0);
    expect(output).toContain("5 passed");
  });
}

/** Runs a program to its end, and gives what it printed. */
function run(program: string, args: readonly string[]): Promise<{ readonly status: number; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: projectRoot, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.once("error", reject);
    child.once("close", (status) => resolve({ status: status ?? 1, output }));
  });
}
