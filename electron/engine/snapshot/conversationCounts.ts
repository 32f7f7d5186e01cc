// What the messages of an AG-UI log come to, as the official client has them after mending: of one thread, or of all.

import type { ExportRemark } from "../../../shared/exports.ts";
import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import { Pacer, runNow } from "../conversation/pacer.ts";
import { flags } from "../conversation/skeleton.ts";
import { aguiFields } from "../formats/agui/fields.ts";
import { textAt } from "../formats/condensedValue.ts";
import { readHead } from "../formats/head.ts";
import { findMember, memberOf, parseShort } from "../formats/judge.ts";
import type { Entity } from "../formats/messageOperations.ts";
import { createEventScan } from "../formats/wrappedScan.ts";
import type { FieldPath } from "../scanner/fields.ts";
import type { Source } from "../source/source.ts";
import type { ByteSink } from "./byteSink.ts";
import { createMessageWriter } from "./messagePass.ts";
import { JsonOutput } from "./output.ts";
import type { ReadConversation } from "./readConversation.ts";
import { readConversation } from "./readConversation.ts";
import { Remarks } from "./remarks.ts";

export interface ConversationCounts {
  readonly prompts: number;
  readonly answers: number;
  readonly toolCalls: number;
  /** Calls without a tool message. */
  readonly openCalls: number;
  /** Where the official client loses, doubles or moves something: how many records, and the first of them. */
  readonly lost: { readonly count: number; readonly first: readonly ExportRemark[] };
  /** The last answer's text, or as much of it as the first bytes of the message hold; `bytes` is the length of all of it in UTF-8. */
  readonly lastAnswer: { readonly text: string; readonly bytes: number } | undefined;
}

export interface CountInput {
  readonly source: Source;
  /** The keys down to the event, where records hold one; else empty. */
  readonly prefix: FieldPath;
  /** Records that are left out are as if they were not there. */
  readonly accepts?: ((record: number) => boolean) | undefined;
  readonly signal: AbortSignal;
}

/** Reads the log once for each of its threads, a hundred at most. */
export async function countConversation(input: CountInput): Promise<Result<ConversationCounts>> {
  const whole = await countThread(input, undefined);
  if (whole.ok || whole.failure.code !== "several-threads") return whole;
  const none = { count: 0, first: [] };
  let sum: ConversationCounts = {
    prompts: 0,
    answers: 0,
    toolCalls: 0,
    openCalls: 0,
    lost: none,
    lastAnswer: undefined,
  };
  for (const { id } of whole.failure.threads.first) {
    const thread = await countThread(input, id);
    if (!thread.ok) return thread;
    const { prompts, answers, toolCalls, openCalls, lost, lastAnswer } = thread.value;
    sum = {
      prompts: sum.prompts + prompts,
      answers: sum.answers + answers,
      toolCalls: sum.toolCalls + toolCalls,
      openCalls: sum.openCalls + openCalls,
      lost: { count: sum.lost.count + lost.count, first: [...sum.lost.first, ...lost.first] },
      lastAnswer: lastAnswer ?? sum.lastAnswer,
    };
  }
  return succeed(sum);
}

async function countThread(
  { source, prefix, accepts, signal }: CountInput,
  thread: string | undefined,
): Promise<Result<ConversationCounts>> {
  const scan = createEventScan(aguiFields, prefix);
  const remarks = new Remarks();
  try {
    const read = await readConversation({
      source,
      size: source.size,
      scan,
      choice: { accepts, thread },
      remarks,
      pacer: new Pacer(signal),
      onProgress: () => {},
    });
    if (!read.ok) return read;
    const { last, ...counts } = countMessages(read.value);
    const lastAnswer = last === 0 ? undefined : await readAnswer(source, read.value, last, new Pacer(signal));
    return succeed({ ...counts, lost: remarks.all.lost, lastAnswer });
  } finally {
    scan.dispose();
  }
}

function countMessages(read: ReadConversation) {
  const { skeleton, conversation } = read.assembler;
  let [prompts, answers, toolCalls, openCalls] = [0, 0, 0, 0];
  let last: Entity = 0;
  for (const message of conversation.messages()) {
    const role = skeleton.role(message);
    if (role === "user" && hasContent(read, message)) prompts++;
    if (role === "assistant" && hasContent(read, message)) {
      answers++;
      last = message;
    }
    if (!skeleton.hasCalls(message)) continue;
    for (const call of skeleton.callsOf(message)) {
      toolCalls++;
      if (!read.assembler.isAnswered(call)) openCalls++;
    }
  }
  return { prompts, answers, toolCalls, openCalls, last };
}

/** Whether a message says anything: text that came in pieces, or a content that is neither an empty string nor an empty list. */
function hasContent({ assembler: { skeleton }, window }: ReadConversation, message: Entity): boolean {
  if (skeleton.textBytes(message) > 0) return true;
  const content = skeleton.attributes.find(message, "content") || skeleton.attributes.find(message, "contentParts");
  if (content !== 0) return skeleton.attributes.range(content).length > 2;
  if (!skeleton.has(message, flags.whole)) return false;
  const whole = skeleton.attributes.rangeOf(message, "whole");
  // Most are short texts, and parsing them takes half as long as a walk.
  const text = memberOf(parseShort(window, whole), "content");
  if (typeof text === "string") return text !== "";
  const found = runNow(findMember(window, whole, "content"));
  return found !== undefined && (found.type === "string" || found.type === "array") && found.length > 2;
}

/** Bytes of a message that are looked at for its text. */
const mostBytes = 256 * 1024;

async function readAnswer(
  source: Source,
  read: ReadConversation,
  message: Entity,
  pacer: Pacer,
): Promise<ConversationCounts["lastAnswer"]> {
  const chunks: Buffer[] = [];
  let held = 0;
  let all = 0;
  const sink: ByteSink = {
    write: (bytes) => {
      all += bytes.length;
      if (held >= mostBytes) return;
      chunks.push(Buffer.from(bytes.subarray(0, mostBytes - held)));
      held += Math.min(bytes.length, mostBytes - held);
    },
  };
  const output = new JsonOutput(sink, source, pacer);
  const writer = createMessageWriter({ source, onProgress: () => {} }, read, output, pacer, message);
  await pacer.run(writer.writeAll());
  await pacer.run(output.flush());
  const text = textAt(readHead(Buffer.concat(chunks).toString("utf8"), all === held), 0, "content");
  if (text === undefined) return undefined;
  return { text, bytes: Buffer.byteLength(text) + Math.max(0, all - held) };
}
