// Pass 2 over the events that stay: reads the parts of the log that hold them, and hands each to the log writer. The
// scanner waits while something has to be waited for (a full sink, the messages, a record of any length).

import type { ByteRange } from "../scanner/byteWindow.ts";
import type { Step, Steps } from "./logWriter.ts";
import { LogWriter, shortRecord } from "./logWriter.ts";
import type { MessagePassInput } from "./messagePass.ts";
import { createMessageWriter } from "./messagePass.ts";
import type { JsonOutput } from "./output.ts";
import type { Pacer } from "./pacer.ts";
import type { ReadConversation } from "./readConversation.ts";
import type { Remarks } from "./remarks.ts";
import { StateFold } from "./stateFold.ts";
import { stayingEvent } from "./stayingEvents.ts";

export interface LogPassInput extends MessagePassInput {
  readonly size: number;
  readonly accepts: ((record: number) => boolean) | undefined;
  readonly dropRaw: boolean;
}

export async function writeLog(
  input: LogPassInput,
  read: ReadConversation,
  output: JsonOutput,
  pacer: Pacer,
  remarks: Remarks,
): Promise<void> {
  remarks.beginPass();
  const writer = createLogWriter(input, read, output, pacer, remarks);
  for (const range of read.kept.all) {
    let number = range.record;
    let line = range.line - 1;
    for (let from = range.from; from < range.to; ) {
      const wait: { step: Step; steps: Steps | undefined } = { step: undefined, steps: undefined };
      let resumeAt = range.to;
      let lineHere = 1;
      await read.scan.read(
        input.source,
        from,
        range.to,
        (record) => {
          const here = number++;
          lineHere = record.line;
          if (record.malformed || (input.accepts !== undefined && !input.accepts(here))) return true;
          const event = stayingEvent(read.events, record, here, line + record.line);
          if (event === undefined) return true;
          const steps = writer.take(event);
          const waits = runToWait(steps, event.range);
          if (waits === undefined) return true;
          wait.step = waits.step;
          wait.steps = steps;
          resumeAt = record.offset + record.length;
          return false;
        },
        { signal: pacer.signal, onProgress: (offset) => input.onProgress("writing events", offset, input.size) },
      );
      from = resumeAt;
      line += lineHere - 1;
      await wait.step?.();
      if (wait.steps !== undefined) await runSteps(wait.steps, pacer);
    }
  }
  await runSteps(writer.finish(), pacer);
}

function createLogWriter(
  input: LogPassInput,
  read: ReadConversation,
  output: JsonOutput,
  pacer: Pacer,
  remarks: Remarks,
): LogWriter {
  const { skeleton, conversation, history } = read.assembler;
  const hasMessages = conversation.length > 0 || history.length > 0;
  let unfolded: readonly ByteRange[] = [];
  const plan = {
    dropRaw: input.dropRaw,
    snapshot: hasMessages ? history.place(skeleton, read.ids, () => conversation.messages()) : undefined,
    runs: read.runs,
    firstStart: read.firstStart,
    orphanEnd: read.orphanEnd,
    isUnfolded: ({ offset }: ByteRange) =>
      unfolded.some((range) => offset >= range.offset && offset < range.offset + range.length),
  };
  const writeSnapshot = async (): Promise<void> => {
    const messages = createMessageWriter(input, read, output, pacer);
    output.put('{"type":"MESSAGES_SNAPSHOT","messages":');
    await messages.writeAll();
    output.put("}");
    output.endLine();
    unfolded = messages.unfolded.flatMap((activity) =>
      [...skeleton.segmentsOf(activity)].map(({ from, to }) => ({ offset: from, length: to - from })),
    );
  };
  return new LogWriter(output, read.window, read.ids, remarks, new StateFold(input.source), plan, writeSnapshot);
}

/** Goes on until there is something to wait for; undefined when all is done. */
function runToWait(steps: Steps, record: ByteRange): { readonly step: Step } | undefined {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return undefined;
    if (next.value !== undefined || record.length > shortRecord) return { step: next.value };
  }
}

async function runSteps(steps: Steps, pacer: Pacer): Promise<void> {
  for (const step of steps) {
    await step?.();
    if (pacer.isDue) await pacer.pause();
  }
}
