// Runs exports for the sheet: asks for a target, starts the engine on it, passes its progress on, and can stop it.

import { createStore } from "zustand/vanilla";
import type { GrantedTarget } from "../../../shared/desktop.ts";
import type { ExportOptions } from "../../../shared/exports.ts";
import type { EngineClient } from "../../data/engineClient.ts";
import { reportedRequest } from "../../data/reportedRequest.ts";
import type { ExportChange, ExportState } from "./exportPhase.ts";
import { change, initialState } from "./exportPhase.ts";

/** What is exported, and how its target is come by. */
export interface ExportJob {
  readonly engine: Pick<EngineClient, "start" | "onEvent">;
  readonly transcript: string;
  readonly options: ExportOptions;
  /** Undefined when the user thinks better of it. */
  readonly chooseTarget: () => Promise<GrantedTarget | undefined>;
}

export type ExportFlow = ReturnType<typeof createExportFlow>;

/** `now` in ms, from any fixed point. */
export function createExportFlow(now: () => number) {
  const store = createStore<ExportState>(() => initialState);
  const apply = (event: ExportChange) => store.setState((state) => change(state, event), true);
  let running: AbortController | undefined;
  /** True while the save dialog is open, so that it opens once. */
  let choosing = false;

  async function run({ engine, transcript, options, chooseTarget }: ExportJob): Promise<void> {
    if (choosing || running !== undefined) return;
    choosing = true;
    const target = await chooseTarget().finally(() => {
      choosing = false;
    });
    if (target === undefined) return;
    const control = new AbortController();
    running = control;
    apply({ type: "begin", target, now: now() });
    const params = { transcript, target: target.id, options };
    const result = await reportedRequest(engine, "export", params, control.signal, (progress) =>
      apply({ type: "progress", progress, now: now() }),
    );
    running = undefined;
    apply(result.ok ? { type: "succeed", summary: result.value } : { type: "fail", failure: result.failure });
  }

  return {
    store,
    apply,
    run,
    /** The export ends when the engine has cleared away what it had written. */
    cancel(): void {
      apply({ type: "cancel" });
      running?.abort();
    },
  };
}
