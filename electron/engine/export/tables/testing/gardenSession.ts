// A session of pi with one prompt and some calls, for tests of tables.

export interface GardenCall {
  readonly tool: string;
  readonly input: object;
  /** What it took. */
  readonly ms: number;
  readonly failed: boolean;
  /** Of the answer that made it. */
  readonly tokens: { readonly input: number; readonly output: number };
}

export const gardenStart = Date.parse("2026-03-01T10:00:00.000Z");

export function gardenSession(calls: readonly GardenCall[]): string {
  let time = gardenStart;
  const stamp = () => new Date(time).toISOString();
  const text = (words: string) => [{ type: "text", text: words }];
  const lines: object[] = [{ type: "session", version: 3, id: "s1", timestamp: stamp(), cwd: "/home/me/garden" }];
  const add = (message: object) => {
    const before = lines.length === 1 ? null : `e${lines.length - 1}`;
    lines.push({ type: "message", id: `e${lines.length}`, parentId: before, timestamp: stamp(), message });
  };
  add({ role: "user", content: text("Ask the garden") });
  calls.forEach(({ tool, input, ms, failed, tokens }, number) => {
    const id = `c${number}`;
    add({
      role: "assistant",
      model: "claude-sonnet-4-5",
      content: [...text("Let me see"), { type: "toolCall", id, name: tool, arguments: input }],
      usage: { ...tokens, cacheRead: 0, cacheWrite: 0 },
      stopReason: "toolUse",
    });
    time += ms;
    add({ role: "toolResult", toolCallId: id, content: text("tulips"), isError: failed });
  });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}
