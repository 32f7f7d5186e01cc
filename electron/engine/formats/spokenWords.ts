// The words that are meant of a piece's string: of messages that stand there as JSON text, or between tags. The string is
// decoded as a whole, so this has a bound.

import type { Spoken } from "../../../shared/conversation.ts";
import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import { readStringText } from "../scanner/stringText.ts";
import type { SpokenMessages } from "./spoken.ts";
import { messagesIn, wordsBetweenTags, wordsOf } from "./spoken.ts";

/** Strings up to so many bytes of the source are looked into; a longer one is shown as the JSON text that it is. */
export const longestSpoken = 1024 * 1024;
/** Bytes of a string that are decoded at a time. */
const sliceBytes = 32 * 1024;

/** The messages that were read last: one string holds many prompts, and they are asked for one after the other. */
const lastMessages = new WeakMap<ByteWindow, { readonly at: number; readonly messages: SpokenMessages | undefined }>();

/** `string`: its range with the quotes. Undefined: what it holds is no such JSON, or too long, and is the words itself. */
export function spokenWords(window: ByteWindow, string: ByteRange, spoken: Spoken | undefined): string | undefined {
  if (spoken === undefined) return undefined;
  if (spoken === "wrapped")
    return string.length > longestSpoken ? undefined : wordsBetweenTags(decoded(window, string));
  const messages = string.length > longestSpoken ? undefined : messagesAt(window, string);
  if (messages === undefined) return spoken === "reasoning" ? "" : undefined;
  return wordsOf(messages, spoken);
}

function messagesAt(window: ByteWindow, string: ByteRange): SpokenMessages | undefined {
  const last = lastMessages.get(window);
  if (last?.at === string.offset) return last.messages;
  const messages = messagesIn(decoded(window, string));
  lastMessages.set(window, { at: string.offset, messages });
  return messages;
}

function decoded(window: ByteWindow, string: ByteRange): string {
  let text = "";
  for (let from = string.offset + 1, end = from + 1; from < end; ) {
    const slice = readStringText(window, string, from, sliceBytes);
    if (slice.next <= from) break;
    text += slice.text;
    from = slice.next;
    end = slice.end;
  }
  return text;
}
