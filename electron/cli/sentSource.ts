// The events of a transcript for sending: all of a file, or with `--follow` also what comes: to a file until it is stopped,
// on standard input until its end.

import { setTimeout } from "node:timers/promises";
import type { Filter } from "../../shared/filter/filter.ts";
import { OutgoingEvents } from "../engine/live/ingest/outgoingEvents.ts";
import type { Growth } from "../engine/live/ingest/sendEvents.ts";
import type { View } from "../engine/query/view.ts";
import { SourceError } from "../engine/source/fileSource.ts";
import type { Source } from "../engine/source/source.ts";
import { FollowedFile } from "./followedFile.ts";
import { isWhole } from "./isWhole.ts";
import type { Session } from "./openInput.ts";

/** Between two looks at what has come, in ms. */
const lookMs = 50;

export class SentSource implements Growth {
  readonly events: OutgoingEvents;
  readonly #session: Session;
  readonly #file: FollowedFile;
  readonly #filter: Filter;
  readonly #isFollowed: boolean;
  readonly #over: (source: Source) => Source;
  #view: View;

  /** `over`: what of the transcript's source is sent. */
  constructor(session: Session, filter: Filter, view: View, isFollowed: boolean, over: (source: Source) => Source) {
    this.#session = session;
    this.#file = new FollowedFile(session, "sent");
    this.#filter = filter;
    this.#view = view;
    this.#isFollowed = isFollowed;
    this.#over = over;
    this.events = new OutgoingEvents(over(session.transcript.source), view, () => !this.isWhole());
  }

  /** Events that are known, those that are too large included. */
  get known(): number {
    return this.#view.rows();
  }

  isWhole(): boolean {
    if (!this.#isFollowed) return true;
    return isWhole(this.#session, this.#view);
  }

  async whenMore(ms: number, signal: AbortSignal): Promise<void> {
    const { transcript } = this.#session;
    const failure = this.#file.look(this.#view);
    if (failure !== undefined) throw new SourceError(failure);
    if (transcript.isCurrent(this.#view)) {
      await setTimeout(Math.min(ms, lookMs), undefined, { signal }).catch(() => undefined);
      return;
    }
    // What came showed a better way to read the file.
    this.#view.close();
    this.#view = transcript.query(this.#filter);
    await this.#view.whenComplete(signal);
    this.events.goOnIn(this.#over(transcript.source), this.#view);
  }

  close(): void {
    this.#view.close();
  }
}
