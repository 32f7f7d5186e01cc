import { textAt, valueAt } from "./condensedValue.ts";
import type { Head, Kinship } from "./format.ts";

/**
 * Of sessions as Claude Code and Qwen Code write them: a sub-agent's lines have its own id beside that of the session which started
 * it, and a fork's copies say which session they are of.
 */
export function sessionKinship(beginning: Iterable<Head>): Kinship {
  let id: string | undefined;
  let parent: string | undefined;
  for (const line of beginning) {
    const session = textAt(line, "sessionId");
    const agent = valueAt(line, "isSidechain") === true ? textAt(line, "agentId") : undefined;
    if (agent !== undefined) return { id: agent, parent: session };
    id ??= session;
    const origin = textAt(line, "forkedFrom", "sessionId") ?? textAt(line, "requestSessionId");
    if (origin !== id) parent ??= origin;
  }
  return { id, parent };
}
