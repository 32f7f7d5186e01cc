// Runs in a network namespace of its own (see `../network.spec.ts`), where nobody can be contacted unseen.

import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { expect } from "@playwright/test";
import { test as base, expectIndexed, projectRoot, rows } from "../app.ts";
import { beginExport, filterField, finishedExport } from "../workbench.ts";
import { attempts } from "./attempts.ts";
import { type Outside, openOutside } from "./outside.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

const test = base.extend<{ readonly outside: Outside }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  outside: async ({}, use) => {
    const outside = await openOutside();
    await use(outside);
    outside.close();
  },
});

test("whoever is contacted is seen", async ({ outside }) => {
  const { address } = await lookup("seen.example", 4);
  await new Promise((resolve) => connect(443, address).once("close", resolve).resume());
  const socket = createSocket("udp4");
  await new Promise((resolve) => socket.send("x", 3478, address, resolve));
  socket.close();
  await expect.poll(() => outside.contacts).toEqual(["name seen.example", "tcp 443", "udp 3478"]);
});

test("from start to end the app looks up no name and contacts nobody", async ({ launch, folder, outside }) => {
  // The second start finds the profile of the first.
  for (const round of ["first", "second"]) {
    const app = await launch({ isNew: true, file: sample });
    await expectIndexed(app.page);
    await filterField(app.page).fill("weather https://example.com");
    await filterField(app.page).press("Enter");
    await filterField(app.page).fill("");
    await expect(rows(app.page).first()).toBeVisible();
    await app.answerSaveDialog(path.join(folder, `${round}.jsonl`));
    await beginExport(app.page, "Compacted snapshot");
    await expect(finishedExport(app.page)).toBeVisible();
    await app.close();
  }
  expect(outside.contacts).toEqual([]);
});

test("looking for updates contacts the named address alone, and only once it was turned on", async ({
  launch,
  folder,
  outside,
}) => {
  const source = { address: "https://updates.example/seekline.json", publicKey: "AAAA" };
  await writeFile(path.join(folder, "updates.json"), JSON.stringify(source));
  const off = await launch({ userData: folder, file: sample });
  await expectIndexed(off.page);
  await off.close();
  expect(outside.contacts).toEqual([]);

  await writeFile(path.join(folder, "settings.json"), JSON.stringify({ theme: "system", looksForUpdates: true }));
  const on = await launch({ userData: folder, file: sample });
  await expectIndexed(on.page);
  await expect.poll(() => outside.contacts).toContain("tcp 443");
  await on.close();
  expect(new Set(outside.contacts)).toEqual(new Set(["name updates.example", "tcp 443"]));
});

test("sending contacts the address that was confirmed, and only then", async ({ launch, outside }) => {
  const app = await launch({ isNew: true, file: sample });
  await expectIndexed(app.page);
  const answer = (response: number) =>
    app.electron.evaluate(({ dialog }, button) => {
      dialog.showMessageBox = async () => ({ response: button, checkboxChecked: false });
    }, response);
  await app.page.keyboard.press("e");
  await app.page.getByRole("dialog", { name: "Export" }).getByRole("button", { name: "Send…" }).click();
  const sheet = app.page.getByRole("dialog", { name: "Send records" });
  await sheet.getByLabel("Address of the endpoint").fill("https://ingest.example/");
  await answer(1);
  await sheet.getByRole("button", { name: "Send…" }).click();
  await expect(sheet).toBeVisible();
  expect(outside.contacts).toEqual([]);
  await answer(0);
  await sheet.getByRole("button", { name: "Send…" }).click();
  await expect.poll(() => outside.contacts).toContain("tcp 443");
  await app.page.getByRole("dialog", { name: "Sending" }).getByRole("button", { name: "Stop" }).click();
  await expect(app.page.getByRole("dialog", { name: "Sending stopped" })).toBeVisible();
  await app.close();
  expect(new Set(outside.contacts)).toEqual(new Set(["name ingest.example", "tcp 443"]));
});

test("whatever a page tries, it looks up no name and contacts nobody", async ({ launch, outside }) => {
  const app = await launch({ isNew: true });
  await app.page.evaluate(attempts);
  // As long as it takes until a call that is let through arrives; STUN repeats its own several times meanwhile.
  await app.page.waitForTimeout(3_000);
  expect(app.problems.splice(0).join("\n")).toContain("Content Security Policy");
  await app.close();
  expect(outside.contacts).toEqual([]);
});
