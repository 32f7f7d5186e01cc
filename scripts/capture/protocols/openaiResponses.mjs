// OpenAI's Responses API: what Codex speaks.

import { event } from "./serverSentEvents.mjs";

/** @type {import("../modelServer.mjs").Protocol} */
export const openaiResponses = {
  asks: (path) => path.endsWith("/responses"),

  events({ turn, n, usage, texts, calls, hasNamespaces, model = "scripted" }) {
    const response = { id: `resp_${n}`, object: "response", model };
    /** @type {object[]} */
    const output = [];
    if (turn.thought !== undefined) {
      const summary = [{ type: "summary_text", text: turn.thought }];
      output.push({ type: "reasoning", id: `rs_${n}`, summary, encrypted_content: "c2NyaXB0ZWQ=" });
    }
    for (const [index, text] of texts.entries()) {
      const content = [{ type: "output_text", text, annotations: [] }];
      output.push({
        type: "message",
        id: `msg_${n}${"b".repeat(index)}`,
        role: "assistant",
        status: "completed",
        content,
      });
    }
    const whole = turn.breaks === undefined || turn.breaks === "in the call";
    for (const part of turn.blocks ?? []) output.push(part);
    for (const { id, name, namespace, given } of whole ? calls : []) {
      const named = hasNamespaces || namespace === undefined ? { name, namespace } : { name: `${namespace}__${name}` };
      output.push({ type: "function_call", id: `fc_${id}`, call_id: id, ...named, arguments: given });
    }
    const sent = [event({ type: "response.created", response: { ...response, status: "in_progress", output: [] } })];
    for (const [index, item] of output.entries()) {
      sent.push(event({ type: "response.output_item.added", output_index: index, item }));
      sent.push(event({ type: "response.output_item.done", output_index: index, item }));
    }
    if (turn.breaks === "in the call") sent.pop();
    if (turn.fails !== undefined) {
      const error = { code: turn.fails, message: `Scripted: ${turn.fails}` };
      sent.push(event({ type: "response.failed", response: { ...response, status: "failed", error, output: [] } }));
      return sent;
    }
    if (turn.breaks === "with an error") {
      const error = { code: "server_is_overloaded", message: "Overloaded" };
      sent.push(event({ type: "response.failed", response: { ...response, status: "failed", error, output: [] } }));
    }
    if (turn.breaks === undefined) {
      const ends = turn.ends === "limit" ? "max_output_tokens" : "content_filter";
      sent.push(
        event({
          type: turn.ends === undefined ? "response.completed" : "response.incomplete",
          response: {
            ...response,
            status: turn.ends === undefined ? "completed" : "incomplete",
            incomplete_details: turn.ends === undefined ? null : { reason: ends },
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

  refusal: (_, message) => ({ error: { message, type: "server_error", code: null, param: null } }),
};
