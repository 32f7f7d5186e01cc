// The engine as a utility process of Electron: the only file of the engine that knows so. Main tells it which path stands
// behind a granted id and hands it ports; each port is one page with an engine of its own.

import { randomUUID } from "node:crypto";
import type { MessagePortMain } from "electron";
import { errorEntry } from "../../shared/errorEntry.ts";
import type { EngineNote, MainMessage } from "../../shared/mainMessages.ts";
import { mainMessageSchema } from "../../shared/mainMessages.ts";
import { unexpectedLines } from "../../shared/unexpected.ts";
import { logError } from "../errorLog/errorLog.ts";
import { createEngine } from "./engine.ts";
import { removeUnfinishedFiles } from "./environment/unfinishedFiles.ts";
import { warn } from "./environment/warnings.ts";
import { limitIndexes } from "./index/cacheLimit.ts";
import { clearIndexes } from "./index/indexCache.ts";
import { warmThreads } from "./index/threadPool.ts";
import type { EngineHandlers } from "./port/handlers.ts";
import { type ServerPort, servePort } from "./port/server.ts";

/** Pages that are connected at once. There is one window, so more means a page that asks over and over. */
const maxPages = 4;

type Grant = Extract<MainMessage, { readonly type: "grant" }>;

const grants = new Map<string, Grant>();
const pages = new Set<MessagePortMain>();

// Main starts the engine again and the page opens what was open.
process.on("uncaughtException", (error) => {
  sayUnexpected(error, "between requests");
  process.exit(1);
});

function sayUnexpected(error: unknown, call: string): void {
  const { SEEKLINE_LOG_DIR: folder } = process.env; // main names it
  const log = folder === undefined ? undefined : logError(folder, errorEntry("engine", call, error));
  for (const line of unexpectedLines(error, process.env, log)) console.error(`seekline: ${line}`);
}

// What an engine was writing when it was killed.
removeUnfinishedFiles();

warmThreads();

process.parentPort.on("message", ({ data, ports }) => {
  const message = mainMessageSchema.parse(data); // main is trusted: anything else is a bug
  const port = ports[0];
  if (message.type === "grant") {
    grants.set(message.id, message);
    note({ type: "granted", id: message.id });
  } else if (message.type === "revoke") {
    grants.delete(message.id);
    note({ type: "revoked", id: message.id });
  } else if (message.type === "limit-indexes") {
    limitIndexes(message.bytes);
  } else if (message.type === "clear-indexes") {
    note({ type: "indexes-cleared", bytes: clearIndexes() });
  } else if (message.type === "warn") {
    warn(message.sentence);
  } else if (port !== undefined) {
    connect(port);
  }
});

function connect(port: MessagePortMain): void {
  const oldest = pages.size >= maxPages ? pages.values().next().value : undefined;
  oldest?.close();
  pages.add(port);

  const engine = createEngine({
    resolveGrant: (id, access) => {
      const grant = grants.get(id);
      if (grant?.access !== access) return undefined;
      // What was confirmed was to be sent once.
      if (access === "send") grants.delete(id);
      return grant.path;
    },
    emit: (event) => server.emit(event),
    offer,
    libraryFolders: () => [...grants.values()].flatMap(({ path, access }) => (access === "list" ? [path] : [])),
  });
  const server = servePort(serverPort(port), noteOpened(engine.handlers), {
    onClosed() {
      pages.delete(port);
      engine.dispose();
    },
    onUnexpected: sayUnexpected,
  });
}

/** Main has to know an id before the page asks for a file by it. */
function offer(files: readonly string[]): readonly string[] {
  const idOf = new Map<string, string>();
  for (const { id, path, access } of grants.values()) if (access === "read") idOf.set(path, id);
  const offered = files.map((path) => ({ id: idOf.get(path) ?? randomUUID(), path }));
  for (const { id, path } of offered) grants.set(id, { type: "grant", id, path, access: "read" });
  note({ type: "offered", files: offered });
  return offered.map(({ id }) => id);
}

/** Main lists what could be opened among the recent files. */
function noteOpened(handlers: EngineHandlers): EngineHandlers {
  return {
    ...handlers,
    async open(params, context) {
      const result = await handlers.open(params, context);
      if (result.ok) note({ type: "opened", id: params.file, bytes: result.value.progress.bytesTotal });
      return result;
    },
  };
}

function note(message: EngineNote): void {
  process.parentPort.postMessage(message);
}

function serverPort(port: MessagePortMain): ServerPort {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => port.on("message", ({ data }) => listener(data)),
    onClose: (listener) => port.on("close", listener),
    start: () => port.start(),
  };
}
