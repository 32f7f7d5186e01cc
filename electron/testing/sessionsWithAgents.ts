// One conversation, as each family spells it that keeps what sub-agents do in their caller's own transcript: a call that starts an
// agent, whose words and calls are mixed with the caller's.

const session_id = "0b1c2d3e-0000-4000-8000-000000000001";
const text = (words: string) => ({ type: "text", text: words });
const call = (id: string, name: string, input: object) => ({ type: "tool_use", id, name, input });
const result = (id: string, words: string) => [{ type: "tool_result", tool_use_id: id, content: words }];
const timestamp = (second: number): string => new Date(Date.UTC(2026, 10, 3, 10, 0, second)).toISOString();

interface Said {
  readonly role: "user" | "assistant";
  readonly content: unknown;
  /** The call whose agent says it. */
  readonly of?: string;
}

/** In this order: the first agent asks a second one, and the caller goes on meanwhile. */
const said: readonly Said[] = [
  { role: "user", content: [text("Look around")] },
  { role: "assistant", content: [call("c1", "Agent", { description: "Look", prompt: "Look in the shed" })] },
  { role: "user", content: [text("Look in the shed")], of: "c1" },
  { role: "assistant", content: [text("I open it."), call("c2", "Bash", { command: "ls shed" })], of: "c1" },
  { role: "user", content: result("c2", "a spade"), of: "c1" },
  { role: "assistant", content: [call("c3", "Agent", { description: "Deeper", prompt: "Look in the box" })], of: "c1" },
  { role: "user", content: [text("Look in the box")], of: "c3" },
  { role: "assistant", content: [text("I wait.")] },
  { role: "assistant", content: [text("Nails.")], of: "c3" },
  { role: "user", content: result("c3", "Nails."), of: "c1" },
  { role: "assistant", content: [text("A spade and nails.")], of: "c1" },
  { role: "user", content: result("c1", "A spade and nails.") },
  { role: "assistant", content: [text("That is all.")] },
];

/** Standard output of Claude Code, and of Qwen Code: the records name the call. */
function streamOf(init: object, tokens: object): readonly object[] {
  return [
    { type: "system", subtype: "init", session_id, model: "model-1", tools: [], ...init },
    ...said.map(({ role, content, of }, index) => ({
      ...{ type: role, session_id, uuid: `u${index}`, parent_tool_use_id: of ?? null, timestamp: timestamp(index) },
      message:
        role === "user"
          ? { role, content }
          : { id: `m${index}`, type: "message", role, model: "model-1", content, ...tokens },
    })),
    { type: "result", subtype: "success", is_error: false, session_id, result: "That is all.", num_turns: 1 },
  ];
}

/** A session of Claude Code up to 2.0: each agent's lines hang under the first of them, which says what the call asked for. */
function sessionOf(): readonly object[] {
  const last = new Map<string, string>();
  return said.map(({ role, content, of = "" }, index) => {
    const uuid = `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
    const parentUuid = last.get(of) ?? null;
    last.set(of, uuid);
    return {
      ...{ parentUuid, isSidechain: of !== "", userType: "external", cwd: "/work", version: "1.0.98" },
      ...{ sessionId: session_id, type: role, uuid, timestamp: timestamp(index) },
      message: role === "user" ? { role, content } : { id: `m${index}`, type: "message", role, model: "m", content },
    };
  });
}

/** A session of Copilot: events name the call. */
function eventsOf(): readonly object[] {
  const event = (type: string, data: object, index: number) => ({
    ...{ type, data, id: `e${index}`, timestamp: timestamp(index), parentId: null },
  });
  const start = { sessionId: session_id, version: 1, producer: "copilot-agent", selectedModel: "model-1" };
  return [
    event("session.start", start, 0),
    ...said.flatMap(({ role, content, of }, index) => {
      const agent = of === undefined ? {} : { parentToolCallId: of };
      const blocks = blocksOf(content);
      const words = blocks.find(({ type }) => type === "text")?.text ?? "";
      const result = blocks.find(({ type }) => type === "tool_result");
      if (result !== undefined) {
        const given = { toolCallId: result.tool_use_id, success: true, result: { content: result.content } };
        return [event("tool.execution_complete", { ...agent, ...given }, index)];
      }
      // What an agent is told stands in no event.
      if (role === "user") return of === undefined ? [event("user.message", { content: words }, index)] : [];
      const toolRequests = blocks
        .filter(({ type }) => type === "tool_use")
        .map(({ id, name, input }) => ({ toolCallId: id, name, arguments: input }));
      const answer = { messageId: `m${index}`, content: words, toolRequests, model: "model-1", turnId: "0" };
      return [event("assistant.message", { ...agent, ...answer }, index)];
    }),
  ];
}

/** A run of AG-UI: events carry the sub-agent, and its beginning names the call. */
function runOf(): readonly object[] {
  const event = (type: string, index: number, data: object) => ({
    type,
    timestamp: Date.parse(timestamp(index)),
    ...data,
  });
  const run = { threadId: "t", runId: "r" };
  const lines: object[] = [event("RUN_STARTED", 0, run)];
  for (const [index, { role, content, of }] of said.entries()) {
    const lane = of === undefined ? {} : { subagentRunId: `of ${of}` };
    const messageId = `m${index}`;
    for (const block of blocksOf(content)) {
      const toolCallId = block.id ?? block.tool_use_id;
      if (block.type === "text") {
        lines.push(
          event("TEXT_MESSAGE_START", index, { ...lane, messageId, role }),
          event("TEXT_MESSAGE_CONTENT", index, { ...lane, messageId, delta: block.text }),
          event("TEXT_MESSAGE_END", index, { ...lane, messageId }),
        );
      } else if (block.type === "tool_use") {
        const parent = { toolCallName: block.name, parentMessageId: messageId };
        lines.push(
          event("TOOL_CALL_START", index, { ...lane, toolCallId, ...parent }),
          event("TOOL_CALL_ARGS", index, { ...lane, toolCallId, delta: JSON.stringify(block.input) }),
          event("TOOL_CALL_END", index, { ...lane, toolCallId }),
        );
        if (block.name !== "Agent") continue;
        const begun = { subagentRunId: `of ${String(toolCallId)}`, name: "helper", parentToolCallId: toolCallId };
        lines.push(event("SUBAGENT_STARTED", index, begun));
      } else lines.push(event("TOOL_CALL_RESULT", index, { ...lane, toolCallId, messageId, content: block.content }));
    }
  }
  return [...lines, event("RUN_FINISHED", said.length, run)];
}

function blocksOf(content: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(content) ? content : [];
}

export const sessionsWithAgents = {
  agui: runOf(),
  "claude-code": sessionOf(),
  "claude-stream": streamOf({ claude_code_version: "2.1.328" }, {}),
  "qwen-stream": streamOf({ qwen_code_version: "0.24.4" }, { usage: { input_tokens: 10, output_tokens: 1 } }),
  copilot: eventsOf(),
} as const satisfies Readonly<Record<string, readonly object[]>>;
