// Sending from the export sheet: only after a person confirmed where to, with numbers, and it goes on where the endpoint is.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { type App, test as base, expectIndexed, projectRoot } from "./app.ts";
import { filterField } from "./workbench.ts";

const line = (n: number): string => `{"type":"${n % 2 === 0 ? "EVEN" : "ODD"}","n":${n}}\n`;
const lines = (count: number): string => Array.from({ length: count }, (_, n) => line(n)).join("");
const token = "rose-petal-72";

interface Receiver {
  readonly url: string;
  readonly dir: string;
}

const test = base.extend<{ readonly receiver: Receiver }>({
  receiver: async ({ folder }, use) => {
    const dir = path.join(folder, "received");
    await mkdir(dir);
    const program = path.join(projectRoot, "out/main/cli.js");
    const child = spawn(process.execPath, [program, "receive", "--dir", dir, "--port", "0"], {
      env: { ...process.env, SEEKLINE_TOKEN: token },
    });
    const url = await addressOf(child);
    await use({ url, dir });
    child.kill("SIGINT");
  },
});

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (text) => {
        said += String(text);
        const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
        if (url !== undefined) resolve(`${url}/`);
      });
    }
  });
}

/** What main asks, and how it is answered. */
async function answerQuestions(app: App, response: 0 | 1): Promise<void> {
  await app.electron.evaluate(({ dialog }, button) => {
    Object.assign(dialog, { asked: [] });
    dialog.showMessageBox = async (...given: readonly unknown[]) => {
      const asked: unknown = Reflect.get(dialog, "asked");
      if (Array.isArray(asked)) asked.push(JSON.stringify(given.at(-1)));
      return { response: button, checkboxChecked: false };
    };
  }, response);
}

const questions = (app: App): Promise<readonly string[]> =>
  app.electron.evaluate(({ dialog }) => Reflect.get(dialog, "asked"));

async function openSheet(page: Page) {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("dialog", { name: "Export" }).getByRole("button", { name: "Send…" }).click();
  return page.getByRole("dialog", { name: "Send records" });
}

test("sends what the filter lets through, once it was confirmed, and goes on where the endpoint is", async ({
  launch,
  folder,
  receiver,
}) => {
  const file = path.join(folder, "log.jsonl");
  const large = `{"type":"ODD","text":"${"x".repeat(17 * 1024 * 1024)}"}\n`;
  await writeFile(file, `${lines(1_200)}${large}`);
  const app = await launch({ isNew: true, file });
  const { page } = app;
  await expectIndexed(page);
  await filterField(page).fill("kind:ODD");
  await filterField(page).press("Enter");
  const sheet = await openSheet(page);
  await expect(sheet).toContainText("The records that pass the filter kind:ODD");
  await sheet.getByLabel("Address of the endpoint").fill("https://name:secret@example.org/");
  await expect(sheet).toContainText("ends in logs");
  await expect(sheet.getByRole("button", { name: "Send…" })).toBeDisabled();
  await sheet.getByLabel("Address of the endpoint").fill("http://example.org/");
  await expect(sheet).toContainText("without encryption");
  await sheet.getByLabel("Address of the endpoint").fill(receiver.url);
  await expect(sheet).toContainText("This machine itself (loopback)");
  await app.screenshot("send");

  // A token that is wrong, then the right one.
  await answerQuestions(app, 0);
  await sheet.getByLabel("Token, if it asks for one").fill("wrong");
  await sheet.getByLabel("Token, if it asks for one").press("Enter");
  const failed = page.getByRole("dialog", { name: "Sending failed" });
  await expect(failed.getByRole("alert")).toContainText("401");
  expect((await questions(app)).join()).toContain("Send records of “log.jsonl” to 127.0.0.1");
  await failed.getByRole("button", { name: "Send again" }).click();
  await expect(sheet.getByLabel("Token, if it asks for one")).toHaveValue("");
  await sheet.getByLabel("Token, if it asks for one").fill(token);
  await sheet.getByRole("button", { name: "Send…" }).click();
  const sent = page.getByRole("dialog", { name: /^Sent in / });
  await expect(sent).toContainText("The endpoint has all 600 events, each once and in order.");
  await expect(sent).toContainText("1 record not sent: larger than the 16 MiB that an event may take.");
  const odd = Array.from({ length: 600 }, (_, n) => line(2 * n + 1)).join("");
  const [received = ""] = (await readdir(receiver.dir)).filter((name) => name.endsWith(".jsonl"));
  expect(await readFile(path.join(receiver.dir, received), "utf8")).toBe(odd);

  // The same again is there already.
  await sent.getByRole("button", { name: "Send again" }).click();
  await sheet.getByLabel("Token, if it asks for one").fill(token);
  await sheet.getByRole("button", { name: "Send…" }).click();
  await expect(sent).toContainText("The endpoint has all 600 events");
  expect(await readFile(path.join(receiver.dir, received), "utf8")).toBe(odd);
  await sent.getByRole("button", { name: /^Record/ }).click();
  await expect(page.getByRole("option", { selected: true })).toContainText("1 200");

  // The token is in none of the files that the app keeps.
  const kept = await readdir(path.join(folder, "user-data"), { recursive: true, withFileTypes: true });
  for (const entry of kept.filter((one) => one.isFile())) {
    const bytes = await readFile(path.join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
    expect(bytes.includes(token), entry.name).toBe(false);
  }
  app.problems.length = 0;
});

test("sends nothing where it was not confirmed, and stops when it is told to", async ({ launch, folder }) => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests++;
    response.writeHead(503, { "content-type": "application/json" }).end('{"error":"not now"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port }: Pick<AddressInfo, "port"> = portOf(server.address());
  const file = path.join(folder, "log.jsonl");
  await writeFile(file, lines(10));
  const app = await launch({ isNew: true, file });
  const { page } = app;
  await expectIndexed(page);
  await answerQuestions(app, 1);
  const sheet = await openSheet(page);
  await sheet.getByLabel("Address of the endpoint").fill(`http://127.0.0.1:${port}/`);
  await sheet.getByRole("button", { name: "Send…" }).click();
  await expect.poll(async () => (await questions(app)).length).toBe(1);
  await expect(sheet).toBeVisible();
  expect(requests).toBe(0);
  await answerQuestions(app, 0);
  await sheet.getByRole("button", { name: "Send…" }).click();
  const running = page.getByRole("dialog", { name: "Sending" });
  await expect(running).toContainText("Trying again: it answers 503 and says “not now”");
  await running.getByRole("button", { name: "Stop" }).click();
  const stopped = page.getByRole("dialog", { name: "Sending stopped" });
  await expect(stopped).toContainText("The endpoint has 0 events. Sending again goes on from there.");
  server.close();
});

function portOf(address: AddressInfo | string | null): Pick<AddressInfo, "port"> {
  if (address === null || typeof address === "string") throw new Error("the server listens nowhere");
  return address;
}
