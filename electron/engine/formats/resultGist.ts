// The line of a result that says most. Programs put heads before what a command printed, which say the same of every
// command: Codex ("Chunk ID: …" up to "Output:"), Gemini CLI and Qwen Code ("Command: …", "Directory: …", "Output: …"), and
// tags around it. They are passed over where a result is told in one line.

/** Lines at the beginning among which it is looked for. */
const mostLines = 40;

const headLine =
  /^(?:Chunk ID: |Script (?:completed|running)|Wall time:? |Process (?:exited with code|running with session ID) |Exit code: |Original token count: |Command: |Directory: |<[\w-]+>$|\.{3}.*truncated)/;
/** What was printed stands behind it, on the same line or on the next ones. */
const outputLine = /^(?:Output|Stdout):\s*(?<printed>.*)$/;
const nothing = /^\((?:empty|none)\)$/;

/** "" for a text without any. */
export function gistOf(text: string): string {
  const lines = text
    .split("\n", mostLines)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  for (const line of lines) {
    const printed = outputLine.exec(line)?.groups?.printed ?? line;
    if (printed !== "" && !nothing.test(printed) && !headLine.test(printed)) return printed;
  }
  return lines[0] ?? "";
}
