import { unexpectedLines } from "../../shared/unexpected.ts";

/** Whatever nobody has caught ends the program with a sentence: a person gets no stack, unless they ask for it. */
export function endOnUnexpected(program: string): void {
  process.on("uncaughtException", (error) => {
    try {
      const lines = unexpectedLines(error, process.env);
      process.stderr.write(lines.map((line) => `${program}: ${line}\n`).join(""));
    } finally {
      process.exit(1);
    }
  });
}
