import { afterEach, describe, expect, it } from "vitest";
import type { ExportProgress, ExportSummary } from "../../../shared/exports.ts";
import { createEngineClient } from "../../data/engineClient.ts";
import type { ExportJob } from "./exportFlow.ts";
import { createExportFlow } from "./exportFlow.ts";

const opened: MessagePort[] = [];
afterEach(() => {
  for (const port of opened.splice(0)) port.close();
});

const target = { id: "target-1", name: "run.snapshot.jsonl" };
const options = { as: "snapshot", filter: "", pretty: false, dropRaw: false } as const;
const none = { count: 0, first: [], sums: [] };
const summary: ExportSummary = {
  as: "snapshot",
  recordsIn: 9,
  recordsOut: 2,
  bytesIn: 900,
  bytesOut: 200,
  messages: 1,
  toolCalls: 0,
  skipped: none,
  mended: none,
  lost: none,
  elapsedMs: 5,
};
const progress: ExportProgress = { stage: "copying", done: 10, total: 900, bytesWritten: 4 };

/** A flow with a client, and the engine's end of its port. */
function connect() {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  const sent: unknown[] = [];
  port2.addEventListener("message", ({ data }) => sent.push(data));
  port2.start();
  const flow = createExportFlow(() => 1000);
  const job: ExportJob = {
    engine: createEngineClient(port1),
    transcript: "t",
    options,
    chooseTarget: async () => target,
  };
  const started = () => expect.poll(() => sent.length).toBeGreaterThan(0);
  return { flow, job, engine: port2, sent, started, step: () => flow.store.getState().step };
}

describe("an export", () => {
  it("is written to the chosen target, tells of its progress and ends with a summary", async () => {
    const { flow, job, engine, sent, started, step } = connect();
    const run = flow.run(job);
    await started();
    expect(sent).toEqual([
      { type: "request", id: 1, method: "export", params: { transcript: "t", target: "target-1", options } },
    ]);
    engine.postMessage({ type: "event", event: { type: "exportProgress", request: 1, progress } });
    await expect.poll(() => step()).toMatchObject({ phase: "running", progress });
    engine.postMessage({ type: "reply", id: 1, value: summary });
    await run;
    expect(step()).toEqual({ phase: "done", target, summary });
  });

  it("takes no progress of another one for its own", async () => {
    const { flow, job, engine, started, step } = connect();
    const run = flow.run(job);
    await started();
    engine.postMessage({ type: "event", event: { type: "exportProgress", request: 7, progress } });
    engine.postMessage({ type: "failure", id: 1, failure: { code: "disk-full", name: "x" } });
    await expect.poll(() => step().phase).not.toBe("running");
    await run;
    expect(step()).toMatchObject({ phase: "failed", failure: { code: "disk-full", name: "x" } });
  });

  it("does not begin when no target is chosen", async () => {
    const { flow, job, sent, step } = connect();
    await flow.run({ ...job, chooseTarget: async () => undefined });
    expect(step()).toEqual({ phase: "choosing" });
    expect(sent).toEqual([]);
  });

  it("runs once, however often it is started", async () => {
    const { flow, job, engine, sent, started } = connect();
    const runs = [flow.run(job), flow.run(job)];
    await started();
    runs.push(flow.run(job));
    engine.postMessage({ type: "reply", id: 1, value: summary });
    await Promise.all(runs);
    expect(sent).toHaveLength(1);
  });

  it("ends as cancelled when the engine has cleared away what it wrote", async () => {
    const { flow, job, engine, sent, started, step } = connect();
    const run = flow.run(job);
    await started();
    flow.cancel();
    expect(step()).toMatchObject({ phase: "running", ending: "cancelling" });
    await expect.poll(() => sent[1]).toEqual({ type: "cancel", id: 1 });
    engine.postMessage({ type: "failure", id: 1, failure: { code: "cancelled" } });
    await run;
    expect(step()).toMatchObject({ phase: "failed", failure: { code: "cancelled" } });
  });

  it("fails when the engine dies", async () => {
    const { flow, job, engine, started, step } = connect();
    const run = flow.run(job);
    await started();
    engine.close();
    await run;
    expect(step()).toMatchObject({ phase: "failed", failure: { code: "engine-stopped" } });
  });
});
