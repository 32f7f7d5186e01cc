// Those points of Electron's security checklist that show only in how a page runs; docs/security.md has all of them with
// the tests that hold them.

import { expect } from "@playwright/test";
import { type App, test } from "./app.ts";

test("loads nothing but its own files", async ({ launch }) => {
  const { page } = await launch({ isNew: true });
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  await page.reload();
  await expect(page.getByRole("heading", { name: "Seekline" })).toBeVisible();
  expect(loaded).toContain("app://seekline/index.html");
  expect(loaded.length).toBeGreaterThan(2);
  expect(loaded.filter((url) => !url.startsWith("app://seekline/"))).toEqual([]);
});

test("runs its page with every protection on and nothing experimental", async ({ launch }) => {
  const preferences = await preferencesOf(await launch({ isNew: true }));
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    webSecurity: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
  // No feature of Blink is named, and no arguments reach the page's process.
  expect(preferences.enableBlinkFeatures ?? "").toBe("");
  expect(preferences.additionalArguments ?? []).toEqual([]);
});

test("knows no webview, and would attach none", async ({ launch }) => {
  const { page, electron } = await launch({ isNew: true });
  const made = await page.evaluate(() => {
    const element = document.createElement("webview");
    element.setAttribute("src", "https://example.com/");
    element.setAttribute("allowpopups", "");
    document.body.append(element);
    const isKnown = "getWebContentsId" in element || "loadURL" in element;
    element.remove();
    return isKnown;
  });
  expect(made).toBe(false);
  const refused = await electron.evaluate(({ webContents }) => {
    let prevented = 0;
    const event = {
      preventDefault() {
        prevented += 1;
      },
    };
    webContents.getAllWebContents()[0]?.emit("will-attach-webview", event, {}, { src: "https://example.com/" });
    return prevented;
  });
  expect(refused).toBe(1);
});

test("reads no file by its address", async ({ launch, folder }) => {
  const { page, problems } = await launch({ isNew: true });
  expect(await page.evaluate(() => location.protocol)).toBe("app:");
  const read = await page.evaluate(
    (address) =>
      fetch(address).then(
        () => "read",
        () => "refused",
      ),
    `file://${folder}`,
  );
  expect(read).toBe("refused");
  problems.splice(0);
});

test("downloads nothing", async ({ launch, folder }) => {
  const { page, electron } = await launch({ isNew: true });
  await electron.evaluate(({ app }, place) => app.setPath("downloads", place), folder);
  const ended = await electron.evaluate(({ session }) => {
    const outcome = new Promise<string>((resolve) => {
      session.defaultSession.on("will-download", (event, item) => {
        // Behind the app's own listener.
        if (event.defaultPrevented) resolve("prevented");
        item.once("done", (_event, state) => resolve(state));
      });
    });
    Reflect.set(globalThis, "downloadOfTest", outcome);
    return "listening";
  });
  expect(ended).toBe("listening");
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["x"]));
    link.download = "x.exe";
    document.body.append(link);
    link.click();
    link.remove();
  });
  expect(await electron.evaluate(() => Reflect.get(globalThis, "downloadOfTest"))).toBe("prevented");
});

async function preferencesOf({ electron, page }: App): Promise<Record<string, unknown>> {
  await expect(page.getByRole("heading", { name: "Seekline" })).toBeVisible();
  const found: unknown = await electron.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents()[0];
    // There at run time, though Electron does not document it.
    return contents === undefined
      ? undefined
      : Reflect.apply(Reflect.get(contents, "getLastWebPreferences"), contents, []);
  });
  if (typeof found !== "object" || found === null) throw new Error("the page tells no preferences");
  return { ...found };
}
