import type { CommandDescription, DescribedOption, Value } from "../commandDescription.ts";
import { commands } from "../commandLine.ts";
import { optionsOf } from "../optionsOf.ts";

/** For a file `seekline.fish` in fish's folder of completions, and for `… | source`. */
export function fishCompletion(): string {
  const first = "-n __fish_use_subcommand";
  const names = commands.map(({ name }) => name).join(" ");
  return `# fish completion of seekline, made by: seekline completion fish
complete -c seekline -e
complete -c seekline ${first} -f -s h -l help -d 'Says what the commands are'
complete -c seekline ${first} -f -s V -l version -d 'Says which version this is'
${commands.map(({ name, summary }) => `complete -c seekline ${first} -f -a ${name} -d ${quoted(summary)}`).join("\n")}
complete -c seekline ${first} -f -a help -d 'Says what a command does and takes.'
complete -c seekline -n '__fish_seen_subcommand_from help' -f -a '${names}'
${commands.map(linesOf).join("\n")}
`;
}

function linesOf(command: CommandDescription): string {
  const start = `complete -c seekline -n '__fish_seen_subcommand_from ${command.name}'`;
  const operands = command.operands.flatMap(({ value }) => {
    if (value.type === "words") return [`${start} -f -a ${quoted(Object.keys(value.words).join(" "))}`];
    if (value.type === "folder") return [`${start} -f -a '(__fish_complete_directories)'`];
    // Behind `seekline run` stands a command line of its own.
    return value.type === "program" ? [`${start} -f -a '(__fish_complete_subcommand --fcs-skip=2)'`] : [];
  });
  const none = command.operands.length === 0 ? [`${start} -f`] : [];
  return [...none, ...operands, ...optionsOf(command).map((option) => `${start} ${optionLine(option)}`)].join("\n");
}

function optionLine({ name, short, value, says }: DescribedOption): string {
  const names = short === undefined ? `-l ${name}` : `-s ${short} -l ${name}`;
  return `${names}${value === undefined ? "" : taken(value)} -d ${quoted(says)}`;
}

function taken(value: Value): string {
  switch (value.type) {
    case "words":
      return value.isList
        ? ` -x -a '(__fish_append , ${Object.keys(value.words).join(" ")})'`
        : ` -x -a ${quoted(Object.entries(value.words).map(worded).join(" "))}`;
    case "file":
    case "place":
      return " -r -F";
    case "folder":
      return " -x -a '(__fish_complete_directories)'";
    default:
      return " -x";
  }
}

/** A word with what it means behind a tab, for fish to take apart. */
function worded([word, says]: readonly [string, string]): string {
  return says === "" ? word : `${word}\\t"${says.replace(/["\\$]/g, (sign) => `\\${sign}`)}"`;
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, (sign) => `\\${sign}`)}'`;
}
