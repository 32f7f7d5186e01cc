// The sessions that somebody reads, or read a while ago: opened when they are first asked for, once for all, and let go when
// they are idle.

import type { Result } from "../../../../shared/result.ts";
import { succeed } from "../../../../shared/result.ts";
import { compactedName } from "../../index/compactedFiles.ts";
import { openCompactedLog, writeCompactedLog } from "./compactedLog.ts";
import type { LinesFile } from "./lineFeed.ts";
import { LiveConversation } from "./liveConversation.ts";
import type { OpenTranscript } from "./servedSession.ts";
import { ServedSession } from "./servedSession.ts";
import { sweepMs } from "./serveLimits.ts";

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

  /** The session of a file, as the file is now. */
  async get(file: string): Promise<Result<ServedSession>> {
    const held = this.#held.get(file) ?? this.#begin(file);
    const opened = await held.opening;
    if (!opened.ok) this.#held.delete(file);
    else await opened.value.refresh();
    return opened;
  }

  #begin(file: string): Held {
    const held = { opening: ServedSession.open(file, this.#open), conversations: new Map() };
    this.#held.set(file, held);
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
    const { source, transcript, fingerprint } = session;
    const name = compactedName(source, thread);
    if (name === undefined) return undefined;
    const kept = openCompactedLog(name, fingerprint);
    if (kept !== undefined) return succeed(kept);
    const making =
      this.#compacting.get(name) ??
      writeCompactedLog(name, fingerprint, transcript, thread).finally(() => this.#compacting.delete(name));
    this.#compacting.set(name, making);
    const made = await making;
    if (!made.ok) return made;
    // A full cache may have let it go at once.
    const opened = openCompactedLog(name, fingerprint);
    return opened === undefined ? undefined : succeed(opened);
  }

  /** Lets idle sessions go. */
  async sweep(now = Date.now()): Promise<void> {
    for (const [file, { opening, conversations }] of this.#held) {
      const opened = await opening;
      if (!opened.ok || !opened.value.isIdle(now)) continue;
      this.#held.delete(file);
      for (const conversation of conversations.values()) conversation.close();
      opened.value.close();
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    await Promise.allSettled(this.#compacting.values());
    await this.sweep(Number.POSITIVE_INFINITY);
  }
}
