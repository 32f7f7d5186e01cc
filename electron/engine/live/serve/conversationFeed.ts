// A session that is not AG-UI as one run of AG-UI events: its start, all its messages whenever there are new ones, and its
// end when nothing more will come. The official client merges each list into the one it holds.

import { describeFailure } from "../../../../shared/failure.ts";
import { readAt } from "../../source/readAt.ts";
import type { Feed, FeedPart } from "./feed.ts";
import { frameEnd, frameOf, frameStart, oneLineOf } from "./frames.ts";
import type { LiveConversation, MessagesFile } from "./liveConversation.ts";
import type { ServedSession } from "./servedSession.ts";
import { chunkBytes } from "./serveLimits.ts";

const room = Buffer.allocUnsafeSlow(chunkBytes);

export class ConversationFeed implements Feed {
  readonly #session: ServedSession;
  readonly #conversation: LiveConversation;
  readonly #key: string;
  readonly #run: { readonly threadId: string; readonly runId: string };
  /** The state of the session that has been told. */
  #told: string | undefined;
  #hasBegun = false;
  #hasEnded = false;
  /** The messages that are being told, up to a byte. */
  #file: MessagesFile | undefined;
  #at = 0;

  constructor(session: ServedSession, conversation: LiveConversation, lastId: string | undefined) {
    this.#session = session;
    this.#conversation = conversation;
    this.#key = `v.${session.key}`;
    this.#run = { threadId: session.transcript.name, runId: "run-1" };
    this.#hasBegun = lastId?.startsWith(`${this.#key}.`) === true;
    this.#told = this.#hasBegun ? lastId?.slice(this.#key.length + 1) : undefined;
  }

  close(): void {
    this.#file?.release();
    this.#file = undefined;
  }

  async read(isOver: boolean): Promise<FeedPart> {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      return bytes(frameOf({ type: "RUN_STARTED", ...this.#run }, `${this.#key}.0`));
    }
    if (this.#file !== undefined) return this.#goOn(this.#file);
    if (this.#told !== this.#session.told(isOver).state) {
      const latest = await this.#conversation.latest(isOver);
      if (!latest.ok) return { is: "failed", record: undefined, reason: describeFailure(latest.failure) };
      const file = latest.value;
      if (file.state !== this.#told) {
        this.#file = file;
        this.#at = 0;
        const start = frameStart(`${this.#key}.${file.state}`);
        return bytes(Buffer.concat([start, Buffer.from('{"type":"MESSAGES_SNAPSHOT","messages":')]));
      }
      file.release();
      return { is: "later" };
    }
    if (!isOver || this.#hasEnded) return { is: "end" };
    this.#hasEnded = true;
    return bytes(frameOf({ type: "RUN_FINISHED", ...this.#run }, `${this.#key}.${this.#told}`));
  }

  #goOn(file: MessagesFile): FeedPart {
    // The newline behind the array belongs to no event.
    const end = file.size - 1;
    const read = readAt(file.handle, room, 0, Math.min(room.length, end - this.#at), this.#at);
    // Half a conversation is none.
    if (read === 0 && this.#at < end) throw new Error("the conversation ended early");
    this.#at += read;
    const part = oneLineOf(room.subarray(0, read));
    if (this.#at < end) return bytes(part);
    this.#told = file.state;
    this.close();
    return bytes(Buffer.concat([part, Buffer.from("}"), frameEnd]));
  }
}

function bytes(part: Uint8Array): FeedPart {
  return { is: "bytes", bytes: part };
}
