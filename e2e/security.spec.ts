// What a hostile transcript can do: nothing but be shown as text. What a page could do that was taken over by one stands
// in `hostilePage.spec.ts`, whom it could call in `network.spec.ts`.

import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectFailure, expectIndexed, projectRoot, rows, test } from "./app.ts";

const sampleFile = path.join(projectRoot, "samples/weather-agent.jsonl");

test("serves the page under a strict policy", async ({ launch }) => {
  const { page } = await launch();
  const response = await page.reload();
  expect(page.url()).toBe("app://seekline/index.html");
  const headers = (await response?.allHeaders()) ?? {};
  const policy = (headers["content-security-policy"] ?? "").split("; ");
  expect(policy).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'"]),
  );
  // Pictures of a transcript come as bytes from the engine, and the page makes objects of them.
  const pictures = "img-src 'self' data: blob:";
  expect(policy).toContain(pictures);
  expect(policy.filter((rule) => rule !== pictures).join()).not.toMatch(/unsafe|\*|https?:|blob:|data:/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
});

test("serves nothing but the page's own files", async ({ launch }) => {
  const { electron } = await launch({ isNew: true });
  const statusOf = (url: string) =>
    electron.evaluate(async ({ session }, address) => (await session.defaultSession.fetch(address)).status, url);
  expect(await statusOf("app://seekline/index.html")).toBe(200);
  for (const name of [
    "../../package.json",
    "..%2f..%2fpackage.json",
    "%2e%2e/%2e%2e/package.json",
    "..%5c..%5cpackage.json",
    "%2fetc%2fpasswd",
    "assets/..%2f..%2fmain%2fmain.js",
  ]) {
    expect(await statusOf(`app://seekline/${name}`), name).toBe(404);
  }
});

test("gives the page no Node, no Electron, and only the functions of the contract", async ({ launch }) => {
  const { page, electron } = await launch({ isNew: true });
  const found = await page.evaluate(() => ({
    globals: ["require", "process", "module", "Buffer", "global", "electron", "ipcRenderer"].filter((n) => n in window),
    seekline: Object.keys(window.seekline).sort(),
  }));
  expect(found.globals).toEqual([]);
  expect(found.seekline).toEqual([
    "addLibraryFolder",
    "appSettings",
    "bookmarks",
    "changeAppSettings",
    "chooseFiles",
    "chooseTarget",
    "confirmEndpoint",
    "connectEngine",
    "copyPath",
    "copyReport",
    "copyText",
    "dragTarget",
    "forgetRecentFile",
    "forgetRecentFiles",
    "grantDropped",
    "grantTogether",
    "keepBookmarks",
    "libraryFolders",
    "offeredFile",
    "onCommand",
    "openLink",
    "platform",
    "recentFiles",
    "remember",
    "remembered",
    "removeLibraryFolder",
    "reportError",
    "sampleFile",
    "saveText",
    "setTheme",
    "showInFolder",
    "theme",
  ]);
  const sandboxed = await electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // There at run time, though Electron does not document it.
      const preferences: unknown = Reflect.apply(Reflect.get(contents, "getLastWebPreferences"), contents, []);
      if (typeof preferences !== "object" || preferences === null) return undefined;
      return ["sandbox", "contextIsolation", "nodeIntegration"].map((name) => Reflect.get(preferences, name));
    }),
  );
  expect(sandboxed).toEqual([[true, true, false]]);
});

test("runs no text as code", async ({ launch }) => {
  const { page, problems } = await launch();
  await page.evaluate(() => {
    const tried = (attempt: () => void) => {
      try {
        attempt();
      } catch {
        // Refused, as it should be.
      }
    };
    tried(() => {
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='document.title = 1'>");
    });
    tried(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'pwned'";
      document.body.append(script);
    });
    tried(() => {
      const button = document.createElement("button");
      button.setAttribute("onclick", "document.title = 'pwned'");
      document.body.append(button);
      button.click();
      button.remove();
    });
    tried(() => {
      const script = document.createElement("script");
      script.setAttribute("src", "data:text/javascript,document.title='pwned'");
      document.body.append(script);
    });
    tried(() => {
      const link = document.createElement("a");
      link.href = "javascript:document.title='pwned'";
      document.body.append(link);
      link.click();
      link.remove();
    });
    tried(() => {
      window.setTimeout("document.title = 'pwned'", 0);
    });
  });
  await page.waitForTimeout(300);
  expect(await page.title()).toBe("Seekline");
  expect(problems.splice(0).join("\n")).toContain("Content Security Policy");
});

test("goes nowhere and opens no window", async ({ launch }) => {
  const { page, electron, problems } = await launch({ isNew: true });
  const attempts: readonly ((page: Page) => Promise<unknown>)[] = [
    (p) => p.evaluate(() => location.assign("https://example.com/")),
    (p) => p.evaluate(() => location.assign("file:///etc/passwd")),
    (p) => p.evaluate(() => location.assign("app://seekline/other.html")),
    (p) => p.evaluate(() => location.assign("data:text/html,x")),
    (p) => p.evaluate(() => window.open("https://example.com/") === null),
    (p) => p.evaluate(() => window.open("about:blank") === null),
    (p) => p.evaluate(() => window.open("app://seekline/index.html") === null),
    (p) =>
      p.evaluate(() => {
        const link = document.createElement("a");
        link.href = "https://example.com/";
        link.target = "_blank";
        document.body.append(link);
        link.click();
        link.remove();
      }),
    (p) =>
      p.evaluate(() => {
        const form = document.createElement("form");
        form.action = "https://example.com/";
        document.body.append(form);
        form.submit();
        form.remove();
      }),
    (p) =>
      p.evaluate(() => {
        const frame = document.createElement("iframe");
        frame.src = "https://example.com/";
        document.body.append(frame);
      }),
    (p) => p.evaluate(() => document.body.append(document.createElement("webview"))),
  ];
  for (const attempt of attempts) await attempt(page);
  await page.waitForTimeout(500);
  // Playwright's locators wait for a navigation that was refused, so the page is asked itself.
  expect(await page.evaluate(() => [location.href, document.querySelector("h1")?.textContent])).toEqual([
    "app://seekline/index.html",
    "Seekline",
  ]);
  expect(await electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  problems.splice(0);
});

test("still opens files after all that", async ({ launch }) => {
  const app = await launch({ isNew: true });
  await app.page.evaluate(() => location.assign("https://example.com/"));
  await app.electron.evaluate(
    ({ app: main }, file) => main.emit("open-file", { preventDefault() {} }, file),
    sampleFile,
  );
  await expect.poll(() => app.page.evaluate(() => document.title)).toBe("weather-agent.jsonl — Seekline");
});

test("has no permissions", async ({ launch }) => {
  const { page } = await launch();
  const states = await page.evaluate(async () => {
    const names = ["geolocation", "notifications", "camera", "microphone", "midi", "persistent-storage"];
    const asked = await Promise.all(
      names.map((name) =>
        // Some names are not among those that TypeScript knows.
        Reflect.apply(navigator.permissions.query, navigator.permissions, [{ name }]),
      ),
    );
    return asked.map(({ state }: PermissionStatus) => state);
  });
  expect(new Set(states)).toEqual(new Set(["denied"]));
  expect(await page.evaluate(() => Notification.requestPermission())).toBe("denied");
  const failures = await page.evaluate(() =>
    Promise.all([
      navigator.clipboard.readText().then(
        () => "allowed",
        () => "refused",
      ),
      navigator.mediaDevices.getDisplayMedia().then(
        () => "allowed",
        () => "refused",
      ),
      new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve("allowed"),
          () => resolve("refused"),
        );
      }),
    ]),
  );
  expect(failures).toEqual(["refused", "refused", "refused"]);
});

test("shows hostile text as text, wherever it stands", async ({ launch, folder }) => {
  const evil = `<img src=x onerror="document.title='pwned'"><script>document.title='pwned'</script>`;
  const lines = [
    { type: evil, message: evil, [evil]: evil, url: "javascript:document.title='pwned'" },
    { type: "TEXT_MESSAGE_CONTENT", messageId: evil, delta: `${evil}\u001b[31m\u202e\u0000` },
    { type: "CUSTOM", name: "{{constructor.constructor('document.title=1')()}}", value: "<%= document.title=1 %>" },
  ];
  const file = path.join(folder, "<b>evil & 'odd'.jsonl");
  await writeFile(file, `${lines.map((line) => JSON.stringify(line)).join("\n")}\n${evil}\n`);
  const { page } = await launch({ file });
  await expectIndexed(page);
  await expect(page).toHaveTitle(/^<b>evil & 'odd'\.jsonl/);
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).nth(0)).toContainText(evil);
  await expect(page.getByRole("navigation", { name: "Kinds" })).toContainText(evil);
  for (let row = 0; row < 4; row += 1) {
    await rows(page).nth(row).click();
    await expect(page.getByRole("region", { name: /^Record( \d|$)/ })).toBeVisible();
    await page.getByRole("tab", { name: "Text" }).click();
    await page.getByRole("tab", { name: "Tree" }).click();
  }
  expect(await page.locator("img, iframe, script:not([src])").count()).toBe(0);
  await expect(page).toHaveTitle(/^<b>evil/);
});

test("shows what is hidden in the name of a file", async ({ launch, folder }) => {
  const name = "a\u202elnosj.exe\u001b[31m.jsonl";
  const shown = "a⟦U+202E⟧lnosj.exe⟦ESC⟧[31m.jsonl";
  const file = path.join(folder, name);
  await writeFile(file, '{"type":"A"}\n');
  const app = await launch({ isNew: true, file });
  await expectIndexed(app.page);
  await expect(app.page).toHaveTitle(`${shown} — Seekline`);
  await expect(app.page.getByRole("button", { name: `File ${shown}` })).toBeVisible();
  await rm(file);
  // In its tab it would be shown on.
  await app.page.keyboard.press("Control+w");
  await app.drop(sampleFile);
  await expectIndexed(app.page);
  await app.electron.evaluate(
    ({ app: main }, asked) => void main.emit("open-file", { preventDefault() {} }, asked),
    file,
  );
  await expectFailure(app.page, `There is no file “${shown}”.`);
});
