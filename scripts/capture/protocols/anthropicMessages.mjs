// Anthropic's Messages: what Claude Code speaks.

import { event } from "./serverSentEvents.mjs";

const errorTypes = new Map([
  [400, "invalid_request_error"],
  [413, "request_too_large"],
  [429, "rate_limit_error"],
  [529, "overloaded_error"],
]);

/** @type {import("../modelServer.mjs").Protocol} */
export const anthropicMessages = {
  asks: (path) => path.endsWith("/messages"),

  events({ turn, n, usage, texts, calls, model = "claude-sonnet-4-5" }) {
    const tokens = { input_tokens: usage.input - usage.cached, cache_read_input_tokens: usage.cached };
    const message = { id: `msg_${n}`, type: "message", role: "assistant", model, content: [] };
    const start = {
      ...message,
      stop_reason: null,
      usage: { ...tokens, cache_creation_input_tokens: 0, output_tokens: 1 },
    };
    const sent = [event({ type: "message_start", message: start })];
    let index = 0;
    /** @param {object} block @param {readonly object[]} deltas */
    const block = (block, deltas) => {
      sent.push(event({ type: "content_block_start", index, content_block: block }));
      for (const delta of deltas) sent.push(event({ type: "content_block_delta", index, delta }));
      sent.push(event({ type: "content_block_stop", index }));
      index++;
    };

    if (turn.thought !== undefined) {
      block({ type: "thinking", thinking: "", signature: "" }, [
        { type: "thinking_delta", thinking: turn.thought },
        { type: "signature_delta", signature: "c2NyaXB0ZWQ=" },
      ]);
    }
    for (const text of texts) block({ type: "text", text: "" }, [{ type: "text_delta", text }]);
    if (turn.breaks === "with an error") {
      return [...sent, event({ type: "error", error: { type: "overloaded_error", message: "Overloaded" } })];
    }
    if (turn.breaks === "behind the text") return sent;
    for (const part of turn.blocks ?? []) block(part, []);
    for (const { id, name, given } of calls) {
      block({ type: "tool_use", id: `toolu_${id}`, name, input: {} }, [
        { type: "input_json_delta", partial_json: given },
      ]);
    }
    if (turn.breaks === "in the call") return sent.slice(0, -1);
    sent.push(
      event({
        type: "message_delta",
        delta: { stop_reason: stopReason(turn, calls), stop_sequence: null },
        usage: { ...tokens, cache_creation_input_tokens: 0, output_tokens: usage.output },
      }),
      event({ type: "message_stop" }),
    );
    return sent;
  },

  whole: ({ texts, n }) => ({
    id: `msg_${n}`,
    type: "message",
    role: "assistant",
    model: "claude-sonnet-4-5",
    content: [{ type: "text", text: texts.join("") }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 1, output_tokens: 1 },
  }),

  refusal: (status, message) => ({ type: "error", error: { type: errorTypes.get(status) ?? "api_error", message } }),
};

/** @param {import("../scenes.mjs").Turn} turn @param {readonly object[]} calls */
function stopReason({ ends }, calls) {
  if (ends !== undefined) return ends === "limit" ? "max_tokens" : "refusal";
  return calls.length > 0 ? "tool_use" : "end_turn";
}
