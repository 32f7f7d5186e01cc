import { shells } from "../arguments/completionArguments.ts";
import { completionOf } from "./completion/completion.ts";
import { manPage } from "./manPage.ts";
import { markdownPage } from "./markdownPage.ts";

/** Files of the project that are made from the description of the command line, by their paths in it. */
export function generatedFiles(version: string): ReadonlyMap<string, string> {
  return new Map([
    ["docs/seekline.1", manPage(version)],
    ["docs/command-line.md", markdownPage()],
    ...shells.map((shell): [string, string] => [`docs/completion/${fileNames[shell]}`, completionOf(shell)]),
  ]);
}

/** As shells look for them. */
const fileNames = { bash: "seekline", zsh: "_seekline", fish: "seekline.fish" } as const;
