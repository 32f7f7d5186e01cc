// The engine may die at any time: the window stays, says so, and shows again what was open.

import { createWriteStream, readFileSync, type Stats } from "node:fs";
import { mkdir, stat, truncate } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { expect } from "@playwright/test";
import { type App, expectIndexed, projectRoot, rows, status, test } from "./app.ts";
import { holdEngine } from "./holdEngine.ts";

const sample = path.join(projectRoot, "samples/many-runs.jsonl");

test("opens again what was open, with its filter and selection", async ({ launch }) => {
  const app = await launch({ isNew: true, file: sample });
  const { page } = app;
  await expectIndexed(page);
  const calls = readFileSync(sample, "utf8").match(/"type":"TOOL_CALL_(START|END)"/g)?.length ?? 0;
  await page.getByRole("combobox", { name: "Filter" }).fill("kind:TOOL_CALL_START,TOOL_CALL_END");
  await expect(rows(page)).toHaveCount(calls);
  await rows(page).nth(5).click();
  const selected = await rows(page).nth(5).innerText();
  await killEngine(app);
  await expectRestarted(app, "many-runs.jsonl");
  await expect(rows(page)).toHaveCount(calls);
  await expect(page.getByRole("option", { selected: true })).toHaveText(selected, { useInnerText: true });
  await expect(page.getByRole("region", { name: /^Record( \d|$)/ })).toContainText("TOOL_CALL_");
});

test("goes on when the engine dies while it indexes", async ({ launch, folder }) => {
  const file = path.join(folder, "log.jsonl");
  const { size } = await writeLines(file, 4_000_000);
  await truncate(file, size + 20e9); // a hole, which takes far longer to read than to notice
  const cache = path.join(folder, "cache");
  await mkdir(cache);
  const app = await launch({ env: { SEEKLINE_THREADS: "1" } });
  const held = holdEngine(app, cache);
  await app.chooseFile(file);
  await held;
  await truncate(file, size);
  await killEngine(app);
  await expectRestarted(app, "log.jsonl");
  await expectIndexed(app.page);
  await expect(status(app.page)).toContainText(/4.000.000\s*records/);
});

test("starts the engine again when nothing is open", async ({ launch }) => {
  const app = await launch({ isNew: true });
  await killEngine(app);
  await expect.poll(() => app.enginePid().catch(() => 0)).not.toBe(0);
  await app.chooseFile(sample);
  await expectIndexed(app.page);
});

test("does not feed a file to the engine for ever that kills it each time", async ({ launch }) => {
  const app = await launch({ isNew: true, file: sample });
  await expectIndexed(app.page);
  for (let death = 0; death < 3; death += 1) {
    await killEngine(app);
    if (death < 2) await expectRestarted(app, "many-runs.jsonl");
  }
  await expect(app.page.getByRole("alert")).toContainText("The engine stopped.");
  await app.page.getByRole("button", { name: "Try again" }).click();
  await expectIndexed(app.page);
});

test("the keyboard goes to what opens a file when a notice goes from the first screen", async ({ launch }) => {
  const { page, problems } = await launch({ isNew: true });
  await page.evaluate(() => void Promise.reject(new TypeError("secret words")));
  const notice = page.getByRole("status").filter({ hasText: "no fault of yours" });
  await notice.getByRole("button", { name: "Dismiss" }).focus();
  await page.keyboard.press("Enter");
  await expect(notice).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Open a transcript/ })).toBeFocused();
  problems.splice(0);
});

test("says calmly what nobody expected, in every process, with a report that quotes nothing", async ({ launch }) => {
  const app = await launch({ isNew: true, file: sample });
  const { page, electron, problems } = app;
  await expectIndexed(page);
  const copied = () => app.clipboardText();
  const notice = page.getByRole("status").filter({ hasText: "no fault of yours" });

  await page.evaluate(() => void Promise.reject(new TypeError("secret words of the page")));
  await notice.getByRole("button", { name: "Copy report" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The report is copied" })).toBeVisible();
  expect(await copied()).toMatch(
    /^Seekline .+, Electron .+\n.+ cores.+\nMemory: .+\nOpen: ag-ui, \d+ bytes, \d+ records, indexed\n/m,
  );
  expect(await copied()).toMatch(/Z {2}page {2}promise {2}TypeError$/m);

  await electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    setTimeout(() => {
      throw new RangeError("secret words of main");
    });
  });
  await expect.poll(copied).toMatch(/Z {2}main {2}between events {2}RangeError$/m);
  await electron.evaluate(({ app, clipboard, dialog }) => {
    const shown = Array.of<string>();
    Reflect.set(app, "shownOfTest", shown);
    dialog.showMessageBox = async (...given: readonly unknown[]) => {
      shown.push(JSON.stringify(given.at(-1)));
      return { response: 0, checkboxChecked: false };
    };
    const { writeText } = clipboard;
    clipboard.writeText = () => {
      clipboard.writeText = writeText;
      throw new Error("refused");
    };
    setTimeout(() => {
      throw new RangeError("secret words of main");
    });
  });
  await expect
    .poll(() => electron.evaluate(({ app }) => String(Reflect.get(app, "shownOfTest"))))
    .toMatch(/Copy report.*Nothing was copied.*also written to/);

  process.kill(await app.enginePid(), "SIGABRT");
  const restarted = page.getByRole("status").filter({ hasText: "The engine was started again" });
  await restarted.getByRole("button", { name: "Copy report" }).click();
  await expect.poll(copied).toMatch(/Z {2}engine {2}process gone: it crashed {2}NoError$/m);
  await expectIndexed(page);

  // Something that every drawing of a number needs.
  await page.evaluate(() => {
    const { trunc } = Math;
    const mend = () => Reflect.set(Math, "trunc", trunc);
    Math.trunc = () => {
      throw new SyntaxError("secret words of a drawing");
    };
    Reflect.set(window, "mendOfTest", mend);
  });
  await page.keyboard.press("Home");
  await page.keyboard.press("2");
  await expect(page.getByText("This cannot be shown")).toBeVisible();
  await page.getByRole("button", { name: "Copy report" }).click();
  await expect.poll(copied).toMatch(/Z {2}page {2}draw {2}SyntaxError$/m);
  expect(await copied()).not.toMatch(/secret|many-runs/);
  await page.evaluate(() => Reflect.get(window, "mendOfTest")());
  await page.getByRole("button", { name: "Try again" }).click();
  await expectIndexed(page);
  problems.length = 0;
});

test("loads the page again when the page itself crashes", async ({ launch }) => {
  const app = await launch({ isNew: true });
  await expect(app.page.getByRole("button", { name: "Open the sample" })).toBeVisible();
  await crashPage(app);
  await expect.poll(() => shownBy(app, "document.querySelector('h1')?.textContent")).toBe("Seekline");
});

test("shows again what was open when the page crashes, with its filter and selection", async ({ launch }) => {
  const app = await launch({ isNew: true, file: sample });
  const { page } = app;
  await expectIndexed(page);
  await page.getByRole("combobox", { name: "Filter" }).fill("kind:TOOL_CALL_START");
  await expect(rows(page)).not.toHaveCount(0);
  await expect.poll(() => rows(page).first().innerText()).toContain("TOOL_CALL_START");
  await rows(page).nth(2).click();
  const selected = await rows(page).nth(2).locator("span").first().innerText();
  // Main is told when the user has rested for a moment.
  await expect
    .poll(() =>
      shownBy(
        app,
        "window.seekline.remembered().then(({ places: [place] }) => [place?.filter, place?.record].join(' '))",
      ),
    )
    .toBe(`kind:TOOL_CALL_START ${selected.replaceAll("\u202f", "")}`);

  await crashPage(app);
  await expect.poll(() => shownBy(app, "document.querySelector('h1')?.textContent")).toBe("many-runs.jsonl");
  await expect.poll(() => shownBy(app, "document.querySelector('input')?.value")).toBe("kind:TOOL_CALL_START");
  await expect
    .poll(() => shownBy(app, "document.querySelector('[role=option][aria-selected=true] span')?.textContent"))
    .toBe(selected);
  expect(await shownBy(app, "document.querySelector('[role=status]:has(p)')?.textContent")).toContain("loaded again");
});

test("shows nothing again that was closed before the page crashed", async ({ launch }) => {
  const app = await launch({ isNew: true, file: sample });
  await expectIndexed(app.page);
  await expect
    .poll(() => shownBy(app, "window.seekline.remembered().then(({ places: [place] }) => place?.file.name)"))
    .toBeTruthy();
  await app.page.keyboard.press("Control+w");
  await expect.poll(() => shownBy(app, "window.seekline.remembered().then(({ places }) => places.length)")).toBe(0);
  await crashPage(app);
  await expect.poll(() => shownBy(app, "document.querySelector('h1')?.textContent")).toBe("Seekline");
});

/** Playwright does not follow a page that crashed, so Electron is asked: another process has to show the page. */
async function crashPage(app: App): Promise<void> {
  const loadedBy = () =>
    app.electron.evaluate(({ webContents }) => {
      const [contents] = webContents.getAllWebContents();
      return contents === undefined || contents.isCrashed() || contents.isLoading() ? 0 : contents.getOSProcessId();
    });
  const before = await loadedBy();
  await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.forcefullyCrashRenderer());
  await expect.poll(async () => [0, before].includes(await loadedBy())).toBe(false);
}

/** What the page, crashed before or not, says to an expression. */
function shownBy(app: App, expression: string): Promise<unknown> {
  return app.electron.evaluate(
    ({ webContents }, asked) => webContents.getAllWebContents()[0]?.executeJavaScript(asked),
    expression,
  );
}

async function killEngine(app: App): Promise<void> {
  const pid = await app.enginePid();
  process.kill(pid, "SIGKILL");
  await expect.poll(() => app.enginePid().catch(() => pid)).not.toBe(pid);
}

async function expectRestarted({ page }: App, name: string): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: "The engine was started again" })).toContainText(
    `“${name}” is opened again.`,
  );
  await expectIndexed(page);
}

/** About 60 bytes each. */
async function writeLines(file: string, count: number): Promise<Stats> {
  await pipeline(function* chunks() {
    for (let from = 0; from < count; from += 10_000) {
      yield Array.from(
        { length: 10_000 },
        (_, i) => `{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"${from + i}"}\n`,
      ).join("");
    }
  }, createWriteStream(file));
  return stat(file);
}
