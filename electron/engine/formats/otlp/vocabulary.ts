// What spans are called by those who write them: the GenAI conventions of OpenTelemetry (semantic-conventions 1.45, and the
// older names that are still exported), OpenInference, Langfuse, Vercel's AI SDK (`ai.…` of ai 6 and of the legacy exporter for
// ai 7; only its model calls have the tokens of one request, the spans around them have sums).

import type { Attributes } from "./attributes.ts";

export type SpanSort = "model" | "tool" | "agent" | "other";

export const names = {
  model: ["gen_ai.response.model", "gen_ai.request.model", "llm.model_name", "langfuse.observation.model.name"],
  tool: ["gen_ai.tool.name", "tool.name", "tool_call.function.name", "ai.toolCall.name"],
  call: ["gen_ai.tool.call.id", "tool_call.id", "ai.toolCall.id"],
  input: ["gen_ai.tool.call.arguments", "input.value", "langfuse.observation.input", "ai.toolCall.args"],
  output: ["gen_ai.tool.call.result", "output.value", "langfuse.observation.output", "ai.toolCall.result"],
  prompt: ["gen_ai.input.messages", "gen_ai.prompt", "langfuse.observation.input", "input.value", "ai.prompt.messages"],
  answer: ["gen_ai.output.messages", "gen_ai.completion", "langfuse.observation.output", "output.value"],
  /** An answer's text as it is, whatever it looks like. */
  text: ["ai.response.text", "ai.response.object", "llm.output_messages.0.message.content"],
  /** Of our own exports. */
  record: "seekline.record",
  marks: "seekline.marks",
  conversation: ["gen_ai.conversation.id", "session.id", "langfuse.session.id"],
  inputTokens: ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt"],
  /** Tokens as JSON text. */
  usage: ["langfuse.observation.usage_details"],
  cachedTokens: [
    ...["gen_ai.usage.cache_read.input_tokens", "llm.token_count.prompt_details.cache_read"],
    "ai.usage.inputTokenDetails.cacheReadTokens",
  ],
  writtenTokens: [
    ...["gen_ai.usage.cache_creation.input_tokens", "llm.token_count.prompt_details.cache_write"],
    "ai.usage.inputTokenDetails.cacheWriteTokens",
  ],
  outputTokens: ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion"],
  reasoningTokens: [
    ...["gen_ai.usage.reasoning.output_tokens", "llm.token_count.completion_details.reasoning"],
    "ai.usage.outputTokenDetails.reasoningTokens",
  ],
} as const;

const operations: Readonly<Record<string, SpanSort>> = {
  chat: "model",
  generate_content: "model",
  text_completion: "model",
  execute_tool: "tool",
  invoke_agent: "agent",
  create_agent: "agent",
};

export function sortOf(attributes: Attributes): SpanSort {
  const operation = attributes.text("gen_ai.operation.name");
  if (operation !== undefined) return operations[operation] ?? "other";
  const ofAiSdk = attributes.text("ai.operationId");
  if (ofAiSdk === "ai.toolCall") return "tool";
  if (ofAiSdk !== undefined) return /\.do(?:Generate|Stream)$/.test(ofAiSdk) ? "model" : "other";
  switch ((attributes.text("openinference.span.kind") ?? attributes.text("langfuse.observation.type"))?.toLowerCase()) {
    case "llm":
    case "generation":
      return "model";
    case "tool":
      return "tool";
    case "agent":
      return "agent";
    default:
      return attributes.number(...names.inputTokens) === undefined ? "other" : "model";
  }
}
