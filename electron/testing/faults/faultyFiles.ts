// Applies a plan: counts the calls that reach the areas, and says of each what becomes of it.

import fs from "node:fs";
import path from "node:path";
import { assertNever } from "../../../shared/assertNever.ts";
import { Random } from "../../cli/generator/random.ts";
import type { FaultFolders } from "./faultFolders.ts";
import type { Area, Fault, FaultName, FaultPlan } from "./faultPlan.ts";
import { sortOf } from "./faultPlan.ts";
import type { FileCall, FileJudge, Verdict } from "./fileCalls.ts";
import { judgeFileCalls, pass } from "./fileCalls.ts";
import { SyncedDisk } from "./powerCut.ts";

/** How another program changes the source while it is read. */
export type SourceChange = "source shrinks" | "source grows" | "source is replaced" | "source is rewritten";

export interface FaultyFiles {
  /** What happened, each as often as it did. */
  readonly happened: readonly FaultName[];
  /** Files of the areas that are still open. */
  readonly open: () => readonly string[];
  /** Nothing goes wrong from now on. Where power was to fail, it has failed by now. */
  end(): void;
}

interface FaultyFilesOptions {
  readonly plan: FaultPlan;
  readonly folders: FaultFolders;
  readonly changeSource: (change: SourceChange) => void;
}

/** How long a slow read takes, in ms: longer than any slice of work. */
const slowMs = 15;

export async function startFaults(options: FaultyFilesOptions): Promise<FaultyFiles> {
  const judge = new Judge(options);
  const putBack = await judgeFileCalls(judge);
  return {
    happened: judge.happened,
    open: () => [...judge.opened.values()],
    end: () => {
      putBack();
      judge.startAgain();
    },
  };
}

class Judge implements FileJudge {
  readonly happened: FaultName[] = [];
  readonly opened = new Map<number, string>();
  readonly #options: FaultyFilesOptions;
  readonly #random: Random;
  readonly #counters: readonly { readonly fault: Fault; calls: number }[];
  /** Bytes written to an area. */
  readonly #written = new Map<Area, number>();
  /** Where power is to fail. */
  readonly #disk: SyncedDisk | undefined;
  #isCut = false;

  constructor(options: FaultyFilesOptions) {
    const { plan, folders } = options;
    this.#options = options;
    this.#random = new Random(plan.seed + plan.number);
    this.#counters = plan.faults.map((fault) => ({ fault, calls: 0 }));
    const hasCut = plan.faults.some(({ name }) => name === "power cut");
    this.#disk = hasCut ? new SyncedDisk([folders.cache, folders.spool, folders.target]) : undefined;
  }

  isOurs(file: string): boolean {
    return this.#options.folders.areaOf(file) !== undefined;
  }

  before(call: FileCall): Verdict {
    const area = this.#options.folders.areaOf(call.path);
    let verdict = pass;
    for (const counter of this.#counters) {
      const { fault } = counter;
      const { of: operation, at } = sortOf(fault.name);
      if (fault.area !== area || (operation !== undefined && operation !== call.operation)) continue;
      counter.calls += 1;
      const isDue = at === "place" || (counter.calls >= fault.at && counter.calls < fault.at + fault.times);
      if (isDue && verdict.do !== "fail") verdict = this.#meet(fault, call);
    }
    // Without power nothing works, but that a program lets go of its files.
    return this.#isCut ? { do: "fail", code: "EIO" } : verdict;
  }

  after(call: FileCall, result: unknown): void {
    this.#disk?.after(call, result);
    const area = this.#options.folders.areaOf(call.path);
    if (call.operation === "open") this.opened.set(descriptorOf(result), call.path);
    if (call.operation === "close" && call.descriptor !== undefined) this.opened.delete(call.descriptor);
    if (call.operation === "write" && area !== undefined) {
      this.#written.set(area, (this.#written.get(area) ?? 0) + bytesOf(result));
    }
  }

  /** Power that was to fail at a call that never came fails at the end. */
  startAgain(): void {
    this.#disk?.startAgain(this.#random);
  }

  #meet(fault: Fault, call: FileCall): Verdict {
    const { name } = fault;
    const fail = (code: string): Verdict => {
      this.happened.push(name);
      return { do: "fail", code };
    };
    switch (name) {
      case "short read":
      case "short write": {
        const { bytes = 0 } = call;
        if (bytes < 2) return pass;
        this.happened.push(name);
        return { do: "part", bytes: 1 + this.#random.below(bytes - 1) };
      }
      case "slow read":
        this.happened.push(name);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, slowMs);
        return pass;
      case "interrupted read":
        return fail("EINTR");
      case "bad place":
        return this.#meetPlace(fault.at, call, fail);
      case "full disk":
        return this.#meetEnd(fault, call, fail);
      case "failed read":
      case "failed write":
      case "failed sync":
      case "failed cut":
      case "failed close":
      case "failed rename":
      case "failed look":
      case "failed touch":
        return fail("EIO");
      case "failed opening":
        return fail(call.isForWriting === true ? "EACCES" : "EIO");
      case "no handles left":
        return fail("EMFILE");
      case "failed removal":
        return fail("EBUSY");
      case "no folder made":
        return fail("ENOSPC");
      case "source shrinks":
      case "source grows":
      case "source is replaced":
      case "source is rewritten":
        if (!this.happened.includes(name)) this.#options.changeSource(name);
        this.happened.push(name);
        return pass;
      case "folder is emptied":
        this.happened.push(name);
        this.#empty(this.#options.folders[fault.area]);
        return pass;
      case "power cut":
        this.#isCut = true;
        return fail("EIO");
      default:
        return assertNever(name);
    }
  }

  #meetPlace(at: number, { position, bytes = 0 }: FileCall, fail: (code: string) => Verdict): Verdict {
    if (position === undefined || position + bytes <= at) return pass;
    return position >= at ? fail("EIO") : { do: "part", bytes: at - position };
  }

  #meetEnd({ area, at }: Fault, { bytes = 0 }: FileCall, fail: (code: string) => Verdict): Verdict {
    const room = at - (this.#written.get(area) ?? 0);
    if (bytes <= room) return pass;
    return room <= 0 ? fail("ENOSPC") : { do: "part", bytes: room };
  }

  #empty(folder: string): void {
    for (const entry of fs.readdirSync(folder)) {
      const file = path.join(folder, entry);
      fs.rmSync(file, { recursive: true, force: true });
      this.#disk?.after({ operation: "remove", path: file }, undefined);
    }
  }
}

function bytesOf(result: unknown): number {
  if (typeof result === "number") return result;
  return typeof result === "object" && result !== null && "bytesWritten" in result ? Number(result.bytesWritten) : 0;
}

function descriptorOf(result: unknown): number {
  if (typeof result === "number") return result;
  return typeof result === "object" && result !== null && "fd" in result ? Number(result.fd) : -1;
}
