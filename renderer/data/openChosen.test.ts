import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { GrantedFile } from "../../shared/desktop.ts";
import { mostTabs } from "../../shared/desktop.ts";
import { openChosen, openTabsAsOne } from "./openChosen.ts";
import { fileOf } from "./tabPlaces.ts";
import { createTabs } from "./tabs.ts";
import { nobody, testConnections, testSettings } from "./testEngine.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const rest = () => vi.advanceTimersByTimeAsync(0);

async function begin() {
  /** The ids that were asked for as one list. */
  const asked: (readonly string[])[] = [];
  const desktop = {
    ...nobody,
    grantTogether: async (ids: readonly string[]) => {
      asked.push(ids);
      return { id: "list", name: "list", folder: "/tmp" };
    },
  };
  const { connect } = testConnections(10);
  const tabs = createTabs({ desktop, settings: testSettings(), connect, now: () => Date.now() });
  await rest();
  const notice = () => tabs.active().notices.getState().notice;
  return {
    asked,
    tabs,
    notice,
    async choose(files: readonly GrantedFile[], note?: string) {
      openChosen(tabs, desktop, files, note);
      await rest();
    },
    async allAsOne() {
      await openTabsAsOne(tabs, desktop);
      await rest();
    },
    async takeOffer() {
      expect(notice()?.action?.label).toBe("Open as one list");
      notice()?.action?.run();
      await rest();
    },
    seen: () => tabs.store.getState().tabs.map((tab) => fileOf(tab)?.id),
  };
}

const files = (count: number): readonly GrantedFile[] =>
  Array.from({ length: count }, (_, at) => ({ id: `${at}`, name: `${at}.jsonl`, folder: "/tmp" }));

it("counts a file once that was chosen twice", async () => {
  const { choose, notice, seen } = await begin();
  const [one, other] = files(2);
  if (one === undefined || other === undefined) throw new Error("two files were made");
  await choose([one, one]);
  expect(seen()).toEqual(["0"]);
  expect(notice()).toBeUndefined();
  await choose([other, one, other]);
  expect(seen()).toEqual(["0", "1"]);
  expect(notice()?.text).toBe("2 files were chosen, each is a tab.");
});

it("opens a file without a word, and says what else there is to say", async () => {
  const { choose, notice, seen } = await begin();
  await choose(files(1));
  expect(seen()).toEqual(["0"]);
  expect(notice()).toBeUndefined();
  await choose([], "No file.");
  expect(notice()).toEqual({ tone: "warning", text: "No file." });
});

it("makes a tab of each file, and one list in their place when that is wanted", async () => {
  const { asked, choose, notice, seen, takeOffer } = await begin();
  await choose(files(3));
  expect(seen()).toEqual(["0", "1", "2"]);
  expect(notice()).toMatchObject({ tone: "info", text: "3 files were chosen, each is a tab." });
  await takeOffer();
  expect(asked).toEqual([["0", "1", "2"]]);
  expect(seen()).toEqual(["list"]);
});

it("leaves tabs that were there before, and those that hold something else by then", async () => {
  const { choose, seen, takeOffer, tabs } = await begin();
  await choose(files(2).slice(1));
  await choose(files(3), "And one that is none.");
  expect(seen()).toEqual(["1", "0", "2"]);
  tabs.close(tabs.store.getState().tabs[2]?.id ?? -1);
  tabs.open([{ file: { id: "other", name: "other", folder: "/" }, found: undefined }], undefined);
  await takeOffer();
  expect(seen()).toEqual(["1", "other", "list"]);
});

it("makes one list also of more files than there can be tabs", async () => {
  const { asked, choose, notice, seen, takeOffer } = await begin();
  await choose(files(mostTabs + 2), "And one that is none.");
  expect(notice()).toMatchObject({
    tone: "warning",
    text: "52 files were chosen, each is a tab, of which there are 50 at most: 2 are not opened. And one that is none.",
  });
  await takeOffer();
  expect(asked.flat()).toHaveLength(mostTabs + 2);
  expect(seen()).toEqual(["list"]);
});

it("makes one list of all that is open in tabs, which stay", async () => {
  const { allAsOne, asked, choose, notice, seen, tabs } = await begin();
  await choose(files(1));
  await allAsOne();
  expect(notice()?.text).toBe("One list takes two files or more: open another one first.");
  await choose(files(3));
  // The same one twice, and an empty tab.
  tabs.toggleBeside();
  tabs.add();
  await allAsOne();
  expect(asked).toEqual([["0", "1", "2"]]);
  expect(new Set(seen())).toContain("list");
  expect(seen().filter((id) => id !== undefined && id !== "list").length).toBeGreaterThanOrEqual(3);
});
