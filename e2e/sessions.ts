// Sessions of a coding agent for tests, written record by record.

/** Writes records as a coding agent's session has them. */
export function sessionWriter() {
  const lines: string[] = [];
  let parent: string | null = null;
  const add = (type: "user" | "assistant", content: unknown, more: Readonly<Record<string, unknown>> = {}): void => {
    const number = String(lines.length + 1).padStart(12, "0");
    const uuid = `00000000-0000-4000-8000-${number}`;
    const message =
      type === "user"
        ? { role: type, content }
        : { id: `msg_${number}`, type: "message", role: type, model: "model-1", content, stop_reason: null };
    lines.push(
      JSON.stringify({
        ...{ parentUuid: parent, isSidechain: false, userType: "external", cwd: "/work", version: "2.1.0" },
        ...{ sessionId: "0b1c2d3e-0000-4000-8000-000000000001", type, message, uuid },
        timestamp: new Date(1_772_359_200_000 + lines.length * 1_000).toISOString(),
        ...more,
      }),
    );
    parent = uuid;
  };
  return { add, text: () => `${lines.join("\n")}\n` };
}
