import fs from "node:fs";
import { expect, it } from "vitest";
import { seeklineProgram } from "../testing/seekline.ts";
import { shownOutput } from "./shownOutput.ts";

const seekline = seeklineProgram();

it("spells out what a terminal obeys, wherever the bytes of a character are parted", async () => {
  const text = "a\u001b[31m\tb\r\nGrüße 名 \u202e\u009b\n";
  const bytes = Buffer.from(text);
  for (let cut = 0; cut <= bytes.length; cut++) {
    let shown = "";
    const inner = {
      bytesWritten: 0,
      write: async (part: Uint8Array | string) => {
        shown += Buffer.from(part).toString();
      },
      finish: async () => {},
    };
    const output = shownOutput(inner);
    for (const part of [bytes.subarray(0, cut), bytes.subarray(cut)]) await output.write(part);
    await output.finish();
    expect(shown).toBe("a\\u{1b}[31m\tb\\u{d}\nGrüße 名 \\u{202e}\\u{9b}\n");
    expect(output.bytesWritten).toBe(bytes.length);
  }
});

// `script` gives a program a terminal of its own, and writes down what it prints there; elsewhere it takes other words.
it.runIf(process.platform === "linux")("is what a terminal gets, and a pipe the bytes", async () => {
  const file = seekline.fileOf('{"type":"A","t":"\u009b1m"}\n{"type":"B \u001b[31m \n');
  for (const [args, bytes, shown] of [
    [["record", file, "1"], '{"type":"B \u001b[31m ', '{"type":"B \\u{1b}[31m '],
    [["export", file, "--as", "records", "--filter", "kind:A", "-o", "-"], "\u009b1m", "\\u{9b}1m"],
  ] as const) {
    const piped = await seekline.run(args);
    expect(piped.stdout).toContain(bytes);
    const typescript = seekline.fileOf("");
    const watched = await seekline.run(args, { through: ["sh", "-c", `exec script -qefc "$*" "$0"`, typescript] });
    expect(watched.status).toBe(0);
    const seen = fs.readFileSync(typescript, "utf8");
    expect(seen).toContain(shown);
    expect(seen).not.toContain(bytes);
  }
});
