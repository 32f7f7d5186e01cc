import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { file, setUpWorkspace } from "./testEngine.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function opened(records = 200) {
  const { workspace, engine } = setUpWorkspace(records);
  await workspace.open(file);
  workspace.settings.setState({ columnsShown: ["number", "duration"] });
  await vi.advanceTimersByTimeAsync(1000);
  return { ...workspace, engine: engine() };
}

it("asks for what is on screen once the list rests, a few records at a time, and for nothing twice", async () => {
  const { measures, engine } = await opened();
  for (let record = 40; record > 0; record--) measures.show(record);
  await vi.advanceTimersByTimeAsync(59);
  expect(engine.paramsOf("measures")).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  const asked = engine.paramsOf("measures");
  expect(asked).toHaveLength(3);
  expect(asked[0]).toMatchObject({ records: Array.from({ length: 16 }, (_, at) => at + 1), of: ["duration"] });
  expect(measures.of(40)).toEqual({ duration: 40 });
  measures.show(7);
  await vi.advanceTimersByTimeAsync(200);
  expect(engine.paramsOf("measures")).toHaveLength(3);
});

it("does not ask for what has left the screen, and takes back what it asked", async () => {
  const { measures, engine } = await opened();
  measures.show(1)();
  await vi.advanceTimersByTimeAsync(200);
  expect(engine.paramsOf("measures")).toEqual([]);
  engine.hold("measures");
  const leave = measures.show(2);
  await vi.advanceTimersByTimeAsync(200);
  leave();
  expect(engine.asked.at(-1)?.signal?.aborted).toBe(true);
  engine.release("measures");
  await vi.advanceTimersByTimeAsync(200);
  expect(measures.of(2)).toBe(undefined);
});

it("asks anew, but shows what was said, while records come", async () => {
  const { measures, engine } = await opened();
  measures.show(5);
  await vi.advanceTimersByTimeAsync(200);
  engine.records += 10;
  engine.emitProgress();
  await vi.advanceTimersByTimeAsync(500);
  expect(measures.of(5)).toEqual({ duration: 5 });
  expect(engine.paramsOf("measures")).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(600);
  expect(engine.paramsOf("measures")).toHaveLength(2);
});

it("asks anew for what was away from the screen while records came", async () => {
  const { measures, engine } = await opened();
  const leave = measures.show(5);
  measures.show(6);
  await vi.advanceTimersByTimeAsync(200);
  leave();
  engine.records += 10;
  engine.emitProgress();
  await vi.advanceTimersByTimeAsync(1200);
  expect(engine.paramsOf("measures").at(-1)).toMatchObject({ records: [6] });
  engine.hold("measures");
  const leaveAgain = measures.show(5);
  await vi.advanceTimersByTimeAsync(200);
  leaveAgain();
  engine.release("measures");
  await vi.advanceTimersByTimeAsync(200);
  const asked = engine.paramsOf("measures").length;
  measures.show(5);
  await vi.advanceTimersByTimeAsync(200);
  expect(engine.paramsOf("measures").slice(asked)).toMatchObject([{ records: [5] }]);
  expect(measures.of(5)).toEqual({ duration: 5 });
});

it("asks for what columns show and for nothing else", async () => {
  const { measures, engine, settings } = await opened();
  measures.show(5);
  await vi.advanceTimersByTimeAsync(200);
  settings.setState({ columnsShown: ["tokens", "duration"] });
  expect(measures.of(5)).toBe(undefined);
  await vi.advanceTimersByTimeAsync(200);
  expect(engine.paramsOf("measures").at(-1)).toMatchObject({ of: ["duration", "tokens"] });
  settings.setState({ columnsShown: ["number"] });
  await vi.advanceTimersByTimeAsync(200);
  expect(engine.paramsOf("measures")).toHaveLength(2);
});

it("takes what cannot be read for not known, and asks no more for it", async () => {
  const { measures, engine } = await opened();
  engine.failing.set("measures", { code: "unexpected", call: "" });
  measures.show(5);
  await vi.advanceTimersByTimeAsync(500);
  expect(measures.of(5)).toEqual({});
  expect(engine.paramsOf("measures")).toHaveLength(1);
});
