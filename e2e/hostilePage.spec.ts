// What a page that somebody took over may ask of main and of the engine: nothing beyond the contract.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { type App, expectIndexed, projectRoot, rows, test } from "./app.ts";

test("answers no one but its own page", async ({ launch }) => {
  const { electron } = await launch({ isNew: true });
  const answers = await electron.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload } });
      await window.loadURL("data:text/html,<p>somebody else</p>");
      const results: unknown = await window.webContents.executeJavaScript(`
        Promise.all(["sampleFile", "recentFiles", "chooseFiles", "forgetRecentFiles"].map((name) =>
          window.seekline[name]().then(() => "answered", (error) => error.message)))`);
      window.destroy();
      return results;
    },
    path.join(projectRoot, "out/preload/preload.cjs"),
  );
  expect(answers).toEqual([
    expect.stringContaining("was refused"),
    expect.stringContaining("was refused"),
    expect.stringContaining("was refused"),
    expect.stringContaining("was refused"),
  ]);
});

test("refuses arguments that are not those of the contract", async ({ launch }) => {
  const { page } = await launch();
  const call = (name: string, ...sent: readonly unknown[]) =>
    page.evaluate(
      ([method, values]) => {
        const found = Object.entries(window.seekline).find(([key]) => key === method)?.[1];
        return Promise.resolve(Reflect.apply(found, undefined, values)).then(
          () => "answered",
          (error: Error) => error.message,
        );
      },
      [name, sent] as const,
    );
  expect(await call("copyText", { toString: "x" })).toContain("was refused");
  expect(await call("copyText", "x".repeat(17 * 1024 * 1024))).toContain("was refused");
  expect(await call("setTheme", "pink")).toContain("was refused");
  expect(await call("chooseTarget", { from: "/etc/passwd", suggestedName: "x" })).toContain("was refused");
  expect(await call("chooseTarget", { from: 1, suggestedName: "x" })).toContain("was refused");
  expect(await call("confirmEndpoint", { from: "x", address: "http://127.0.0.1/" })).toContain("was refused");
  expect(await call("confirmEndpoint", { from: "x", address: "x".repeat(2_001) })).toContain("was refused");
  expect(await call("showInFolder", "")).toContain("was refused");
  expect(await call("dragTarget", "/etc/passwd/".repeat(10))).toContain("was refused");
  expect(await call("openLink", "file:///etc/passwd")).toContain("was refused");
  expect(await call("openLink", "javascript:alert(1)")).toContain("was refused");
  expect(await call("openLink", "not a link")).toContain("was refused");
  const place = { file: "x", reading: {}, filter: "", record: undefined };
  expect(await call("remember", { ...place, filter: "x".repeat(10_001) })).toContain("was refused");
  expect(await call("remember", { ...place, record: -1 })).toContain("was refused");
  expect(await call("remember", { ...place, reading: { kindPath: "x".repeat(201) } })).toContain("was refused");
  const kept = { head: "64-0123456789abcdef", look: "sideways", tab: "tree" };
  expect(await call("remember", { ...place, kept })).toContain("was refused");
  const text = { from: "/etc/passwd", suggestedName: "x", text: "" };
  expect(await call("saveText", text)).toContain("was refused: it names no granted file");
  const of = { file: "/etc/passwd", heads: ["64-0123456789abcdef"] };
  expect(await call("bookmarks", of)).toContain("was refused: it names no granted file");
  expect(await call("bookmarks", { ...of, heads: ["../../x"] })).toContain("was refused");
  expect(await call("keepBookmarks", of, [])).toContain("was refused: it names no granted file");
  expect(await call("keepBookmarks", of, [{ record: -1 }])).toContain("was refused");
  expect(await call("grantTogether", ["/etc/passwd"])).toContain("was refused: it names no granted file");
  expect(await call("grantTogether", [])).toContain("was refused");
  expect(await call("removeLibraryFolder", "x".repeat(65))).toContain("was refused");
  expect(await call("changeAppSettings", { indexLimit: 7 })).toContain("was refused");
});

test("takes no path from the page, nor a file that the page made itself", async ({ launch }) => {
  const { page } = await launch();
  const made = await page.evaluate(() => window.seekline.grantDropped(new File(["x"], "/etc/passwd")));
  expect(made).toBeUndefined();
  const remembered = await page.evaluate(async () => {
    const place = { file: "/etc/passwd", reading: {}, filter: "", record: undefined };
    await window.seekline.remember({ places: [place], active: 0 });
    return window.seekline.remembered();
  });
  expect(remembered).toEqual({ places: [], active: -1 });
  for (const file of ["/etc/passwd", "../../etc/passwd", "0", "constructor"]) {
    expect(await askEngine(page, "open", { file })).toEqual({
      type: "failure",
      id: 1,
      failure: { code: "bad-request", detail: expect.any(String) },
    });
  }
});

test("survives a page that sends nonsense to the engine", async ({ launch, folder }) => {
  const file = path.join(folder, "a.jsonl");
  await writeFile(file, '{"type":"A"}\n');
  const app = await launch({ isNew: true, file });
  await expectIndexed(app.page);
  const pid = await app.enginePid();
  for (const [method, params] of [
    ["rows", { transcript: "x", view: "y", from: -1, count: 1e9 }],
    ["rows", { transcript: "__proto__", view: "constructor", from: 0, count: 1 }],
    ["tree", { transcript: {}, record: Number.NaN, at: 0, count: 1 }],
    ["nothing", undefined],
    ["open", { file: "x".repeat(1000) }],
  ] as const) {
    expect(await askEngine(app.page, method, params)).toMatchObject({ type: "failure" });
  }
  expect(await app.enginePid()).toBe(pid);
  await expect(rows(app.page)).toHaveCount(1);
});

test("asks before it opens a link, and shows which", async ({ launch }) => {
  const app = await launch({ isNew: true });
  await stubLinks(app, 1);
  await app.page.evaluate(() => window.seekline.openLink("https://example.com/a?b=c#d"));
  expect(await linksOf(app)).toEqual({ asked: ["https://example.com/a?b=c#d"], opened: [] });
  await stubLinks(app, 0);
  await app.page.evaluate(() => window.seekline.openLink("https://example.com/a?b=c#d"));
  expect(await linksOf(app)).toEqual({
    asked: ["https://example.com/a?b=c#d"],
    opened: ["https://example.com/a?b=c#d"],
  });
});

interface Links {
  readonly asked: readonly string[];
  readonly opened: readonly string[];
}

/** The dialog's answer is `button`; what was asked and opened is noted in the main process. */
async function stubLinks({ electron }: App, button: number): Promise<void> {
  await electron.evaluate(({ app, dialog, shell }, response) => {
    const links = { asked: Array.of<string>(), opened: Array.of<string>() };
    dialog.showMessageBox = async (...sent: readonly unknown[]) => {
      const options = sent.at(-1);
      if (typeof options === "object" && options !== null && "detail" in options)
        links.asked.push(String(options.detail));
      return { response, checkboxChecked: false };
    };
    shell.openExternal = async (url) => {
      links.opened.push(url);
    };
    Reflect.set(app, "linksOfTest", links);
  }, button);
}

function linksOf({ electron }: App): Promise<Links> {
  return electron.evaluate(({ app }) => Reflect.get(app, "linksOfTest"));
}

/** As a page would that somebody took over: a port of its own, and a message of its choice. Answers what comes back. */
function askEngine(page: Page, method: string, params: unknown): Promise<unknown> {
  return page.evaluate(
    ([name, values]) =>
      new Promise((resolve) => {
        const nonce = crypto.randomUUID();
        window.addEventListener("message", function take({ data, ports }) {
          const port = ports[0];
          if (data.nonce !== nonce || port === undefined) return;
          window.removeEventListener("message", take);
          port.onmessage = (event) => {
            resolve(event.data);
            port.close();
          };
          port.postMessage({ type: "request", id: 1, method: name, params: values });
        });
        window.seekline.connectEngine(nonce);
      }),
    [method, params] as const,
  );
}
