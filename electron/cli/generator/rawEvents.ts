import type { Identifiers } from "./identifiers.ts";
import type { Random } from "./random.ts";
import { sentences } from "./words.ts";

const eventNames = ["on_chain_start", "on_chat_model_stream", "on_chat_model_stream", "on_tool_start", "on_chain_end"];

/**
 * The `event` values of RAW events as LangGraph writes them: 1 to 3 KB, nested, with `type` members of their own and with
 * spaces behind colons and commas.
 */
export function makeRawEvents(random: Random, identifiers: Identifiers, count: number): readonly string[] {
  return Array.from({ length: count }, () => {
    const run = identifiers.next();
    const event = {
      event: random.pick(eventNames),
      data: {
        chunk: {
          content: [{ type: "text", text: sentences(random, random.between(20, 200)), index: random.below(9) }],
          additional_kwargs: {},
          response_metadata: { model_name: "model-4-5", model_provider: "provider" },
          type: "AIMessageChunk",
          name: null,
          id: `lc_run--${run}`,
          tool_calls: [{ type: "tool_call", name: "get_weather", args: { city: "Zürich" }, id: `call_${run}` }],
          usage_metadata: null,
        },
        input: {
          messages: [
            { type: "system", content: sentences(random, random.between(80, 700)), id: null },
            { type: "human", content: `${sentences(random, random.between(40, 500))} "type":"TEXT_MESSAGE_START"` },
          ],
        },
      },
      run_id: run,
      name: "ChatModel",
      tags: ["seq:step:1", `graph:step:${random.below(40)}`],
      metadata: {
        thread_id: identifiers.next(),
        langgraph_step: random.below(40),
        langgraph_node: "agent",
        langgraph_triggers: ["branch:to:agent"],
        langgraph_path: ["__pregel_pull", "agent"],
        langgraph_checkpoint_ns: `agent:${identifiers.next()}`,
        ls_model_type: "chat",
        ls_temperature: null,
        ls_max_tokens: 64_000,
      },
      parent_ids: [identifiers.next(), identifiers.next()],
    };
    return spaced(event);
  });
}

/** JSON with `": "` and `", "`, as Python writes it. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${spaced(member)}`)
    .join(", ")}}`;
}
