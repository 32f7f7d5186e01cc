// Google's generateContent: what Gemini CLI speaks.

import { event } from "./serverSentEvents.mjs";

/** @type {import("../modelServer.mjs").Protocol} */
export const googleGenerate = {
  asks: (path) => /:(stream)?generateContent$/i.test(path),

  events({ turn, n, usage, calls }) {
    const head = { modelVersion: "scripted", responseId: `resp-${n}` };
    /** @param {readonly object[]} parts @param {object} [end] */
    const chunk = (parts, end = {}) =>
      event({ candidates: [{ index: 0, content: { role: "model", parts }, ...end }], ...head });

    const sent = [];
    if (turn.thought !== undefined) sent.push(chunk([{ text: `**Thought** ${turn.thought}`, thought: true }]));
    if (turn.text !== undefined) sent.push(chunk([{ text: turn.text }]));
    if (turn.breaks === true) return sent;
    if (calls.length > 0) sent.push(chunk(calls.map(({ name, input }) => ({ functionCall: { name, args: input } }))));
    sent.push(
      event({
        candidates: [{ index: 0, content: { role: "model", parts: [{ text: "" }] }, finishReason: "STOP" }],
        ...head,
        usageMetadata: usageMembers(usage),
      }),
    );
    return sent;
  },

  whole: ({ turn, usage }) => ({
    candidates: [{ index: 0, content: { role: "model", parts: [{ text: turn.text ?? "" }] }, finishReason: "STOP" }],
    usageMetadata: usageMembers(usage),
  }),

  refusal: (status) => ({ error: { code: status, message: `scripted ${status}`, status: "UNAVAILABLE" } }),
};

/** Its output leaves the thoughts out. @param {import("../scenes.mjs").Usage} usage */
function usageMembers(usage) {
  return {
    promptTokenCount: usage.input,
    cachedContentTokenCount: usage.cached,
    candidatesTokenCount: usage.output - usage.reasoning,
    thoughtsTokenCount: usage.reasoning,
    totalTokenCount: usage.input + usage.output,
  };
}
