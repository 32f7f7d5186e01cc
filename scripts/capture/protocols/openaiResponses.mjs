// OpenAI's Responses API: what Codex speaks.

import { event } from "./serverSentEvents.mjs";

/** @type {import("../modelServer.mjs").Protocol} */
export const openaiResponses = {
  asks: (path) => path.endsWith("/responses"),

  events({ turn, n, usage, calls }) {
    const response = { id: `resp_${n}`, object: "response", model: "scripted" };
    /** @type {object[]} */
    const output = [];
    if (turn.thought !== undefined) {
      const summary = [{ type: "summary_text", text: turn.thought }];
      output.push({ type: "reasoning", id: `rs_${n}`, summary, encrypted_content: "c2NyaXB0ZWQ=" });
    }
    if (turn.text !== undefined) {
      const content = [{ type: "output_text", text: turn.text, annotations: [] }];
      output.push({ type: "message", id: `msg_${n}`, role: "assistant", status: "completed", content });
    }
    for (const call of calls) {
      const { id, name, input } = call;
      output.push({ type: "function_call", id: `fc_${id}`, call_id: id, name, arguments: JSON.stringify(input) });
    }
    const sent = [event({ type: "response.created", response: { ...response, status: "in_progress", output: [] } })];
    for (const [index, item] of output.entries()) {
      sent.push(event({ type: "response.output_item.added", output_index: index, item }));
      sent.push(event({ type: "response.output_item.done", output_index: index, item }));
    }
    if (turn.breaks !== true) {
      sent.push(
        event({
          type: "response.completed",
          response: {
            ...response,
            status: "completed",
            output,
            usage: {
              input_tokens: usage.input,
              input_tokens_details: { cached_tokens: usage.cached },
              output_tokens: usage.output,
              output_tokens_details: { reasoning_tokens: usage.reasoning },
              total_tokens: usage.input + usage.output,
            },
          },
        }),
      );
    }
    return sent;
  },

  refusal: (status) => ({ error: { message: `scripted ${status}`, type: "server_error", code: null, param: null } }),
};
