// What a hostile transcript, or a page that somebody took over by one, can do: nothing but show text.

import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { type App, expectIndexed, projectRoot, rows, test } from "./app.ts";

test("serves the page under a strict policy", async ({ launch }) => {
  const { page } = await launch();
  const response = await page.reload();
  expect(page.url()).toBe("app://seekline/index.html");
  const headers = (await response?.allHeaders()) ?? {};
  const policy = (headers["content-security-policy"] ?? "").split("; ");
  expect(policy).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'"]),
  );
  expect(policy.join()).not.toMatch(/unsafe|\*|https?:|blob:/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
});

test("serves nothing but the page's own files", async ({ launch }) => {
  const { electron } = await launch();
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
  const { page, electron } = await launch();
  const found = await page.evaluate(() => ({
    globals: ["require", "process", "module", "Buffer", "global", "electron", "ipcRenderer"].filter((n) => n in window),
    seekline: Object.keys(window.seekline).sort(),
  }));
  expect(found.globals).toEqual([]);
  expect(found.seekline).toEqual([
    "chooseFile",
    "chooseTarget",
    "connectEngine",
    "copyText",
    "forgetRecentFiles",
    "grantDropped",
    "onCommand",
    "openLink",
    "platform",
    "recentFiles",
    "remember",
    "remembered",
    "revealTarget",
    "sampleFile",
    "setTheme",
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

test("reaches no network", async ({ launch }) => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    response.setHeader("access-control-allow-origin", "*");
    response.end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { page, problems } = await launch();
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  await page.evaluate(async (origin) => {
    const add = (tag: string, attributes: Readonly<Record<string, string>>) => {
      const element = document.createElement(tag);
      try {
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      } catch {
        return; // Trusted types refused it.
      }
      document.body.append(element);
    };
    await fetch(`${origin}/fetch`).catch(() => undefined);
    navigator.sendBeacon(`${origin}/beacon`, "x");
    add("img", { src: `${origin}/image` });
    add("link", { rel: "stylesheet", href: `${origin}/style` });
    add("link", { rel: "prefetch", href: `${origin}/prefetch` });
    add("link", { rel: "preload", as: "image", href: `${origin}/preload` });
    add("iframe", { src: `${origin}/frame` });
    add("video", { src: `${origin}/video` });
    add("object", { data: `${origin}/object` });
    try {
      new WebSocket(`${origin.replace("http", "ws")}/socket`);
      new EventSource(`${origin}/events`);
    } catch {
      // Refused at once.
    }
  }, `http://127.0.0.1:${port}`);
  await page.waitForTimeout(500);
  expect(requests).toEqual([]);
  expect(problems.splice(0).length).toBeGreaterThan(0);
  server.close();
});

test("goes nowhere and opens no window", async ({ launch }) => {
  const { page, electron, problems } = await launch();
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
  const app = await launch();
  await app.page.evaluate(() => location.assign("https://example.com/"));
  await app.electron.evaluate(
    ({ app: main }, file) => main.emit("open-file", { preventDefault() {} }, file),
    path.join(projectRoot, "samples/weather-agent.jsonl"),
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
    await expect(page.getByRole("region", { name: "Record", exact: true })).toBeVisible();
    await page.getByRole("tab", { name: "Text" }).click();
    await page.getByRole("tab", { name: "Tree" }).click();
  }
  expect(await page.locator("img, iframe, script:not([src])").count()).toBe(0);
  await expect(page).toHaveTitle(/^<b>evil/);
});

test("answers no one but its own page", async ({ launch }) => {
  const { electron } = await launch();
  const answers = await electron.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload } });
      await window.loadURL("data:text/html,<p>somebody else</p>");
      const results: unknown = await window.webContents.executeJavaScript(`
        Promise.all(["sampleFile", "recentFiles", "chooseFile", "forgetRecentFiles"].map((name) =>
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
  expect(await call("revealTarget", "")).toContain("was refused");
  expect(await call("openLink", "file:///etc/passwd")).toContain("was refused");
  expect(await call("openLink", "javascript:alert(1)")).toContain("was refused");
  expect(await call("openLink", "not a link")).toContain("was refused");
  expect(await call("remember", { file: "x", filter: "x".repeat(10_001) })).toContain("was refused");
  expect(await call("remember", { file: "x", filter: "", record: -1 })).toContain("was refused");
});

test("takes no path from the page, nor a file that the page made itself", async ({ launch }) => {
  const { page } = await launch();
  const made = await page.evaluate(() => window.seekline.grantDropped(new File(["x"], "/etc/passwd")));
  expect(made).toBeUndefined();
  const remembered = await page.evaluate(async () => {
    await window.seekline.remember({ file: "/etc/passwd", format: undefined, filter: "", record: undefined });
    return window.seekline.remembered();
  });
  expect(remembered).toBeUndefined();
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
  const app = await launch({ file });
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
  const app = await launch();
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
