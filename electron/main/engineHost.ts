// Keeps an engine running: the process that reads transcripts. It may die (out of memory, a bug, killed by the system)
// without taking the window along; then it is started again, told all grants anew, and the page is told to reconnect.
//
// Main only makes ports and grants; requests and answers go directly between page and engine.

import path from "node:path";
import {
  app,
  type Details,
  MessageChannelMain,
  type MessagePortMain,
  type UtilityProcess,
  utilityProcess,
} from "electron";
import { errorEntry } from "../../shared/errorEntry.ts";
import { engineNoteSchema, type MainMessage, type OfferedFile } from "../../shared/mainMessages.ts";
import { smallHeapFlags } from "../../shared/smallHeap.ts";
import { logError } from "../errorLog/errorLog.ts";
import { engineEnvironment } from "./engineEnvironment.ts";
import { errorLogFolder } from "./errorLogFolder.ts";
import type { Grant } from "./grants.ts";
import { countDeath, noDeaths } from "./restartPause.ts";

const serviceName = "seekline-engine";
/** Electron tells that a process is gone and then, within a few ms, why. */
const reasonDelayMs = 50;

export interface EngineHostOptions {
  /** All that a new engine has to be told. */
  readonly indexLimit: () => number;
  readonly warnings: () => readonly string[];
  readonly grants: () => readonly Grant[];
  /** The engine lists sessions, each with an id by which the page may ask for it. */
  readonly onOffered: (files: readonly OfferedFile[]) => void;
  /** A granted file was opened with success. */
  readonly onOpened: (grant: string, bytes: number) => void;
  readonly onDied: () => void;
  /** A new engine runs in place of one that died; `reason` says why in a few words. */
  readonly onRestarted: (reason: string, isUnexpected: boolean) => void;
}

export interface EngineHost {
  /** Settles when the engine knows the grant; if it dies meanwhile, the next one is told before anything else. */
  grant(grant: Grant): Promise<void>;
  /** Settles when the engine has forgotten the grant. */
  revoke(id: string): Promise<void>;
  /** A new port to the engine, as soon as there is one that runs. A newer call makes one that waits settle with undefined. */
  connect(): Promise<MessagePortMain | undefined>;
  limitIndexes(bytes: number): void;
  /** It is shown with the engine's own. */
  warn(sentence: string): void;
  /** Removes all kept indexes; gives the bytes that were freed, undefined when no engine runs. */
  clearIndexes(): Promise<number | undefined>;
  stop(): void;
}

export function startEngineHost(options: EngineHostOptions): EngineHost {
  let engine: UtilityProcess | undefined;
  let startedAt = 0;
  let deaths = noDeaths;
  let stopped = false;
  let restart: NodeJS.Timeout | undefined;
  let deliverPort: ((port: MessagePortMain | undefined) => void) | undefined;
  const acknowledged = new Map<string, () => void>();
  const waitingForClear: ((bytes: number | undefined) => void)[] = [];

  const tell = (message: MainMessage, ports: MessagePortMain[] = []) => engine?.postMessage(message, ports);
  const tellGrant = ({ id, path: file, access }: Grant) => tell({ type: "grant", id, path: file, access });
  const tellWarning = (sentence: string) => tell({ type: "warn", sentence });
  const acknowledge = (id: string) => {
    acknowledged.get(id)?.();
    acknowledged.delete(id);
  };

  function start(): void {
    const child = utilityProcess.fork(path.join(import.meta.dirname, "engine.js"), [], {
      serviceName,
      env: { ...engineEnvironment(process.env), SEEKLINE_LOG_DIR: errorLogFolder() },
      execArgv: [`--js-flags=${smallHeapFlags.join(" ")}`],
    });
    engine = child;
    startedAt = performance.now();
    child.on("message", (note: unknown) => receive(note));
    child.on("exit", (code) => died(child, code));
    tell({ type: "limit-indexes", bytes: options.indexLimit() });
    for (const sentence of options.warnings()) tellWarning(sentence);
    for (const grant of options.grants()) tellGrant(grant);
    if (deliverPort !== undefined) deliverPort(makePort());
    deliverPort = undefined;
  }

  function receive(data: unknown): void {
    const note = engineNoteSchema.safeParse(data);
    if (!note.success) console.error("seekline: a note of the engine was not understood.");
    else if (note.data.type === "granted" || note.data.type === "revoked") acknowledge(note.data.id);
    else if (note.data.type === "offered") options.onOffered(note.data.files);
    else if (note.data.type === "indexes-cleared") cleared(note.data.bytes);
    else options.onOpened(note.data.id, note.data.bytes);
  }

  function cleared(bytes: number | undefined): void {
    for (const tellFreed of waitingForClear.splice(0)) tellFreed(bytes);
  }

  function died(child: UtilityProcess, code: number): void {
    if (engine !== child || stopped) return;
    engine = undefined;
    options.onDied();
    for (const id of [...acknowledged.keys()]) acknowledge(id);
    cleared(undefined);
    deaths = countDeath(deaths, performance.now() - startedAt);
    restart = setTimeout(() => {
      const { words, isUnexpected } = gone ?? { words: `it ended with code ${code}`, isUnexpected: code !== 0 };
      gone = undefined;
      logError(errorLogFolder(), errorEntry("engine", `process gone: ${words}`, undefined));
      start();
      options.onRestarted(words, isUnexpected);
    }, deaths.pauseMs + reasonDelayMs);
  }

  /** Settles when the engine has acknowledged what is told of this id, or has died. */
  function untilKnown(id: string, say: () => void): Promise<void> {
    if (engine === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      const earlier = acknowledged.get(id);
      acknowledged.set(id, () => {
        earlier?.();
        resolve();
      });
      say();
    });
  }

  function makePort(): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain();
    tell({ type: "connect" }, [port1]);
    return port2;
  }

  // Electron tells of a death twice: by `exit` always, and by this with the reason where it knows one.
  let gone: { readonly words: string; readonly isUnexpected: boolean } | undefined;
  const onGone = (_event: unknown, details: Details) => {
    if (details.serviceName !== serviceName && details.name !== serviceName) return;
    gone = { words: describeReason(details), isUnexpected: details.reason !== "killed" };
  };
  app.on("child-process-gone", onGone);
  start();

  return {
    grant: (grant) => untilKnown(grant.id, () => tellGrant(grant)),
    revoke: (id) => untilKnown(id, () => tell({ type: "revoke", id })),
    connect() {
      if (engine !== undefined) return Promise.resolve(makePort());
      deliverPort?.(undefined);
      return new Promise((resolve) => {
        deliverPort = resolve;
      });
    },
    warn: tellWarning,
    limitIndexes: (bytes) => tell({ type: "limit-indexes", bytes }),
    clearIndexes() {
      if (engine === undefined) return Promise.resolve(undefined);
      tell({ type: "clear-indexes" });
      return new Promise((resolve) => waitingForClear.push(resolve));
    },
    stop() {
      stopped = true;
      clearTimeout(restart);
      app.off("child-process-gone", onGone);
      engine?.kill();
    },
  };
}

function describeReason({ reason, exitCode }: Details): string {
  switch (reason) {
    case "oom":
    case "memory-eviction":
      return "it ran out of memory";
    case "killed":
      return "it was ended from outside";
    case "crashed":
      return "it crashed";
    case "launch-failed":
    case "integrity-failure":
      return "it could not be started";
    case "clean-exit":
    case "abnormal-exit":
      return `it ended with code ${exitCode}`;
    default:
      return reason satisfies never;
  }
}
