// OpenAI's Chat Completions: what Qwen Code, opencode, pi and Copilot CLI speak to servers of one's own.

import { event } from "./serverSentEvents.mjs";

/** @type {import("../modelServer.mjs").Protocol} */
export const openaiChat = {
  asks: (path) => path.endsWith("/chat/completions"),

  events({ turn, n, usage, texts, calls }) {
    const head = {
      id: `chatcmpl-${n}`,
      object: "chat.completion.chunk",
      created: 1_700_000_000 + n,
      model: "scripted",
    };
    /** @param {object} delta @param {string | null} finish */
    const chunk = (delta, finish) => event({ ...head, choices: [{ index: 0, delta, finish_reason: finish }] });

    const sent = [chunk({ role: "assistant", content: "" }, null)];
    if (turn.thought !== undefined) sent.push(chunk({ reasoning_content: turn.thought }, null));
    for (const text of texts) sent.push(chunk({ content: text }, null));
    if (turn.breaks === "with an error") {
      return [
        ...sent,
        event({ error: { message: "Overloaded", type: "server_error", code: "overloaded", param: null } }),
      ];
    }
    if (turn.breaks === "behind the text") return sent;
    for (const [index, { id, name, given }] of calls.entries()) {
      sent.push(chunk({ tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }] }, null));
      sent.push(chunk({ tool_calls: [{ index, function: { arguments: given } }] }, null));
    }
    if (turn.breaks === "in the call") return sent;
    sent.push(chunk({}, finishReason(turn, calls)));
    sent.push(event({ ...head, choices: [], usage: usageMembers(usage) }), "data: [DONE]\n\n");
    return sent;
  },

  /** Without a stream: what titles and the like are asked for with. */
  whole: ({ texts, n, usage }) => ({
    id: `chatcmpl-${n}`,
    object: "chat.completion",
    created: 1_700_000_000 + n,
    model: "scripted",
    choices: [{ index: 0, message: { role: "assistant", content: texts.join("") }, finish_reason: "stop" }],
    usage: usageMembers(usage),
  }),

  refusal: (_, message) => ({ error: { message, type: "server_error", code: null, param: null } }),
};

/** @param {import("../scenes.mjs").Turn} turn @param {readonly object[]} calls */
function finishReason({ ends }, calls) {
  if (ends !== undefined) return ends === "limit" ? "length" : "content_filter";
  return calls.length > 0 ? "tool_calls" : "stop";
}

/** @param {import("../scenes.mjs").Usage} usage */
function usageMembers(usage) {
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: usage.input + usage.output,
    prompt_tokens_details: { cached_tokens: usage.cached },
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
  };
}
