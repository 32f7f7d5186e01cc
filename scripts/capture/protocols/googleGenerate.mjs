// Google's generateContent: what Gemini CLI speaks.

import { event } from "./serverSentEvents.mjs";

/** @type {import("../modelServer.mjs").Protocol} */
export const googleGenerate = {
  asks: (path) => /:(stream)?generateContent$/i.test(path),

  events({ turn, n, usage, texts, calls }) {
    const head = { modelVersion: "scripted", responseId: `resp-${n}` };
    /** @param {readonly object[]} parts @param {object} [end] */
    const chunk = (parts, end = {}) =>
      event({ candidates: [{ index: 0, content: { role: "model", parts }, ...end }], ...head });

    const sent = [];
    if (turn.thought !== undefined) sent.push(chunk([{ text: `**Thought** ${turn.thought}`, thought: true }]));
    for (const text of texts) sent.push(chunk([{ text }]));
    if (turn.breaks === "with an error") {
      return [...sent, event({ error: { code: 503, message: "Overloaded", status: "UNAVAILABLE" } })];
    }
    if (turn.breaks === "behind the text") return sent;
    if (calls.length > 0) sent.push(chunk(calls.map(functionCall)));
    if (turn.breaks === "in the call") return sent;
    sent.push(
      event({
        candidates: [{ index: 0, content: { role: "model", parts: [{ text: "" }] }, finishReason: finishReason(turn) }],
        ...head,
        usageMetadata: usageMembers(usage),
      }),
    );
    return sent;
  },

  whole: ({ texts, usage }) => ({
    candidates: [{ index: 0, content: { role: "model", parts: [{ text: texts.join("") }] }, finishReason: "STOP" }],
    usageMetadata: usageMembers(usage),
  }),

  refusal: (status, message) => ({ error: { code: status, message, status: "UNAVAILABLE" } }),
};

/** Arguments are an object here; what is no JSON object becomes one. @param {import("../modelServer.mjs").Call} call */
function functionCall({ name, given }) {
  try {
    return { functionCall: { name, args: JSON.parse(given) } };
  } catch {
    return { functionCall: { name, args: { given } } };
  }
}

/** @param {import("../scenes.mjs").Turn} turn */
function finishReason({ ends }) {
  if (ends === undefined) return "STOP";
  return ends === "limit" ? "MAX_TOKENS" : "SAFETY";
}

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
