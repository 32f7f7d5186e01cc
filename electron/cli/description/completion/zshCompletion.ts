import type { CommandDescription, DescribedOption, Operand, Value } from "../commandDescription.ts";
import { commands } from "../commandLine.ts";
import { optionsOf } from "../optionsOf.ts";

/** For a file `_seekline` in a folder of `fpath`, and for `source <(…)`. */
export function zshCompletion(): string {
  return `#compdef seekline
# zsh completion of seekline, made by: seekline completion zsh

_seekline() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  # Not “commands”, where zsh keeps what is on the PATH.
  local -a known=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join("\n")}
    'help:Says what a command does and takes.'
  )
  _arguments -C \
    '(- *)'{-h,--help}'[says what the commands are]' \
    '(- *)'{-V,--version}'[says which version this is]' \
    '1:command:->command' \
    '*::argument:->argument'
  case $state in
    command) _describe command known ;;
    argument)
      curcontext=\${curcontext%:*}-$words[1]:
      case $words[1] in
${commands.map(caseOf).join("\n")}
        help) _describe command known ;;
      esac
      ;;
  esac
}

if [[ $funcstack[1] == _seekline ]]; then
  _seekline "$@"
else
  compdef _seekline seekline
fi
`;
}

function caseOf(command: CommandDescription): string {
  const specs = [...optionsOf(command).map(optionSpec), ...command.operands.flatMap(operandSpecs)];
  return `        ${command.name})\n          _arguments -s -S \\\n${specs.map((spec) => `            ${spec}`).join(" \\\n")}\n          ;;`;
}

function optionSpec({ name, short, value, says }: DescribedOption): string {
  const rest = `[${escaped(says)}]${value === undefined ? "" : `:${escaped(value.name)}:${action(value)}`}`;
  const equals = value === undefined ? "" : "=";
  if (short === undefined) return quoted(`--${name}${equals}${rest}`);
  return `${quoted(`(-${short} --${name})`)}{-${short},--${name}${equals}}${quoted(rest)}`;
}

function operandSpecs({ value, isRepeated }: Operand, at: number): readonly string[] {
  // Behind a program stands what it takes itself.
  if (value.type === "program") return [quoted("(-)1:program:_command_names -e"), quoted("*::argument:_normal")];
  return [quoted(`${isRepeated ? "*" : at + 1}:${escaped(value.name)}:${action(value)}`)];
}

function action(value: Value): string {
  switch (value.type) {
    case "words":
      return value.isList
        ? `_values -s , ${escaped(value.name)} ${Object.keys(value.words).join(" ")}`
        : `(${Object.keys(value.words).join(" ")})`;
    case "file":
    case "place":
      return "_files";
    case "folder":
      return "_files -/";
    default:
      return " ";
  }
}

/** What ends a part of a specification. */
function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, (sign) => `\\${sign}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
