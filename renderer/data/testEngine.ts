// An engine, and a workspace on it, for the tests beside this file: records whose kinds take turns, answers that a test
// can hold back, deaths on demand. Part of no program.

import type { Desktop, GrantedFile } from "../../shared/desktop.ts";
import type { EngineEvent, Method, Params, Replies, ViewState } from "../../shared/engineContract.ts";
import { requestSchemas } from "../../shared/engineContract.ts";
import type { Failure } from "../../shared/failure.ts";
import { acceptsKind, parseFilter } from "../../shared/filter/filter.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { Row } from "../../shared/rows.ts";
import type { Progress } from "../../shared/transcript.ts";
import { byteLength, byteOffset, lineNumber, recordNumber, rowNumber } from "../../shared/units.ts";
import { createBookmarkNews } from "./bookmarkNews.ts";
import { keepConnected } from "./connection.ts";
import type { EngineClient } from "./engineClient.ts";
import { createLibraryFolders } from "./libraryFolders.ts";
import { openSettings } from "./settings.ts";
import { createWorkspace } from "./workspace.ts";

const kinds = ["RAW", "TEXT_MESSAGE_CONTENT", "TOOL_CALL_ARGS", "STATE_DELTA"] as const;
/** Each turn has so many records. */
const turnRecords = 100;
const kindOf = (record: number) => kinds[record % kinds.length] ?? "RAW";
export const file: GrantedFile = { id: "grant-1", name: "a.jsonl", folder: "/tmp" };
export const otherFile: GrantedFile = { id: "grant-2", name: "b.jsonl", folder: "/tmp" };

/** An engine over records whose kinds take turns and whose times are their numbers. Answers at once, unless the test holds a method back. */
export class TestEngine implements EngineClient {
  records: number;
  readonly asked: { readonly method: Method; readonly params: unknown; readonly signal: AbortSignal | undefined }[] =
    [];
  readonly failing = new Map<Method, Failure>();
  readonly #held = new Map<Method, (() => void)[]>();
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  readonly #closing = new Set<() => void>();
  #closed = false;
  #view = 0;
  #filter = "";
  indexing = false;
  /** Transcripts whose records follow each other in turn; 0: no group is open. */
  sources = 0;

  constructor(records: number) {
    this.records = records;
  }

  /** Requests wait until they are released. */
  hold(method: Method): void {
    this.#held.set(method, []);
  }

  release(method: Method): void {
    const waiting = this.#held.get(method) ?? [];
    this.#held.delete(method);
    for (const go of waiting) go();
  }

  paramsOf(method: Method): readonly unknown[] {
    return this.asked.filter((call) => call.method === method).map(({ params }) => params);
  }

  emitProgress(view: ViewState | undefined = this.view()): void {
    this.emit({ type: "progress", transcript: "t", progress: this.progress(), view });
  }

  emit(event: EngineEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  view(): ViewState {
    return {
      view: `v${this.#view}`,
      rows: this.#rows().length,
      records: this.#rows().length,
      bytes: 0,
      complete: !this.indexing,
    };
  }

  async request<M extends Method>(method: M, params: Params<M>, signal?: AbortSignal): Promise<Result<Replies[M]>> {
    this.asked.push({ method, params, signal });
    const waiting = this.#held.get(method);
    if (waiting !== undefined) await new Promise<void>((resolve) => void waiting.push(resolve));
    if (this.#closed) return fail({ code: "engine-stopped" });
    if (signal?.aborted) return fail({ code: "cancelled" });
    const failure = this.failing.get(method);
    if (failure !== undefined) return fail(failure);
    const value = this.#answer(method, params);
    return answersTo(value, method) ? succeed(value) : fail({ code: "bad-request", detail: method });
  }

  #answer(method: Method, params: unknown): Replies[Method] | undefined {
    switch (method) {
      case "open":
      case "reindex":
        return this.#opened();
      case "kinds":
        return kinds.map((kind) => ({ kind, count: Math.floor(this.records / kinds.length), bytes: 0 }));
      case "query":
        this.#view += 1;
        return this.#openView(requestSchemas.query.parse(params));
      case "rows": {
        const { from, count } = requestSchemas.rows.parse(params);
        const rows = this.#rows().slice(from, from + count);
        return { from: rowNumber(from), rows: rows.map((record) => this.#withOrigin(record)) };
      }
      case "locate": {
        const { record, hidden } = requestSchemas.locate.parse(params);
        const row = this.#rows().findIndex((candidate) => candidate >= record);
        const before = row === -1 ? this.#rows().length : row;
        const passes = this.#rows()[before] === record;
        return { row: before, passes, before, ...(hidden === true && !passes ? { hidden: rowOf(record) } : {}) };
      }
      case "seekTime": {
        const { time } = requestSchemas.seekTime.parse(params);
        return { record: time < this.records ? Math.max(0, Math.ceil(time)) : undefined };
      }
      case "cite": {
        const { record } = requestSchemas.cite.parse(params);
        return {
          offset: byteOffset(record * 10),
          length: byteLength(10),
          hash: "0123456789abcdef",
          sha256: "0123456789abcdef".repeat(4),
        };
      }
      case "turnAt": {
        const { record } = requestSchemas.turnAt.parse(params);
        const begins = Math.floor(record / turnRecords) * turnRecords;
        const next = begins + turnRecords;
        return {
          turns: Math.ceil(this.records / turnRecords),
          turn: { begins: rowOf(begins), number: begins / turnRecords + 1 },
          next: next < this.records ? recordNumber(next) : undefined,
        };
      }
      case "measures":
        return requestSchemas.measures.parse(params).records.map((record) => ({ duration: record }));
      case "related":
        return { before: [], after: [], whole: true };
      case "kindsWhere":
        return [];
      case "facets":
        return { roles: [], tools: [], states: [], sizes: [] };
      case "overview":
        return { kinds: ["(other)"], bytes: [], hits: [] };
      default:
        return undefined;
    }
  }

  start(): never {
    throw new Error("not used here");
  }

  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onClosed(listener: () => void): () => void {
    this.#closing.add(listener);
    return () => this.#closing.delete(listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const listener of this.#closing) listener();
  }

  progress(): Progress {
    return {
      state: { phase: this.indexing ? "indexing" : "complete" },
      bytesDone: this.records,
      bytesTotal: this.records,
      lines: this.records,
      records: this.records,
      malformed: 0,
      commas: 0,
      padding: 0,
      glued: 0,
      blank: 0,
      longestRecord: 10,
      firstTime: undefined,
      lastTime: undefined,
      outOfOrder: 0,
      elapsedMs: 1,
      cached: false,
      kindsOverflowed: false,
      namesOverflowed: false,
      change: undefined,
      live: undefined,
      warnings: [],
    };
  }

  #opened(): Replies["open"] {
    const members = { by: "detected", members: [], candidates: [] } as const;
    const format = {
      name: "ag-ui",
      by: "detected",
      reason: "",
      others: [],
      prefix: [],
      sampled: 0,
      kind: members,
      time: members,
    } as const;
    return {
      transcript: "t",
      name: "a.jsonl",
      format,
      progress: this.progress(),
      notice: undefined,
      isGroup: false,
      heads: ["2-aa", "4-bb"],
    };
  }

  #openView({ filter, rows }: Params<"query">): Replies["query"] {
    this.#filter = filter;
    const first = this.#rows()
      .slice(0, rows)
      .map((record) => this.#withOrigin(record));
    if (rows === undefined || first.length === 0) return this.view();
    return { ...this.view(), first: { from: rowNumber(0), rows: first } };
  }

  #withOrigin(record: number): Row {
    const number = this.sources === 0 ? undefined : record % this.sources;
    if (number === undefined) return rowOf(record);
    const { record: own, offset } = rowOf(Math.floor(record / this.sources));
    return { ...rowOf(record), origin: { number, name: `${number}.jsonl`, record: own, offset } };
  }

  #rows(): readonly number[] {
    const filter = parseFilter(this.#filter);
    const all = Array.from({ length: this.records }, (_, record) => record);
    return filter.ok ? all.filter((record) => acceptsKind(filter.value, kindOf(record))) : [];
  }
}

/** The engine above answers each method with what belongs to it. */
function answersTo<M extends Method>(value: Replies[Method] | undefined, method: M): value is Replies[M] {
  return value !== undefined || method === "close";
}

function rowOf(record: number): Row {
  return {
    record: recordNumber(record),
    line: lineNumber(record + 1),
    offset: byteOffset(record * 10),
    length: byteLength(10),
    time: undefined,
    kind: kindOf(record),
    role: undefined,
    tool: undefined,
    flags: [],
    preview: "",
  };
}

export const nobody: Desktop = {
  platform: "linux",
  connectEngine: () => undefined,
  chooseFiles: async () => [],
  grantDropped: async () => undefined,
  grantTogether: async () => file,
  sampleFile: async () => file,
  recentFiles: async () => [],
  forgetRecentFiles: async () => undefined,
  forgetRecentFile: async () => undefined,
  offeredFile: async () => undefined,
  libraryFolders: async () => [],
  addLibraryFolder: async () => [],
  removeLibraryFolder: async () => [],
  chooseTarget: async () => undefined,
  confirmEndpoint: async () => undefined,
  showInFolder: async () => undefined,
  dragTarget: async () => undefined,
  copyPath: async () => undefined,
  openLink: async () => undefined,
  copyText: async () => undefined,
  saveText: async () => succeed(undefined),
  bookmarks: async () => [],
  keepBookmarks: async () => true,
  appSettings: async () => ({ indexLimit: 0, reopen: true, runs: "single" as const }),
  changeAppSettings: async () => undefined,
  theme: async () => "system",
  setTheme: async () => undefined,
  remember: async () => undefined,
  remembered: async () => ({ places: [], active: -1 }),
  reportError: async () => undefined,
  copyReport: async () => undefined,
  onCommand: () => () => undefined,
};

export function testSettings() {
  return openSettings({ getItem: () => null, setItem: () => undefined });
}

/** Each connection takes the next one of `engines`. */
export function testConnections(records: number) {
  const engines = [new TestEngine(records)];
  let connections = 0;
  return {
    engines,
    /** The one that was connected to last. */
    engine(): TestEngine {
      const now = engines[connections - 1];
      if (now === undefined) throw new Error("nothing has connected yet");
      return now;
    },
    async connect(): Promise<TestEngine> {
      const engine = engines[connections] ?? new TestEngine(records);
      engines[connections] = engine;
      connections += 1;
      return engine;
    },
  };
}

/** A workspace that is about to connect to the first of `engines`. */
export function setUpWorkspace(records: number) {
  const { engine, engines, connect } = testConnections(records);
  const workspace = createWorkspace({
    name: "tab-1",
    desktop: nobody,
    settings: testSettings(),
    libraryFolders: createLibraryFolders(nobody),
    now: () => Date.now(),
    connection: keepConnected(connect),
    news: createBookmarkNews(),
  });
  return { workspace, engine, engines };
}
