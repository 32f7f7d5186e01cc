// The messages of a session that is not AG-UI and still goes on, as they are at the moment: one file for all who follow it,
// made anew when the session has grown. Making it takes at most a part of the time, however large the session is.

import fs from "node:fs";
import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import { spoolFolder } from "../../environment/spoolFolder.ts";
import { beginUnfinished } from "../../environment/unfinishedFiles.ts";
import { runExport } from "../../export/runExport.ts";
import { writeFailure } from "../../export/writeFailure.ts";
import { removeFile } from "../../index/keptFiles.ts";
import { closeQuietly } from "../../source/closeQuietly.ts";
import { failureOf } from "../../source/readingFailure.ts";
import type { ServedTranscript } from "./openedSession.ts";
import type { ServedSession } from "./servedSession.ts";

/** The messages, as one JSON array and a newline. */
export interface MessagesFile {
  readonly handle: number;
  readonly size: number;
  /** The state of the session that it was made of. */
  readonly state: string;
  /** To be called by each who was given it. */
  release(): void;
}

/** Between two files pass at least so many times the ms that the first one took. */
const pauseShare = 5;

interface Made {
  readonly file: Omit<MessagesFile, "release">;
  readonly remove: () => void;
  users: number;
}

export class LiveConversation {
  readonly #session: ServedSession;
  readonly #thread: string | undefined;
  #made: Made | undefined;
  #making: Promise<Result<Made>> | undefined;
  #nextMs = 0;

  constructor(session: ServedSession, thread: string | undefined) {
    this.#session = session;
    this.#thread = thread;
  }

  /** The messages as they are now, or were a moment ago. `isOver`: all of them, since nothing more will come. */
  async latest(isOver: boolean): Promise<Result<MessagesFile>> {
    const isNew = this.#made?.file.state === this.#session.told(isOver).state;
    if (this.#made === undefined || (!isNew && (isOver || performance.now() >= this.#nextMs))) {
      this.#making ??= this.#session
        .withTranscript((transcript) => this.#make(transcript, isOver))
        .finally(() => {
          this.#making = undefined;
        });
      const made = await this.#making;
      if (!made.ok) return made;
    }
    return this.#made === undefined ? fail({ code: "cancelled" }) : succeed(this.#use(this.#made));
  }

  /** Lets the file go that nobody reads. */
  close(): void {
    if (this.#made !== undefined) this.#drop(this.#made);
    this.#made = undefined;
  }

  #use(made: Made): MessagesFile {
    made.users += 1;
    let isReleased = false;
    return {
      ...made.file,
      release: () => {
        if (!isReleased) this.#drop(made);
        isReleased = true;
      },
    };
  }

  #drop(made: Made): void {
    made.users -= 1;
    if (made.users === 0) made.remove();
  }

  async #make(transcript: ServedTranscript, isOver: boolean): Promise<Result<Made>> {
    const started = performance.now();
    const { filter, state } = this.#session.told(isOver);
    const folder = spoolFolder();
    if (folder === undefined) return fail({ code: "no-room", folder: undefined });
    const { path, forget } = beginUnfinished(folder);
    try {
      fs.closeSync(fs.openSync(path, "wx", 0o600));
    } catch (error) {
      forget();
      return fail(writeFailure("messages", error));
    }
    const options = { as: "messages", filter, pretty: false, dropRaw: false, thread: this.#thread } as const;
    const written = await runExport(transcript, options, path);
    if (!written.ok) {
      removeFile(path);
      forget();
      return written;
    }
    const opened = this.#reopen(path);
    if (!opened.ok) {
      removeFile(path);
      forget();
      return opened;
    }
    const { handle, size } = opened.value;
    const remove = (): void => {
      closeQuietly(handle);
      removeFile(path);
      forget();
    };
    const made = { file: { handle, size, state }, remove, users: 1 };
    this.close();
    this.#made = made;
    this.#nextMs = performance.now() + pauseShare * (performance.now() - started);
    return succeed(made);
  }

  #reopen(path: string): Result<{ readonly handle: number; readonly size: number }> {
    let handle: number | undefined;
    try {
      handle = fs.openSync(path, "r");
      return succeed({ handle, size: fs.fstatSync(handle).size });
    } catch (error) {
      if (handle !== undefined) closeQuietly(handle);
      return fail(failureOf(error, "messages"));
    }
  }
}
