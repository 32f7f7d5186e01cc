import { expect, it } from "vitest";
import type { ConversationState } from "../../shared/conversation.ts";
import type { EngineEvent } from "../../shared/engineContract.ts";
import { succeed } from "../../shared/result.ts";
import type { EngineClient } from "../data/engineClient.ts";
import { createConversationReader } from "./conversationReader.ts";

const state = (items: number): ConversationState => ({
  ...{ items, complete: items > 0, bytesRead: items, bytes: 100, prompts: 0, errors: 0, absent: undefined },
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
