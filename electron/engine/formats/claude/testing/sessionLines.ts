// Lines of a Claude Code session, for tests.

/** Of every answer. */
const usage = {
  input_tokens: 10,
  cache_read_input_tokens: 70,
  cache_creation_input_tokens: 20,
  output_tokens: 8,
};

/** Lines of a session; the parent is the line before unless it is given. */
export function session(...lines: readonly object[]): readonly object[] {
  let last: string | null = null;
  return lines.map((given, index) => {
    const line: Record<string, unknown> = { ...given };
    if (typeof line.uuid === "string" || line.message !== undefined || line.attachment !== undefined) {
      const uuid: string = typeof line.uuid === "string" ? line.uuid : `n${index}`;
      const timestamp = new Date(Date.UTC(2026, 2, 1, 9, 0, index)).toISOString();
      const placed = { parentUuid: last, isSidechain: false, sessionId: "garden", timestamp, ...line, uuid };
      last = uuid;
      return placed;
    }
    return { sessionId: "garden", ...line };
  });
}

export const user = (content: unknown, more: object = {}) => ({
  type: "user",
  message: { role: "user", content },
  ...more,
});
export const answer = (
  id: string,
  content: readonly object[],
  more: object = {},
  stopReason: string | null = "end_turn",
) => ({
  type: "assistant",
  message: { id, type: "message", role: "assistant", model: "rose-1", content, stop_reason: stopReason, usage },
  ...more,
});
export const text = (words: string) => ({ type: "text", text: words });
export const call = (id: string, name = "Bash", input: object = { command: "dig" }) => ({
  type: "tool_use",
  id,
  name,
  input,
});
export const result = (id: string, content: unknown = "done", is_error = false, more: object = {}) =>
  user([{ type: "tool_result", tool_use_id: id, content, is_error }], more);
