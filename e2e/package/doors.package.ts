// The doors that Electron has by default into a program, each tried with a harmless probe: it writes a file where it runs.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { fuseWire } from "./fuseWire.ts";
import { test } from "./installation.ts";
import { run } from "./run.ts";
import { startApp } from "./startedApp.ts";

const binary = (root: string) => path.join(root, "usr/lib/seekline/seekline");

test("has its fuses set", async ({ installation }) => {
  const names = [
    "RunAsNode",
    "EnableCookieEncryption",
    "EnableNodeOptionsEnvironmentVariable",
    "EnableNodeCliInspectArguments",
    "EnableEmbeddedAsarIntegrityValidation",
    "OnlyLoadAppFromAsar",
    "LoadBrowserProcessSpecificV8Snapshot",
    "GrantFileProtocolExtraPrivileges",
  ];
  const wire = await fuseWire(binary(installation.root));
  const on = names.filter((_, at) => wire[at] === "1");
  const off = names.filter((_, at) => wire[at] === "0");
  expect(on).toEqual(["EnableCookieEncryption", "EnableEmbeddedAsarIntegrityValidation", "OnlyLoadAppFromAsar"]);
  expect([...on, ...off].sort()).toEqual([...names].sort());
});

test("is no Node for others", async ({ installation, folder }) => {
  const probe = await writeProbe(folder);
  const { DISPLAY: _, ...env } = installation.env;
  for (const words of [[probe], ["-e", `require(${JSON.stringify(probe)})`]]) {
    await run(binary(installation.root), words, { env: { ...env, ELECTRON_RUN_AS_NODE: "1" } });
  }
  expect(await whatRan(folder)).toEqual([]);
});

test("loads no code that the environment names", async ({ installation, folder }) => {
  const probe = await writeProbe(folder);
  const { DISPLAY: _, ...env } = installation.env;
  const { status } = await run(installation.seekline, ["--version"], {
    env: { ...env, NODE_OPTIONS: `--require ${JSON.stringify(probe)}` },
  });
  expect(status).toBe(0);
  expect(await whatRan(folder)).toEqual([]);
});

test("lets nobody attach a debugger to its main process", async ({ installation, folder }) => {
  const { DISPLAY: _, ...env } = installation.env;
  const words = [
    "--inspect=0",
    "--inspect-brk=0",
    "--no-sandbox",
    "--seekline-command=x",
    "--",
    "serve",
    folder,
    "--port",
    "0",
  ];
  const child = spawn(binary(installation.root), words, { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "close");
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  await expect.poll(() => said).toContain("serving at");
  // What Node does by default when it is sent this signal.
  child.kill("SIGUSR1");
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill("SIGINT");
  await ended;
  expect(said).not.toMatch(/debugger/i);
});

test("loads no app but its archive", async ({ installation, folder }) => {
  // A copy of the program, so that the installed one stays as it is.
  const app = path.join(folder, "seekline");
  await cp(path.dirname(binary(installation.root)), app, { recursive: true });
  const other = path.join(app, "resources/app");
  await mkdir(other);
  await writeFile(path.join(other, "package.json"), '{"main":"main.cjs"}');
  await writeProbe(folder, path.join(other, "main.cjs"));
  const { DISPLAY: _, ...env } = installation.env;
  const command = ["--no-sandbox", "--seekline-command=x", "--", "--version"];
  expect((await run(path.join(app, "seekline"), command, { env })).status).toBe(0);

  // Nor does it without its archive, or an app that is named to it.
  await rm(path.join(app, "resources/app.asar"));
  expect((await run(path.join(app, "seekline"), command, { env })).status).not.toBe(0);
  await run(path.join(app, "seekline"), ["--no-sandbox", other], { env });
  expect(await whatRan(folder)).toEqual([]);
});

test("takes a folder with a program in it for a file to open", async ({ installation, folder }) => {
  await writeFile(path.join(folder, "package.json"), '{"main":"main.cjs"}');
  await writeProbe(folder, path.join(folder, "main.cjs"));
  const app = await startApp(installation.seekline, [folder], installation.env);
  await expect(app.page.getByRole("alert")).toContainText("There is no transcript in");
  await app.close();
  expect(await whatRan(folder)).toEqual([]);
});

/** A program that shows that it ran by a file beside the folder's others. */
async function writeProbe(folder: string, file = path.join(folder, "probe.cjs")): Promise<string> {
  const target = JSON.stringify(path.join(folder, "it-ran-"));
  await writeFile(file, `require("node:fs").writeFileSync(${target} + process.pid, "");`);
  return file;
}

async function whatRan(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith("it-ran-"));
}
