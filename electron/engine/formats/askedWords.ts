// What a person asked, of a prompt above which an editor wrote what it shows. Codex's extension for editors (seen in sessions of
// its command line 0.34 to 0.4x) writes open files and the selection there, and a heading before the person's own words.

const context = "# Context from my IDE setup:";
const heading = /^## My request for Codex:[^\S\n]*\n/m;

/** For titles and lists: the prompt itself is shown whole. The same text where there is no such heading, or nothing behind it. */
export function askedWords(prompt: string): string {
  if (!prompt.startsWith(context)) return prompt;
  const found = heading.exec(prompt);
  const asked = found === null ? "" : prompt.slice(found.index + found[0].length).trim();
  return asked === "" ? prompt : asked;
}
