// `seekline` as it is installed, without a display: the same binary as the app, with all of its fuses.

import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { projectRoot } from "../app.ts";
import { test } from "./installation.ts";
import { run } from "./run.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

test("answers without a display, on the path", async ({ installation, folder }) => {
  const { DISPLAY: _, ...env } = installation.env;
  const seekline = (words: readonly string[], input?: string) =>
    run("seekline", words, { env, cwd: folder, ...(input === undefined ? {} : { input }) });

  const { version } = JSON.parse(await readFile(path.join(projectRoot, "package.json"), "utf8"));
  expect(await seekline(["--version"])).toEqual({ status: 0, output: `${version}\n`, errors: "" });

  const counted = await seekline(["stats", sample, "--json"]);
  expect(counted).toMatchObject({ status: 0, errors: "" });
  expect(JSON.parse(counted.output)).toMatchObject({ format: "ag-ui", malformed: 0 });

  const piped = await seekline(["stats", "-", "--json"], '{"type":"A"}\n{"type":"B"}\n');
  expect(JSON.parse(piped.output)).toMatchObject({ records: 2 });

  expect(await seekline(["export", sample, "--as", "snapshot", "-o", "out.jsonl", "--quiet"])).toMatchObject({
    status: 0,
  });
  expect(await readFile(path.join(folder, "out.jsonl"), "utf8")).toContain("MESSAGES_SNAPSHOT");

  // With ripgrep from beside the archive.
  const found = await seekline(["rows", sample, "--filter", "/get_w[a-z]+ther/", "--count", "1"]);
  expect(found).toMatchObject({ status: 0, errors: "" });
  expect(found.output).toContain("get_weather");
});

test("hands on exit statuses, and what Chromium would take for its own", async ({ installation, folder }) => {
  const { DISPLAY: _, ...env } = installation.env;
  const seekline = (...words: string[]) => run("seekline", words, { env, cwd: folder });
  expect((await seekline("stats", "missing.jsonl")).status).toBe(1);
  expect((await seekline("nosuch")).status).toBe(2);
  expect((await seekline("run", "--quiet", "--", "sh", "-c", "exit 7")).status).toBe(7);
  // Behind a command these are words like any other.
  const odd = await seekline("stats", "--renderer-cmd-prefix=touch escaped", sample);
  expect(odd.status).toBe(2);
  expect(odd.errors).toContain("renderer-cmd-prefix");
});

test("is interrupted like any program", async ({ installation, folder }) => {
  const { DISPLAY: _, ...env } = installation.env;
  const child = spawn("seekline", ["serve", ".", "--port", "0"], {
    env,
    cwd: folder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.kill("SIGINT");
  expect(await ended).toBe(130);
});

test("says in one sentence why there is no window", async ({ installation }) => {
  const { DISPLAY: _, ...env } = installation.env;
  const { status, errors } = await run("seekline", [sample], { env });
  expect(status).toBe(1);
  expect(errors).toMatch(/^seekline: there is no display here[^\n]*\n$/);
});

test("works in a home where nothing can be written", async ({ installation }) => {
  const { DISPLAY: _, ...env } = installation.env;
  const { status, output } = await run("seekline", ["stats", "--json", sample], {
    env: { ...env, HOME: "/proc/nobody" },
  });
  expect(status).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ format: "ag-ui" });
});

test("leaves a file of the app's name for a command alone", async ({ installation, folder }) => {
  const { DISPLAY: _, ...env } = installation.env;
  await writeFile(path.join(folder, "stats"), "{}\n");
  const { status, errors } = await run("seekline", ["./stats"], { env, cwd: folder });
  expect(status).toBe(1);
  expect(errors).toContain("no display");
});
