// The sessions that somebody reads, or read a while ago: opened when they are first asked for, once for all, and let go when
// they are idle.

import type { Failure } from "../../../../shared/failure.ts";
import type { Result } from "../../../../shared/result.ts";
import { succeed } from "../../../../shared/result.ts";
import { compactedName, openCompactedLog, writeCompactedLog } from "./compactedLog.ts";
import type { LinesFile } from "./lineFeed.ts";
import { LiveConversation } from "./liveConversation.ts";
import type { OpenTranscript } from "./openedSession.ts";
import { ServedSession } from "./servedSession.ts";
import { mostOpen, mostUnread, sweepMs } from "./serveLimits.ts";

interface Held {
  readonly opening: Promise<Result<ServedSession>>;
  readonly conversations: Map<string | undefined, LiveConversation>;
}

export class ServedSessions {
  readonly #open: OpenTranscript;
  readonly #held = new Map<string, Held>();
  /** Logs that are being compacted, by the name that they will have. */
  readonly #compacting = new Map<string, Promise<Result<unknown>>>();
  readonly #sweeping: NodeJS.Timeout;

  constructor(open: OpenTranscript) {
    this.#open = open;
    this.#sweeping = setInterval(() => void this.sweep(), sweepMs).unref();
  }

  get count(): number {
    return this.#held.size;
  }

  /** Works with the session of a file, as the file is now; it stays open until the work is done. */
  async use<Value>(
    file: string,
    work: (session: ServedSession) => Promise<Value>,
    otherwise: (failure: Failure | "too-many") => Value,
  ): Promise<Value> {
    if (!this.#held.has(file) && this.#held.size >= mostOpen) {
      await this.sweep(Date.now(), 0);
      if (!this.#held.has(file) && this.#held.size >= mostOpen) return otherwise("too-many");
    }
    const held = this.#held.get(file) ?? this.#begin(file);
    const opened = await held.opening;
    if (!opened.ok) return otherwise(opened.failure);
    // It may have been let go meanwhile.
    if (this.#held.get(file) !== held) return this.use(file, work, otherwise);
    const session = opened.value;
    session.begin();
    try {
      await session.refresh();
      return await work(session);
    } finally {
      session.end();
    }
  }

  #begin(file: string): Held {
    const held = { opening: ServedSession.open(file, this.#open), conversations: new Map() };
    this.#held.set(file, held);
    const forget = () => {
      if (this.#held.get(file) === held) this.#held.delete(file);
    };
    // What cannot be opened now may be later.
    held.opening.then(({ ok }) => ok || forget(), forget);
    if (this.#held.size > mostUnread) void this.sweep();
    return held;
  }

  conversation(session: ServedSession, thread: string | undefined): LiveConversation {
    const { conversations } = this.#held.get(session.file) ?? { conversations: new Map() };
    const conversation = conversations.get(thread) ?? new LiveConversation(session, thread);
    conversations.set(thread, conversation);
    return conversation;
  }

  /** Undefined where nothing can be kept. */
  async compacted(session: ServedSession, thread: string | undefined): Promise<Result<LinesFile> | undefined> {
    const { source, fingerprint } = session;
    const name = compactedName(session, thread);
    if (name === undefined) return undefined;
    const kept = openCompactedLog(name, source, fingerprint);
    if (kept !== undefined) return succeed(kept);
    const making =
      this.#compacting.get(name) ??
      session
        .withTranscript((transcript) => writeCompactedLog(name, fingerprint, transcript, thread))
        .finally(() => this.#compacting.delete(name));
    this.#compacting.set(name, making);
    const made = await making;
    // A folder that takes no more is only a help less.
    if (!made.ok) return isOfKeeping(made.failure) ? undefined : made;
    // A full cache may have let it go at once.
    const opened = openCompactedLog(name, source, fingerprint);
    return opened === undefined ? undefined : succeed(opened);
  }

  /** Lets idle sessions go, and of those that nobody reads the longest unused when there are too many. */
  async sweep(now = Date.now(), most = mostUnread): Promise<void> {
    const unread: { readonly session: ServedSession; readonly held: Held }[] = [];
    for (const held of [...this.#held.values()]) {
      // One that threw is told to who asked for it.
      const opened = await held.opening.catch(() => undefined);
      if (opened?.ok === true && !opened.value.isRead) unread.push({ session: opened.value, held });
    }
    unread.sort((one, other) => other.session.usedMs - one.session.usedMs);
    unread.forEach(({ session, held }, place) => {
      // It may have got a reader meanwhile, or been let go.
      if (session.isRead || this.#held.get(session.file) !== held) return;
      if (place >= most || session.isIdle(now)) this.#letGo(session, held);
    });
  }

  #letGo(session: ServedSession, { conversations }: Held): void {
    this.#held.delete(session.file);
    for (const conversation of conversations.values()) conversation.close();
    session.close();
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    await Promise.allSettled(this.#compacting.values());
    await this.sweep(Number.POSITIVE_INFINITY);
  }
}

/** Whether it is about the file that was to be kept, and not about the session. */
function isOfKeeping({ code }: Failure): boolean {
  return code === "disk-full" || code === "not-writable";
}
