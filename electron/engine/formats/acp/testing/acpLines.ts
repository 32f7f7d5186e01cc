// Messages of the Agent Client Protocol, for tests.

export const request = (id: number, method: string, params: object = {}) => ({ jsonrpc: "2.0", id, method, params });
export const answer = (id: number, result: object) => ({ jsonrpc: "2.0", id, result });
export const update = (sessionUpdate: string, more: object) => {
  return { jsonrpc: "2.0", method: "session/update", params: { sessionId: "s1", update: { sessionUpdate, ...more } } };
};
export const piece = (text: string, more: object = {}) =>
  update("agent_message_chunk", { content: { type: "text", text }, ...more });
export const prompt = (id: number, text: string) =>
  request(id, "session/prompt", { sessionId: "s1", prompt: [{ type: "text", text }] });
export const toolCall = { toolCallId: "c1", title: "ls", rawInput: { command: "ls" } };
export const done = (text: string, status = "completed") =>
  update("tool_call_update", {
    toolCallId: "c1",
    status,
    content: [{ type: "content", content: { type: "text", text } }],
  });

export const session = [
  request(0, "initialize"),
  answer(0, { protocolVersion: 1 }),
  request(1, "session/new", { cwd: "/home/me/garden" }),
  answer(1, { sessionId: "s1", models: { currentModelId: "plum-2" } }),
  prompt(2, "What grows here?"),
  piece("Let me"),
  piece(" look."),
  request(0, "session/request_permission", { sessionId: "s1", toolCall }),
  answer(0, { outcome: { outcome: "selected" } }),
  done("beds"),
  piece("Roses."),
  piece("", {
    _meta: { usage: { inputTokens: 40, outputTokens: 6, totalTokens: 48, thoughtTokens: 2, cachedReadTokens: 5 } },
  }),
  answer(2, { stopReason: "end_turn", _meta: { quota: { token_count: { input_tokens: 999 } } } }),
];
