import { expect, it, vi } from "vitest";
import type { ConversationState } from "../../shared/conversation.ts";
import type { EngineEvent } from "../../shared/engineContract.ts";
import { fail, succeed } from "../../shared/result.ts";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { recordNumber } from "../../shared/units.ts";
import type { EngineClient } from "../data/engineClient.ts";
import { createConversationReader, sliceBytes } from "./conversationReader.ts";

const state = (items: number): ConversationState => ({
  ...{ items, complete: items > 0, bytesRead: 100, bytes: 100, prompts: 0, errors: 0, absent: undefined },
});

it("shows what was read while it is read again, and how far the first reading is", async () => {
  let tell: (event: EngineEvent) => void = () => undefined;
  const answers: (() => void)[] = [];
  const engine: Pick<EngineClient, "request" | "onEvent"> = {
    request: (): Promise<never> =>
      new Promise((resolve) => answers.push(() => Reflect.apply(resolve, undefined, [succeed(state(5))]))),
    onEvent: (listener) => {
      tell = listener;
      return () => undefined;
    },
  };
  const reader = createConversationReader(engine, "t");
  const told = (bytesRead: number) =>
    tell({ type: "conversation", transcript: "t", state: { ...state(0), bytesRead } });
  const first = reader.read([], "");
  told(40);
  expect(reader.store.getState()).toMatchObject({ read: false, state: { bytesRead: 40 } });
  answers.shift()?.();
  await first;
  expect(reader.store.getState()).toMatchObject({ read: true, busy: false, state: { items: 5 } });
  const again = reader.read([], "words");
  told(10);
  expect(reader.store.getState()).toMatchObject({ busy: true, state: { items: 5 } });
  answers.shift()?.();
  await again;
  expect(reader.store.getState()).toMatchObject({ busy: false, state: { items: 5 } });
});

it("lets what is under way come when other items are wanted, keeps it, and never holds more than a few pages", async () => {
  const answers: (() => Promise<void>)[] = [];
  const asked: number[] = [];
  let cancelled = 0;
  const engine: Pick<EngineClient, "request" | "onEvent"> = {
    request: (method, params, signal): Promise<never> => {
      signal?.addEventListener("abort", () => {
        cancelled += 1;
      });
      const from: unknown = Reflect.get(params, "from");
      if (typeof from === "number") asked.push(from);
      const value = method === "items" ? { from, items: Array.from({ length: 40 }, () => ({})) } : state(100_000);
      return new Promise((resolve) =>
        answers.push(async () => {
          Reflect.apply(resolve, undefined, [succeed(value)]);
          await new Promise((rest) => setTimeout(rest));
        }),
      );
    },
    onEvent: () => () => undefined,
  };
  const reader = createConversationReader(engine, "t");
  void reader.read([], "");
  await answers.shift()?.();
  for (let at = 0; at < 100; at += 1) reader.want(at * 400, at * 400 + 10);
  expect(asked).toEqual([0, 400, 800, 1200]);
  await answers.shift()?.();
  expect(reader.isThere(0, 39)).toBe(true);
  expect(asked.slice(4)).toEqual([39_600]);
  for (let at = 0; at < 100; at += 1) {
    reader.want(at * 400, at * 400 + 10);
    while (answers.length > 0) await answers.shift()?.();
    expect(reader.isThere(at * 400, at * 400 + 10)).toBe(true);
  }
  expect(cancelled).toBe(0);
  const held = Array.from({ length: 100_000 }, (_, item) => item).filter((item) => reader.item(item) !== undefined);
  expect(held.length).toBe(480);
});

it("is read as soon as it can be when its log goes on, though it could not be before", async () => {
  let isReadable = false;
  const engine: Pick<EngineClient, "request" | "onEvent"> = {
    request: (): Promise<never> =>
      new Promise((resolve) => {
        const answer = isReadable ? succeed(state(5)) : fail({ code: "cancelled" });
        Reflect.apply(resolve, undefined, [answer]);
      }),
    onEvent: () => () => undefined,
  };
  const reader = createConversationReader(engine, "t");
  const now = () => reader.store.getState();
  reader.grow(10);
  await reader.read([], "");
  expect(now()).toMatchObject({ read: false, failure: { code: "cancelled" } });
  isReadable = true;
  reader.grow(20);
  await vi.waitFor(() => expect(now().read).toBe(true), { timeout: longestWaitMs });
  expect(now()).toMatchObject({ failure: undefined, state: { items: 5 } });
  isReadable = false;
  await reader.read([], "words");
  expect(now().failure).toBeDefined();
  isReadable = true;
  reader.grow(30);
  await vi.waitFor(() => expect(now().failure).toBeUndefined(), { timeout: longestWaitMs });
  reader.close();
});

it("reads on what came while it was being read, also when no more comes", async () => {
  let items = 5;
  const answers: (() => void)[] = [];
  const engine: Pick<EngineClient, "request" | "onEvent"> = {
    request: (): Promise<never> => {
      const answer = succeed(state(items));
      return new Promise((resolve) => answers.push(() => Reflect.apply(resolve, undefined, [answer])));
    },
    onEvent: () => () => undefined,
  };
  const reader = createConversationReader(engine, "t");
  reader.grow(5);
  const first = reader.read([], "");
  items = 9;
  vi.useFakeTimers();
  try {
    reader.grow(9);
    // It comes to be read on while the first reading goes on.
    vi.advanceTimersByTime(10_000);
    expect(answers).toHaveLength(1);
    answers.shift()?.();
    await first;
    expect(reader.store.getState()).toMatchObject({ busy: false, state: { items: 5 } });
    vi.advanceTimersByTime(10_000);
    expect(answers).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
  answers.shift()?.();
  await vi.waitFor(() => expect(reader.store.getState().state?.items).toBe(9), { timeout: longestWaitMs });
  reader.close();
});

it("reads on what its log had behind the end to which it was read, though nobody tells that more came", async () => {
  const states = [{ ...state(5), bytesRead: 40 }, { ...state(7), bytesRead: 70 }, { ...state(9) }];
  let asked = 0;
  const engine: Pick<EngineClient, "request" | "onEvent"> = {
    request: (): Promise<never> =>
      new Promise((resolve) => Reflect.apply(resolve, undefined, [succeed(states[Math.min(asked++, 2)])])),
    onEvent: () => () => undefined,
  };
  const reader = createConversationReader(engine, "t");
  reader.grow(5);
  vi.useFakeTimers();
  try {
    await reader.read([], "");
    expect(reader.store.getState().state?.items).toBe(5);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reader.store.getState().state?.items).toBe(9);
    expect(asked).toBe(3);
  } finally {
    vi.useRealTimers();
  }
  reader.close();
});

it("does not wait for more of a log that has no conversation", async () => {
  let asked = 0;
  const engine: Pick<EngineClient, "request" | "onEvent"> = {
    request: (): Promise<never> => {
      asked++;
      const absent = { ...state(0), bytesRead: 0, absent: "It has none." };
      return new Promise((resolve) => Reflect.apply(resolve, undefined, [succeed(absent)]));
    },
    onEvent: () => () => undefined,
  };
  const reader = createConversationReader(engine, "t");
  vi.useFakeTimers();
  try {
    await reader.read([], "");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(1);
  } finally {
    vi.useRealTimers();
  }
  reader.close();
});

it("asks for no more of a value that is no string than there is: its record goes on behind it", async () => {
  const asked: unknown[] = [];
  const engine: Pick<EngineClient, "request" | "onEvent"> = {
    request: (method, params): Promise<never> => {
      asked.push([method, Reflect.get(params, "from"), Reflect.get(params, "length")]);
      return new Promise((resolve) => Reflect.apply(resolve, undefined, [fail({ code: "engine-stopped" })]));
    },
    onEvent: () => () => undefined,
  };
  const reader = createConversationReader(engine, "t");
  const place = { record: recordNumber(3), at: 10 };
  await reader.slice(place, 0, 100);
  await reader.slice(place, 90, 100);
  await reader.slice(place, 0, 10 * sliceBytes);
  await reader.slice(place, 0, undefined);
  expect(asked).toEqual([
    ["text", 10, 100],
    ["text", 90, 20],
    ["text", 10, sliceBytes],
    ["stringText", 0, sliceBytes],
  ]);
  reader.close();
});
