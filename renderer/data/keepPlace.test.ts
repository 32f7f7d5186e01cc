import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { RememberedPlace, ShownPlace } from "../../shared/desktop.ts";
import { keepPlace } from "./keepPlace.ts";
import { file, otherFile, setUpWorkspace } from "./testEngine.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page that begins; main remembers `place` of the page before. */
async function begin(place?: RememberedPlace) {
  const told: (ShownPlace | undefined)[] = [];
  const { workspace } = setUpWorkspace(1000);
  const answer = Promise.withResolvers<RememberedPlace | undefined>();
  const desktop = {
    ...workspace.desktop,
    remembered: () => answer.promise,
    remember: async (shown: ShownPlace | undefined) => void told.push(shown),
  };
  await vi.advanceTimersByTimeAsync(0);
  const stop = keepPlace({ ...workspace, desktop });
  const rest = () => vi.advanceTimersByTimeAsync(1000);
  return {
    workspace,
    told,
    stop,
    rest,
    async answer() {
      answer.resolve(place);
      await rest();
    },
  };
}

it("tells main what is open, filtered and selected, and that nothing is", async () => {
  const { workspace, told, rest, answer } = await begin();
  await answer();
  expect(told).toEqual([]);
  await workspace.open(file);
  await rest();
  workspace.viewing.setText("kind:RAW", "choice");
  await rest();
  workspace.selecting.moveTo(3);
  workspace.selecting.moveTo(4);
  await rest();
  workspace.close();
  await rest();
  const kept = { head: "4-bb", look: "events", tab: "tree", runs: "single" };
  const open = { file: file.id, reading: {}, filter: "", record: undefined, kept };
  const filtered = { ...open, filter: "kind:RAW" };
  expect(told).toEqual([open, filtered, { ...filtered, record: 16 }, undefined]);
});

it("shows what an earlier page showed, and says so", async () => {
  const { workspace, answer } = await begin({ file, reading: {}, filter: "kind:RAW", record: 40 });
  await answer();
  expect(workspace.viewing.store.getState().shown?.filter).toBe("kind:RAW");
  expect(workspace.selecting.store.getState()).toMatchObject({ cursor: 10, row: { record: 40 } });
  expect(workspace.notices.getState().notice?.text).toContain("“a.jsonl” is opened where you were.");
});

it("leaves alone what the user has opened meanwhile", async () => {
  const begun = await begin({ file: otherFile, reading: {}, filter: "kind:RAW", record: 40 });
  void begun.workspace.open(file);
  await begun.answer();
  expect(begun.workspace.transcript.getState()).toMatchObject({ phase: "open", file });
  expect(begun.workspace.viewing.store.getState().shown?.filter).toBe("");
  expect(begun.told.at(-1)).toMatchObject({ file: file.id });
});

it("is quiet after it was stopped", async () => {
  const { workspace, told, stop, rest, answer } = await begin();
  await answer();
  stop();
  await workspace.open(file);
  await rest();
  expect(told).toEqual([]);
});
