// What a person asked, of a prompt in which a program wrote more than that. Codex's extension for editors (seen in sessions of
// its command line 0.34 to 0.4x) writes open files and the selection above, and a heading before the person's own words. Claude Code
// writes a command that begins with a slash as tags: its name, what it was given, and a line for the screen.

const context = "# Context from my IDE setup:";
const heading = /^## My request for Codex:[^\S\n]*\n/m;

/** For titles and lists: the prompt itself is shown whole. The same text where it is plain, or holds nothing that was asked. */
export function askedWords(prompt: string): string {
  if (prompt.startsWith("<command-")) return commandOf(prompt) ?? prompt;
  if (!prompt.startsWith(context)) return prompt;
  const found = heading.exec(prompt);
  const asked = found === null ? "" : prompt.slice(found.index + found[0].length).trim();
  return asked === "" ? prompt : asked;
}

function commandOf(prompt: string): string | undefined {
  const name = within(prompt, "command-name");
  return name === "" ? undefined : `${name} ${within(prompt, "command-args")}`.trim();
}

/** Up to the end of what is there: titles are made of the beginnings of prompts. */
function within(text: string, tag: string): string {
  const [, found = ""] = new RegExp(`<${tag}>([^]*?)(?:</${tag}>|$)`).exec(text) ?? [];
  return found.trim();
}
