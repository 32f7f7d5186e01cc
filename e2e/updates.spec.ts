// Looking for a newer version: nothing of it is there until the user has named an address, and then it only tells.

import { generateKeyPairSync, sign } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { expect } from "@playwright/test";
import { type App, test as base } from "./app.ts";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");

interface Publisher {
  readonly address: string;
  readonly asked: string[];
}

const test = base.extend<{ readonly publisher: Publisher }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  publisher: async ({}, use) => {
    const asked: string[] = [];
    const notice = JSON.stringify({ product: "seekline", version: "99.0.0", page: "https://seekline.example/99" });
    const signature = sign(null, Buffer.from(notice), privateKey).toString("base64");
    const server = createServer(({ url }, response) => {
      asked.push(url ?? "");
      response.end(JSON.stringify({ notice, signature }));
    });
    await use({ address: `${await listen(server)}/update.json`, asked });
    server.close();
  },
});

test("is not offered without an address", async ({ launch }) => {
  const app = await launch({ isNew: true });
  expect(await itemsOf(app)).toEqual([
    { label: "Look for Updates at Start", enabled: false, checked: false },
    { label: "Look for Updates Now", enabled: false, checked: false },
  ]);
});

test("asks only when told to, and tells of what it found", async ({ launch, folder, publisher }) => {
  await nameAddress(folder, publisher);
  const app = await launch({ userData: folder });
  await expect(app.page.getByRole("heading", { name: "Seekline" })).toBeVisible();
  expect(publisher.asked).toEqual([]);
  await recordDialogs(app);
  await clickItem(app, "Look for Updates Now");
  await expect.poll(() => dialogsOf(app)).toEqual(["Seekline 99.0.0 is there."]);
  expect(publisher.asked).toEqual(["/update.json"]);
});

test("asks at each start once it was turned on", async ({ launch, folder, publisher }) => {
  await nameAddress(folder, publisher);
  const first = await launch({ userData: folder });
  await clickItem(first, "Look for Updates at Start");
  await expect
    .poll(() => itemsOf(first))
    .toContainEqual({ label: "Look for Updates at Start", enabled: true, checked: true });
  await first.close();
  expect(publisher.asked).toEqual([]);
  await launch({ userData: folder });
  await expect.poll(() => publisher.asked).toEqual(["/update.json"]);
});

async function nameAddress(folder: string, { address }: Publisher): Promise<void> {
  const key = publicKey.export({ format: "der", type: "spki" }).toString("base64");
  await writeFile(path.join(folder, "updates.json"), JSON.stringify({ address, publicKey: key }));
}

function itemsOf(app: App) {
  return app.electron.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? [])
      .flatMap(({ submenu }) => submenu?.items ?? [])
      .filter(({ label }) => label.includes("Updates"))
      .map(({ label, enabled, checked }) => ({ label, enabled, checked })),
  );
}

async function clickItem(app: App, wanted: string): Promise<void> {
  await app.electron.evaluate(({ Menu }, label) => {
    const items = (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? []);
    items.find((item) => item.label === label)?.click();
  }, wanted);
}

/** No test can see the system's dialogs: they are written down, and answered with Not Now. */
async function recordDialogs(app: App): Promise<void> {
  await app.electron.evaluate(({ dialog }) => {
    const shown: string[] = [];
    Reflect.set(globalThis, "shownDialogs", shown);
    Reflect.set(dialog, "showMessageBox", async (_window: unknown, { message }: { readonly message: string }) => {
      shown.push(message);
      return { response: 1, checkboxChecked: false };
    });
  });
}

function dialogsOf(app: App): Promise<unknown> {
  return app.electron.evaluate(() => Reflect.get(globalThis, "shownDialogs"));
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
    });
  });
}
