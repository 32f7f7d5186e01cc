import type { CommandDescription, DescribedOption, Operand } from "./commandDescription.ts";

/** Such as `seekline rows FILE [--filter TEXT] [--follow]`, in parts that should not be torn. */
export function synopsisParts({ name, operands, options }: CommandDescription): readonly string[] {
  const optional = options.filter(({ isRequired }) => !isRequired);
  const required = options.filter(({ isRequired }) => isRequired);
  const [last, before] = [
    operands.filter(({ behind }) => behind !== undefined),
    operands.filter(({ behind }) => behind === undefined),
  ];
  return [
    `seekline ${name}`,
    ...before.map(printOperand),
    ...required.map(printUse),
    ...optional.map((option) => `[${printUse(option)}]`),
    ...last.map(printOperand),
  ];
}

export function printOperand({ value, isOptional, isRepeated, behind }: Operand): string {
  const name = `${behind === undefined ? "" : `${behind} `}${value.name}${isRepeated ? "…" : ""}`;
  return isOptional ? `[${name}]` : name;
}

/** As it is used: by its short name where it takes a value and has one. */
function printUse({ name, short, value }: DescribedOption): string {
  if (value === undefined) return `--${name}`;
  return `${short === undefined ? `--${name}` : `-${short}`} ${value.name}`;
}

/** As it is listed. */
export function printOption({ name, short, value }: DescribedOption): string {
  const names = short === undefined ? `--${name}` : `-${short}, --${name}`;
  return value === undefined ? names : `${names} ${value.name}`;
}
