// Sends records for the sheet: asks main for the endpoint, which asks the person; starts the engine on it, and can stop it.

import { createStore } from "zustand/vanilla";
import type { GrantedEndpoint } from "../../../../shared/desktop.ts";
import type { ExportProgress } from "../../../../shared/exports.ts";
import type { Failure } from "../../../../shared/failure.ts";
import type { SendSummary } from "../../../../shared/sending.ts";
import type { EngineClient } from "../../../data/engineClient.ts";
import { reportedRequest } from "../../../data/reportedRequest.ts";

/** Where the sheet is. What was stopped is `done`, with what the endpoint has. */
export type SendStep =
  | { readonly phase: "form" }
  | { readonly phase: "running"; readonly progress: ExportProgress | undefined; readonly stopping: boolean }
  | { readonly phase: "done"; readonly summary: SendSummary }
  | { readonly phase: "failed"; readonly failure: Failure };

/** What is sent, and how an endpoint for it is come by. */
export interface SendRequest {
  readonly engine: Pick<EngineClient, "start" | "onEvent">;
  readonly transcript: string;
  readonly filter: string;
  readonly redact: boolean;
  /** "" for none. It is held by nobody behind this. */
  readonly token: string;
  /** Undefined when the user thinks better of it. */
  readonly confirm: () => Promise<GrantedEndpoint | undefined>;
}

export type SendFlow = ReturnType<typeof createSendFlow>;

/** One run at a time: a second one is not begun while the first waits or runs. */
export function createSendFlow() {
  const store = createStore<SendStep>(() => ({ phase: "form" }));
  let running: AbortController | undefined;
  /** True while main asks, so that it asks once. */
  let confirming = false;

  async function run({ engine, transcript, filter, redact, token, confirm }: SendRequest): Promise<void> {
    if (confirming || running !== undefined) return;
    confirming = true;
    const endpoint = await confirm().finally(() => {
      confirming = false;
    });
    if (endpoint === undefined) return;
    const control = new AbortController();
    running = control;
    store.setState({ phase: "running", progress: undefined, stopping: false }, true);
    const params = { transcript, endpoint: endpoint.id, token, filter, redact };
    const result = await reportedRequest(engine, "send", params, control.signal, (progress) =>
      store.setState({ phase: "running", progress, stopping: control.signal.aborted }, true),
    );
    running = undefined;
    store.setState(
      result.ok ? { phase: "done", summary: result.value } : { phase: "failed", failure: result.failure },
      true,
    );
  }

  return {
    store,
    run,
    again: (): void => store.setState({ phase: "form" }, true),
    /** What is on its way arrives; then it ends. */
    stop(): void {
      running?.abort();
      const step = store.getState();
      if (step.phase === "running") store.setState({ ...step, stopping: true }, true);
    },
  };
}
