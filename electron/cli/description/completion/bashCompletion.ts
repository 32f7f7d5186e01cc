// For bash 3.2 (macOS) and newer, with and without the package bash-completion. Where nothing is offered, bash completes files.

import type { CommandDescription, DescribedOption, Value } from "../commandDescription.ts";
import { commands } from "../commandLine.ts";
import { optionsOf } from "../optionsOf.ts";

export function bashCompletion(): string {
  const names = commands.map(({ name }) => name).join(" ");
  return `# bash completion of seekline, made by: seekline completion bash
_seekline_words() {
  COMPREPLY=($(compgen -W "$1" -- "$current"))
}

# The last of several words that are joined by commas.
_seekline_list() {
  local before=""
  [[ $current == *,* ]] && before=\${current%,*},
  COMPREPLY=($(compgen -P "$before" -W "$1" -- "\${current##*,}"))
}

_seekline_folders() {
  local IFS=$'\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -d -- "$current"))
}

_seekline() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} at
  COMPREPLY=()
  # --option=value comes in three words.
  if [[ $current == = ]]; then
    current=""
  elif [[ $previous == = ]]; then
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  if ((COMP_CWORD == 1)); then
    _seekline_words "${names} help --help --version"
    return
  fi
  case $command in
${commands.map(caseOf).join("\n")}
    help) _seekline_words "${names}" ;;
  esac
}

complete -o bashdefault -o default -F _seekline seekline
`;
}

function caseOf(command: CommandDescription): string {
  const options = optionsOf(command);
  const valued = options.flatMap((option) => {
    const offer = option.value === undefined ? undefined : offered(option.value);
    return option.value === undefined
      ? []
      : [`        ${namesOf(option)}) ${offer ?? ""}${offer === undefined ? "" : "; "}return ;;`];
  });
  const flags = options.map(({ name }) => `--${name}`).join(" ");
  const operand = command.operands.map(({ value }) => offered(value)).find((offer) => offer !== undefined);
  return [
    `    ${command.name})`,
    ...(command.operands.some(({ value }) => value.type === "program") ? [programCase] : []),
    ...(valued.length === 0 ? [] : ["      case $previous in", ...valued, "      esac"]),
    `      if [[ $current == -* ]]; then`,
    `        _seekline_words "${flags}"`,
    ...(operand === undefined ? [] : ["      else", `        ${operand}`]),
    "      fi",
    "      ;;",
  ].join("\n");
}

/** Behind `--` stands a program with arguments of its own. */
const programCase = `      for ((at = 2; at < COMP_CWORD; at++)); do
        if [[ \${COMP_WORDS[at]} == -- ]]; then
          ((at == COMP_CWORD - 1)) && COMPREPLY=($(compgen -c -- "$current"))
          return
        fi
      done`;

function namesOf({ name, short }: DescribedOption): string {
  return short === undefined ? `--${name}` : `--${name} | -${short}`;
}

/** Undefined: files, which bash completes by itself. */
function offered(value: Value): string | undefined {
  if (value.type === "folder") return "_seekline_folders";
  if (value.type !== "words") return undefined;
  return `${value.isList ? "_seekline_list" : "_seekline_words"} "${Object.keys(value.words).join(" ")}"`;
}
