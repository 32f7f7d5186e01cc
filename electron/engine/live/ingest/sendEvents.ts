// Sends numbered events to an endpoint, each exactly once and in order (docs/ingest-protocol.md). One window is under way at
// a time and is held until the endpoint has it; until then the source waits. At the start and behind every failure the
// endpoint is asked which event it took last, and sending goes on behind that one: forwards, or from the source's start.

import { setTimeout } from "node:timers/promises";
import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import { ExportFailed } from "../../export/exportFailed.ts";
import { untilAborted } from "../../query/untilAborted.ts";
import { SourceError } from "../../source/fileSource.ts";
import type { Answer, Taken } from "./answers.ts";
import type { Endpoint } from "./endpoint.ts";
import { windowMs } from "./ingestLimits.ts";
import type { DroppedEvents, OutgoingEvents } from "./outgoingEvents.ts";
import type { RetryPauses } from "./retryPause.ts";
import { retryPause, usualPauses } from "./retryPause.ts";
import { noEvents } from "./runningDigest.ts";
import { SendWindow } from "./sendWindow.ts";

/** Whether more events may come than are known. */
export interface Growth {
  /** True when all are known. */
  isWhole(): boolean;
  /** Resolves when more may be known, or after this many ms. */
  whenMore(ms: number, signal: AbortSignal): Promise<void>;
}

/** Of a source that grows no more. */
export const noGrowth: Growth = { isWhole: () => true, whenMore: async () => {} };

export interface SendJob {
  readonly stream: string;
  readonly events: OutgoingEvents;
  readonly growth: Growth;
  readonly endpoint: Endpoint;
  /** Ends sending: what was read is sent, for at most `drainMs`. */
  readonly stop: AbortSignal;
  readonly drainMs?: number | undefined;
  readonly pauses?: RetryPauses | undefined;
  /** Called with the number of events that the endpoint has. */
  readonly onProgress?: ((accepted: number) => void) | undefined;
  /** Called behind each failure that is tried again, with what was wrong and the pause in ms. */
  readonly onRetry?: ((reason: string, pauseMs: number) => void) | undefined;
}

/** `accepted` counts by sequence number, so of a stream that was gone on with it is more than this run has sent. */
export interface SendReport {
  /** Events that the endpoint has, those of earlier runs included. */
  readonly accepted: number;
  readonly dropped: DroppedEvents;
  /** The endpoint knows that these are all. */
  readonly complete: boolean;
  readonly retries: number;
}

const usualDrainMs = 5_000;
/** Events after which other work gets its turn. */
const sliceEvents = 1_000;

/**
 * Ends when the endpoint knows that all has come, or, `complete` being false, when `stop` is aborted. Fails with
 * `endpoint-refused`, with `endpoint-failed` when it was tried often enough, with `stream-differs`, and with what
 * reading the source fails with.
 */
export async function sendEvents(job: SendJob): Promise<Result<SendReport>> {
  const hardStop = new AbortController();
  const drain = () =>
    void setTimeout(job.drainMs ?? usualDrainMs, undefined, { ref: false }).then(() => hardStop.abort());
  if (job.stop.aborted) drain();
  job.stop.addEventListener("abort", drain, { once: true });
  const sender = new Sender(job, hardStop.signal);
  try {
    return await sender.run();
  } catch (error) {
    if (error instanceof SourceError || error instanceof ExportFailed) return fail(error.failure);
    if (hardStop.signal.aborted && error === hardStop.signal.reason) return succeed(sender.report(false));
    throw error;
  } finally {
    job.stop.removeEventListener("abort", drain);
  }
}

/** What is left to do behind a step. */
type Step = "go-on" | "complete" | "stopped";

class Sender {
  readonly #job: SendJob;
  readonly #hardStop: AbortSignal;
  #window = new SendWindow(0, noEvents);
  /** The endpoint has told where it is, and nothing has failed since. */
  #isPlaced = false;
  /** In a row, without an event that was taken. */
  #failures = 0;
  #retries = 0;
  #restarts = 0;

  constructor(job: SendJob, hardStop: AbortSignal) {
    this.#job = job;
    this.#hardStop = hardStop;
  }

  report(complete: boolean): SendReport {
    const { dropped } = this.#job.events;
    return { accepted: this.#window.before, dropped, complete, retries: this.#retries };
  }

  async run(): Promise<Result<SendReport>> {
    for (;;) {
      const step = await this.#step();
      if (!step.ok) return step;
      if (step.value !== "go-on") return succeed(this.report(step.value === "complete"));
    }
  }

  async #step(): Promise<Result<Step>> {
    if (!this.#isPlaced) return this.#ask();
    if (!this.#job.stop.aborted) await this.#fill();
    if (this.#window.count > 0) return this.#send();
    return this.#job.stop.aborted ? succeed("stopped") : this.#finish();
  }

  async #ask(): Promise<Result<Step>> {
    const answer = await this.#job.endpoint.ask(this.#hardStop);
    if (answer.type !== "taken") return this.#tryAgain(answer);
    this.#isPlaced = true;
    return this.#goTo(answer);
  }

  async #send(): Promise<Result<Step>> {
    const { before } = this.#window;
    const answer = await this.#job.endpoint.send(this.#window, this.#hardStop);
    if (answer.type !== "taken") return this.#tryAgain(answer);
    if (answer.accepted <= before) return this.#tryAgain(failed("it took none of the events that were sent"));
    this.#failures = 0;
    return this.#goTo(answer);
  }

  async #finish(): Promise<Result<Step>> {
    const answer = await this.#job.endpoint.finish(this.#window.last, this.#window.digest, this.#hardStop);
    if (answer.type !== "taken") return this.#tryAgain(answer);
    return answer.complete
      ? succeed("complete")
      : this.#tryAgain(failed("it does not say that the stream is complete"));
  }

  /** Waits, and asks the endpoint again where it is. */
  async #tryAgain(answer: Exclude<Answer, Taken>): Promise<Result<Step>> {
    const { stream, stop, pauses = usualPauses, onRetry } = this.#job;
    const { reason } = answer;
    if (answer.type === "refused") return fail({ code: "endpoint-refused", reason });
    this.#isPlaced = false;
    this.#failures += 1;
    if (this.#failures > pauses.mostFailures) return fail({ code: "endpoint-failed", reason, stream });
    this.#retries += 1;
    const pauseMs = Math.max(retryPause(this.#failures, pauses), answer.pauseMs ?? 0);
    onRetry?.(reason, pauseMs);
    // Who is told to stop has no time for a pause, but for another try.
    const signal = stop.aborted ? this.#hardStop : AbortSignal.any([stop, this.#hardStop]);
    await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined);
    this.#hardStop.throwIfAborted();
    return succeed("go-on");
  }

  /** Goes on behind the event that the endpoint has taken last. Both must hold the same ones up to there. */
  async #goTo({ accepted, digest }: Taken): Promise<Result<Step>> {
    const { events, stream, pauses = usualPauses, onProgress } = this.#job;
    if (accepted < this.#window.before) {
      this.#restarts += 1;
      if (this.#restarts > pauses.mostFailures) {
        return fail({ code: "endpoint-failed", reason: "it forgets events again and again", stream });
      }
      events.restart();
      this.#window = new SendWindow(0, noEvents);
    }
    if (!(await this.#readTo(accepted))) return fail({ code: "stream-differs", stream });
    const own = this.#window.acceptUpTo(accepted);
    if (digest !== undefined && digest !== own) return fail({ code: "stream-differs", stream });
    onProgress?.(accepted);
    return succeed("go-on");
  }

  /** Reads up to an event that others have sent, and lets all before the window go. False when there are not so many. */
  async #readTo(accepted: number): Promise<boolean> {
    const { events, growth } = this.#job;
    let slice = sliceEvents;
    while (this.#window.last < accepted) {
      this.#window.acceptUpTo(this.#window.last);
      const event = events.take();
      if (event !== undefined) this.#window.add(event);
      else if (growth.isWhole()) return false;
      else await growth.whenMore(windowMs, this.#hardStop);
      slice -= 1;
      if (slice > 0) continue;
      slice = sliceEvents;
      await new Promise(setImmediate);
      this.#hardStop.throwIfAborted();
    }
    return true;
  }

  /** Reads until the window is full, its time is over, or there is no more. */
  async #fill(): Promise<void> {
    const { events, growth, stop } = this.#job;
    let end = this.#window.count > 0 ? performance.now() + windowMs : undefined;
    while (!stop.aborted) {
      const isWhole = growth.isWhole();
      for (let event = events.peek(); event !== undefined; event = events.peek()) {
        if (!this.#window.fits(event)) return;
        this.#window.add(event);
        events.take();
      }
      if (isWhole || this.#window.isFull) return;
      if (this.#window.count > 0) end ??= performance.now() + windowMs;
      const left = end === undefined ? windowMs : end - performance.now();
      if (left <= 0) return;
      await untilStopped(growth.whenMore(left, stop), stop);
    }
  }
}

/** Waits no longer than until it is stopped. What fails by itself, such as a source that was cut, goes on failing. */
async function untilStopped(waiting: Promise<void>, stop: AbortSignal): Promise<void> {
  try {
    await untilAborted(waiting, stop);
  } catch (error) {
    if (!stop.aborted || error !== stop.reason) throw error;
  }
}

function failed(reason: string): Exclude<Answer, Taken> {
  return { type: "failed", reason, pauseMs: undefined };
}
