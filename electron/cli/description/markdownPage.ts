// docs/command-line.md.

import type { CommandDescription, DescribedOption } from "./commandDescription.ts";
import { commands, exitRemark, exitStatuses, remarks } from "./commandLine.ts";
import { helpDescription, readingDescription } from "./commonOptions.ts";
import { variables, variablesRemark } from "./environment.ts";
import { printOption, synopsisParts } from "./synopsis.ts";

export function markdownPage(): string {
  return `${[
    "<!-- Made by `npm run docs` from the description of the command line. -->",
    "# The command line",
    "The same engine as the app's, without a window. `seekline --help` and the manual page (`man seekline`; in a checkout `man docs/seekline.1`) say the same as this page; in a checkout `npm run -s seekline --` stands for `seekline`.",
    table(
      ["command", "does"],
      commands.map(({ name, summary }) => [`[\`${name}\`](#${name})`, escaped(summary)]),
    ),
    ...remarks.map(escaped),
    ...commands.flatMap(commandPart),
    "## Common options",
    "Of every command that reads a transcript; `--help` of all.",
    ...optionTable([...readingDescription, ...helpDescription]),
    "## Exit status",
    table(
      ["status", "means"],
      exitStatuses.map(([status, says]) => [status, escaped(says)]),
    ),
    escaped(exitRemark),
    "## Environment",
    table(
      ["variable", "what"],
      Object.entries(variables).map(([name, says]) => [`\`${name}\``, escaped(says)]),
    ),
    escaped(variablesRemark),
    completionPart,
  ].join("\n\n")}\n`;
}

function commandPart(command: CommandDescription): readonly string[] {
  const { name, summary, more, options } = command;
  return [
    `## ${name}`,
    `\`\`\`\n${synopsisParts(command).join(" ")}\n\`\`\``,
    escaped(`${summary} ${more}`.trim()),
    ...optionTable(options),
  ];
}

function optionTable(options: readonly DescribedOption[]): readonly string[] {
  if (options.length === 0) return [];
  const main = table(
    ["option", "does"],
    options.map((option) => [`\`${printOption(option)}\``, escaped(option.says)]),
  );
  const lists = options.flatMap(({ value, name }) =>
    value?.type === "words"
      ? [
          table(
            [`\`--${name}\``, ""],
            Object.entries(value.words).map(([word, says]) => [`\`${word}\``, escaped(says)]),
          ),
        ]
      : [],
  );
  return [main, ...lists];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Text as it is meant, in a cell too. */
function escaped(text: string): string {
  return text.replace(/[|*_<>]/g, (sign) => `\\${sign}`).replace(/\bdocs\/([\w-]+\.md)/g, "[$1]($1)");
}

const completionPart = `## Completion in your shell

\`seekline completion\` prints what a shell needs to complete commands, options, words and files. The same stands in
\`docs/completion\`.

| shell | where to put it |
| --- | --- |
| bash | \`seekline completion bash > ~/.local/share/bash-completion/completions/seekline\`, or \`source <(seekline completion bash)\` in \`~/.bashrc\` |
| zsh | \`seekline completion zsh > _seekline\` in a folder of \`fpath\`, or \`source <(seekline completion zsh)\` behind \`compinit\` |
| fish | \`seekline completion fish > ~/.config/fish/completions/seekline.fish\` |`;
