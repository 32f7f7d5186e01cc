// An AG-UI log that goes on for ever, line by line: a function of the line's number, so it costs no memory.

const wordsOfDelta = ["some ", "words ", "of ", "a ", "long ", "answer ", "that ", "streams ", "in. "];
const start = Date.UTC(2026, 0, 5, 8);

/** Lines of one run. */
const period = 60;

/** Line `n`, from 0, with its end. */
export function lineOf(n: number): string {
  const run = Math.floor(n / period);
  const place = n % period;
  return `${JSON.stringify({ ...eventAt(run, place), timestamp: start + n })}\n`;
}

function eventAt(run: number, place: number): Readonly<Record<string, unknown>> {
  const thread = { threadId: "thread", runId: `run-${run}` };
  const message = { messageId: `message-${run}` };
  const call = { toolCallId: `call-${run}` };
  if (place === 0) {
    const question = { id: `prompt-${run}`, role: "user", content: `What is the weather on day ${run}?` };
    const input = { ...thread, messages: [question], tools: [], context: [], state: {}, forwardedProps: {} };
    return { type: "RUN_STARTED", ...thread, input };
  }
  if (place === 1) return { type: "TEXT_MESSAGE_START", ...message, role: "assistant" };
  if (place < 50) {
    return { type: "TEXT_MESSAGE_CONTENT", ...message, delta: wordsOfDelta[place % wordsOfDelta.length] };
  }
  if (place === 50) return { type: "TEXT_MESSAGE_END", ...message };
  if (place === 51) return { type: "TOOL_CALL_START", ...call, toolCallName: "get_weather" };
  if (place < 56)
    return { type: "TOOL_CALL_ARGS", ...call, delta: ['{"day"', `:${run}`, ',"unit"', ':"C"}'][place - 52] };
  if (place === 56) return { type: "TOOL_CALL_END", ...call };
  if (place === 57) {
    return { type: "TOOL_CALL_RESULT", ...call, messageId: `result-${run}`, role: "tool", content: "12 °C, sunny" };
  }
  if (place === 58) return { type: "CUSTOM", name: "progress", value: { run } };
  return run % 20 === 19
    ? { type: "RUN_ERROR", message: `upstream timed out on day ${run}` }
    : { type: "RUN_FINISHED", ...thread };
}
