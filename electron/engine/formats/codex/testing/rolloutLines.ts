// Lines of rollouts as Codex writes them, for tests.

let second = 0;

/** A line of the legacy dialect; the times go on by a second each. */
export function line(type: string, payload: object, more: object = {}): object {
  second = (second + 1) % 60;
  return { timestamp: `2026-03-01T10:00:${String(second).padStart(2, "0")}.000Z`, ...more, type, payload };
}

export const meta = (more: object = {}) => line("session_meta", { id: "t1", cwd: "/home/me/garden", ...more });

export const event = (type: string, more: object = {}) => line("event_msg", { type, ...more });

export const begin = (turn: string) => event("task_started", { turn_id: turn });

export const complete = (turn: string, more: object = {}) => event("task_complete", { turn_id: turn, ...more });

/** An item of the model's history, with the turn it says it is of. */
export const item = (turn: string | undefined, payload: object, kinds?: readonly string[]) =>
  line("response_item", {
    ...payload,
    internal_chat_message_metadata_passthrough: { turn_id: turn, content_item_kinds: kinds },
  });

export const user = (turn: string | undefined, text: string, kinds?: readonly string[]) =>
  item(turn, { type: "message", id: `in-${text}`, role: "user", content: [{ type: "input_text", text }] }, kinds);

export const answer = (turn: string | undefined, text: string, id?: string) =>
  item(turn, { type: "message", id, role: "assistant", content: [{ type: "output_text", text }] });

/** An item that is told whole, as an event of the paginated dialect. */
export const told = (turn: string, content: object, thread = "t1") =>
  event("item_completed", { thread_id: thread, turn_id: turn, item: content });

export const toldPrompt = (turn: string, text: string) =>
  told(turn, { type: "UserMessage", id: `out-${text}`, content: [{ type: "text", text }] });

export const toldAnswer = (turn: string, text: string, id: string) =>
  told(turn, { type: "AgentMessage", id, content: [{ type: "Text", text }] });

export const call = (turn: string | undefined, id: string, name = "exec_command", given: object = { cmd: "ls" }) =>
  item(turn, { type: "function_call", call_id: id, name, arguments: JSON.stringify(given) });

export const script = (turn: string, id: string) =>
  item(turn, { type: "custom_tool_call", call_id: id, name: "exec", input: "await tools.exec_command({})" });

export const output = (turn: string | undefined, id: string, text: unknown, type = "function_call_output") =>
  item(turn, { type, call_id: id, output: text });

/** What the model is told of a command that ended. */
export const exited = (code: number) =>
  `Chunk ID: 1\nWall time: 0.1 seconds\nProcess exited with code ${code}\nOutput:\n`;

export const ran = (turn: string, id: string, code: number, more: object = {}) =>
  told(turn, {
    type: "CommandExecution",
    id,
    command: ["/bin/bash", "-lc", "ls"],
    status: code === 0 ? "completed" : "failed",
    aggregated_output: "roses",
    exit_code: code,
    ...more,
  });

const tokens = (input: number) => ({
  input_tokens: input,
  cached_input_tokens: 1,
  output_tokens: 2,
  reasoning_output_tokens: 0,
});

export const usage = (turn: string, response: string, input: number) =>
  line("token_usage_record", { turn_id: turn, response_id: response, usage: tokens(input) });

export const count = (total: number, last: number) =>
  event("token_count", { info: { total_token_usage: tokens(total), last_token_usage: tokens(last) } });
