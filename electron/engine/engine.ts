// The engine as one page sees it: opened transcripts by id, one view each, and a handler per method of the contract. Pure
// Node; utility.ts puts it behind a port. Counts and progress are pushed at most ten times a second, all else is pulled.

import { randomUUID } from "node:crypto";
import type { EngineEvent, Opened } from "../../shared/engineContract.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { WantedReading } from "../../shared/transcript.ts";
import { setZone } from "../../shared/zone.ts";
import { createConversationHandlers } from "./handlers/conversationHandlers.ts";
import { createExportHandlers } from "./handlers/exportHandlers.ts";
import { HeldConversation } from "./handlers/heldConversation.ts";
import type { Held, WithTranscript } from "./handlers/heldTranscript.ts";
import { isSettled, noticeOf, unknown, viewState } from "./handlers/heldTranscript.ts";
import type { OfferFiles } from "./handlers/libraryHandlers.ts";
import { createLibraryHandlers } from "./handlers/libraryHandlers.ts";
import { createMeasureHandlers } from "./handlers/measureHandlers.ts";
import { createRecordHandlers } from "./handlers/recordHandlers.ts";
import { createSendHandlers } from "./handlers/sendHandlers.ts";
import { createViewHandlers } from "./handlers/viewHandlers.ts";
import { openPath } from "./openPath.ts";
import type { EngineHandlers } from "./port/handlers.ts";
import { headsOf } from "./query/heads.ts";
import { SourceError } from "./source/fileSource.ts";

/** Between two progress events of a transcript that is being indexed. */
const progressMs = 100;
/** Between growth and telling of it, so that views have looked at what came. */
const soonMs = 10;
/** Between two looks at whether a transcript's file is still the same. */
const watchMs = 1000;

export interface EngineOptions {
  /** The path behind a granted id, or the address of an endpoint, if it was granted for this. */
  resolveGrant(id: string, access: "read" | "write" | "send"): string | undefined;
  emit(event: EngineEvent): void;
  /** Gives ids by which the page may ask main for files that it was not given by a gesture; without it, none are offered. */
  readonly offer?: OfferFiles;
  /** Folders that the user has added to the library. */
  readonly libraryFolders?: () => readonly string[];
}

export interface Engine {
  readonly handlers: EngineHandlers;
  /** Closes everything. */
  dispose(): void;
}

export function createEngine(options: EngineOptions): Engine {
  const open = new Map<string, Held>();
  const offer: OfferFiles = options.offer ?? ((files) => files.map(() => ""));

  const emitProgress = (held: Held, hasGrown = false): void => {
    const progress = held.transcript.progress();
    const { format } = held.transcript;
    const notice = noticeOf(held);
    if (format !== held.format) {
      options.emit({ type: "reread", transcript: held.id, format, notice });
    } else if (notice !== held.notice) {
      options.emit({ type: "notice", transcript: held.id, notice });
    }
    held.format = format;
    held.notice = notice;
    options.emit({ type: "progress", transcript: held.id, progress, view: viewState(held) });
    const settled = progress.state.phase !== "indexing" && isSettled(held.view?.listing);
    // What comes behind a look that found nothing new is told at once.
    if (!settled || hasGrown) held.toldAt = performance.now();
    held.timer = setTimeout(emitProgress, settled ? watchMs : progressMs, held);
  };
  /** What has come is told soon, though not more often than all else. */
  const tellSoon = (held: Held): void => {
    if (open.get(held.id) !== held) return;
    clearTimeout(held.timer);
    const pause = Math.max(soonMs, held.toldAt + progressMs - performance.now());
    held.timer = setTimeout(emitProgress, pause, held, true);
  };
  const stop = (held: Held): void => {
    // Closing tells whoever waits for growth, and of a transcript that is closed nothing more is to be told.
    open.delete(held.id);
    clearTimeout(held.timer);
    held.conversation.close();
    held.transcript.close();
    void held.file.remove();
  };
  const hold = async (id: string, path: string, reading: WantedReading): Promise<Result<Opened>> => {
    const opened = await openPath(path, reading);
    if (!opened.ok) return opened;
    const { file, transcript } = opened.value;
    const held: Held = {
      id,
      path,
      file,
      transcript,
      conversation: new HeldConversation(transcript),
      format: transcript.format,
      notice: undefined,
      view: undefined,
      hits: undefined,
      queries: 0,
      timer: undefined,
      toldAt: Number.NEGATIVE_INFINITY,
    };
    open.set(id, held);
    held.timer = setTimeout(emitProgress, progressMs, held);
    transcript.onGrown(() => tellSoon(held));
    const { name, format: choice, group } = transcript;
    held.notice = noticeOf(held);
    return succeed({
      transcript: id,
      name,
      format: choice,
      progress: transcript.progress(),
      notice: held.notice,
      isGroup: group !== undefined,
      // What is kept for a file is kept for each by itself.
      heads: group === undefined ? headsOf(transcript.source) : [],
    });
  };
  const withTranscript: WithTranscript = async ({ transcript }, use) => {
    const held = open.get(transcript);
    if (held === undefined) return fail(unknown("transcript"));
    const release = held.transcript.hold();
    try {
      return await use(held);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return fail(error.failure);
    } finally {
      release();
    }
  };
  /** For what is of one transcript. */
  const withOne: WithTranscript = (params, use) =>
    withTranscript(params, (held) =>
      held.transcript.group === undefined ? use(held) : fail({ code: "of-one-transcript" }),
    );
  /** Meanwhile the transcript stays as it is: nothing is taken in. */
  const withSteady: WithTranscript = (params, use) =>
    withTranscript(params, async (held) => {
      const release = held.transcript.steady();
      try {
        return await use(held);
      } finally {
        release();
      }
    });
  const handlers: EngineHandlers = {
    ...createConversationHandlers(withOne, options.emit),
    ...createLibraryHandlers({ offer, folders: options.libraryFolders ?? (() => []) }),
    ...createExportHandlers(withSteady, options.resolveGrant),
    ...createSendHandlers(withSteady, options.resolveGrant),
    ...createMeasureHandlers(withTranscript),
    ...createRecordHandlers(withTranscript),
    ...createViewHandlers({
      withTranscript,
      isOpen: (held) => open.get(held.id) === held,
      onShown: (held) => {
        clearTimeout(held.timer);
        held.timer = setTimeout(emitProgress, progressMs, held);
      },
    }),
    open: async ({ file, ...reading }) => {
      const path = options.resolveGrant(file, "read");
      return path === undefined ? fail(unknown("file")) : hold(randomUUID(), path, reading);
    },
    close: (params) =>
      withTranscript(params, (held) => {
        stop(held);
        return succeed(undefined);
      }),
    reindex: ({ transcript, ...reading }) =>
      withTranscript({ transcript }, async (held) => {
        stop(held);
        return hold(held.id, held.path, reading);
      }),
    zone: async ({ zone }) =>
      setZone(zone) ? succeed(undefined) : fail({ code: "bad-request", detail: `no such zone: ${zone}` }),
    follow: ({ transcript, on }) =>
      withTranscript({ transcript }, (held) => {
        held.transcript.follow(on);
        tellSoon(held);
        return succeed(undefined);
      }),
    kinds: (params) => withTranscript(params, ({ transcript }) => succeed(transcript.kinds())),
    completions: (params) => withTranscript(params, ({ transcript }) => succeed(transcript.completions())),
    seekTime: (params) =>
      withTranscript(params, ({ transcript }) => succeed({ record: transcript.firstRecordAt(params.time) })),
    recordAt: ({ transcript, at }) =>
      withTranscript({ transcript }, ({ transcript: open }) => {
        if ("byte" in at) return succeed({ record: open.recordAtByte(at.byte) });
        return open.group === undefined
          ? succeed({ record: open.recordAtLine(at.line) })
          : fail({ code: "of-one-transcript" });
      }),
    originOf: (params) =>
      withTranscript(params, ({ transcript }) => {
        const origin = transcript.group?.originOf(params.record);
        if (origin === undefined) return fail(unknown("record of a group"));
        const [file = ""] = offer([origin.source.member.file]);
        return succeed({ file, record: origin.record });
      }),
  };
  return {
    handlers,
    dispose: () => {
      for (const held of [...open.values()]) stop(held);
    },
  };
}
