import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { RememberedPlace, ShownTabs } from "../../shared/desktop.ts";
import { keepTabs } from "./keepTabs.ts";
import { createTabs } from "./tabs.ts";
import { file, nobody, otherFile, testConnections, testSettings } from "./testEngine.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page that begins; main remembers `before` of the page before. */
async function begin(before: ShownTabs<RememberedPlace> = { places: [], active: -1 }) {
  const told: ShownTabs[] = [];
  const { connect } = testConnections(1000);
  const tabs = createTabs({ desktop: nobody, settings: testSettings(), connect, now: () => Date.now() });
  const answer = Promise.withResolvers<ShownTabs<RememberedPlace>>();
  await vi.advanceTimersByTimeAsync(0);
  const stop = keepTabs(tabs, {
    remembered: () => answer.promise,
    remember: async (shown) => void told.push(shown),
  });
  const rest = () => vi.advanceTimersByTimeAsync(1000);
  return {
    tabs,
    told,
    stop,
    rest,
    open: (opened = file) => tabs.open([{ file: opened, found: undefined }], 0),
    async answer() {
      answer.resolve(before);
      await rest();
    },
  };
}

it("tells main what is open, filtered and selected, and that nothing is", async () => {
  const { tabs, told, rest, answer, open } = await begin();
  await answer();
  expect(told).toEqual([]);
  open();
  await rest();
  const workspace = tabs.active();
  workspace.viewing.setText("kind:RAW", "choice");
  await rest();
  workspace.selecting.moveTo(3);
  workspace.selecting.moveTo(4);
  await rest();
  open(otherFile);
  await rest();
  tabs.close(tabs.store.getState().active);
  tabs.close(tabs.store.getState().active);
  await rest();
  const kept = { head: "4-bb", look: "events", tab: "tree", runs: "single" };
  const first = { file: file.id, reading: {}, filter: "", record: undefined, kept };
  const filtered = { ...first, filter: "kind:RAW" };
  const selected = { ...filtered, record: 16 };
  expect(told).toEqual([
    { places: [first], active: 0 },
    { places: [filtered], active: 0 },
    { places: [selected], active: 0 },
    { places: [selected, { ...first, file: otherFile.id }], active: 1 },
    { places: [], active: -1 },
  ]);
});

it("tells at once what was closed", async () => {
  const { tabs, told, rest, answer, open } = await begin();
  await answer();
  open();
  await rest();
  tabs.close(tabs.store.getState().active);
  await vi.advanceTimersByTimeAsync(0);
  expect(told.at(-1)).toEqual({ places: [], active: -1 });
});

it("shows what an earlier page showed, in all tabs, and says so", async () => {
  const { tabs, answer } = await begin({
    places: [
      { file: otherFile, reading: {}, filter: "", record: undefined },
      { file, reading: {}, filter: "kind:RAW", record: 40 },
    ],
    active: 1,
  });
  await answer();
  const workspace = tabs.active();
  expect(workspace.viewing.store.getState().shown?.filter).toBe("kind:RAW");
  expect(workspace.selecting.store.getState()).toMatchObject({ cursor: 10, row: { record: 40 } });
  expect(workspace.notices.getState().notice?.text).toContain("“a.jsonl” is opened where you were.");
  expect(tabs.store.getState().tabs.map(({ waiting }) => waiting?.file)).toEqual([otherFile, undefined]);
});

it("leaves alone what the user has opened meanwhile", async () => {
  const begun = await begin({
    places: [{ file: otherFile, reading: {}, filter: "kind:RAW", record: 40 }],
    active: 0,
  });
  begun.open();
  await begun.answer();
  expect(begun.tabs.active().transcript.getState()).toMatchObject({ phase: "open", file });
  expect(begun.tabs.active().viewing.store.getState().shown?.filter).toBe("");
  expect(begun.told.at(-1)).toMatchObject({ places: [{ file: file.id }], active: 0 });
});

it("is quiet after it was stopped", async () => {
  const { told, stop, rest, answer, open } = await begin();
  await answer();
  stop();
  open();
  await rest();
  expect(told).toEqual([]);
});
