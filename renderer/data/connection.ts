// Keeps the page connected to an engine. When the port closes, the engine has died: main starts another one and says so
// (`engine-restarted`), and the page connects anew. Should that word be lost, a timer does the same.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { EngineClient } from "./engineClient.ts";

/** `connecting` is the first time only; behind `restarting`, the engine knows nothing of what was open before. */
export type ConnectionState =
  | { readonly phase: "connecting" }
  | { readonly phase: "ready"; readonly engine: EngineClient }
  | { readonly phase: "restarting" };

/** One for all tabs, which hear of another engine by its `state`. */
export interface Connection {
  readonly state: StoreApi<ConnectionState>;
  /** The engine, as soon as there is one: at once, or when the next one has started. Never rejects. */
  ready(): Promise<EngineClient>;
  /** Main has started another engine: what is still connected to the old one connects anew. */
  engineRestarted(): void;
  stop(): void;
}

/** Longer than main waits before it starts an engine that died once or twice. */
const restartWaitMs = 3000;

/** `connect` waits for an engine and never rejects. The first connection is begun at once. */
export function keepConnected(connect: () => Promise<EngineClient>): Connection {
  const state = createStore<ConnectionState>(() => ({ phase: "connecting" }));
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function start(): Promise<void> {
    clearTimeout(timer);
    attempt += 1;
    const mine = attempt;
    const engine = await connect();
    if (mine !== attempt) return engine.close();
    engine.onClosed(() => {
      if (mine === attempt) lost();
    });
    if (mine === attempt) state.setState({ phase: "ready", engine }, true);
  }

  function lost(): void {
    attempt += 1;
    state.setState({ phase: "restarting" }, true);
    clearTimeout(timer);
    timer = setTimeout(() => void start(), restartWaitMs);
  }

  void start();
  return {
    state,
    ready() {
      const now = state.getState();
      if (now.phase === "ready") return Promise.resolve(now.engine);
      return new Promise((resolve) => {
        const stop = state.subscribe((next) => {
          if (next.phase !== "ready") return;
          stop();
          resolve(next.engine);
        });
      });
    },
    engineRestarted() {
      const now = state.getState();
      if (now.phase === "ready") now.engine.close();
      void start();
    },
    stop() {
      attempt += 1;
      clearTimeout(timer);
      const now = state.getState();
      if (now.phase === "ready") now.engine.close();
    },
  };
}
