// Edits as tools are asked for them, as lines that stay, go and come.

/** A line that stays, goes or comes; `text` is without the sign and without a line break. */
export interface DiffLine {
  readonly sign: " " | "+" | "-";
  readonly text: string;
}

/** What one edit does to a file; undefined where the call does not name it. */
export interface Edit {
  readonly file: string | undefined;
  readonly lines: readonly DiffLine[];
}

/** Changed lines beyond which everything old stands before everything new, while an edit is drawn among others. */
const mostInEdit = 300;

/** How tools call the parts of an edit. */
const names = {
  file: ["file_path", "path", "filePath", "absolute_path", "target_file"],
  before: ["old_string", "old_str", "oldText", "oldString"],
  after: ["new_string", "new_str", "newText", "newString"],
  patch: ["patch", "diff", "input"],
  content: ["content", "file_text", "contents"],
} as const;

/** Members of a call's arguments that its edits show. */
export const editMembers: ReadonlySet<string> = new Set([...Object.values(names).flat(), "edits", "command"]);

/** The edits that the arguments of a call ask for; none when they ask for something else. */
export function editsOf(json: string): readonly Edit[] {
  const input = parse(json);
  if (typeof input === "string") return patchEdit(input);
  if (!isObject(input)) return [];
  const file = textAt(input, ...names.file);
  const single = replacement(input, file);
  if (single !== undefined) return [single];
  if (Array.isArray(input.edits)) {
    return input.edits.flatMap((edit: unknown) => (isObject(edit) ? (replacement(edit, file) ?? []) : []));
  }
  const patch = textAt(input, ...names.patch) ?? patchOfCommand(input.command);
  if (patch !== undefined) return patchEdit(patch, file);
  const content = textAt(input, ...names.content);
  if (content === undefined || file === undefined) return [];
  return [{ file, lines: split(content).map((text) => ({ sign: "+", text })) }];
}

function replacement(input: Readonly<Record<string, unknown>>, file: string | undefined): Edit | undefined {
  const before = textAt(input, ...names.before);
  const after = textAt(input, ...names.after);
  if (before === undefined || after === undefined) return undefined;
  return { file, lines: diffLines(split(before), split(after)) };
}

/**
 * A patch that a shell is given and nothing else, by name or as what follows `<<` (Codex before its tool for patches). A command that does
 * more is shown as one.
 */
function patchOfCommand(command: unknown): string | undefined {
  const words = Array.isArray(command) ? command : [command];
  const script: unknown = words.at(-1);
  const isAlone = words
    .slice(0, -1)
    .every((word) => typeof word === "string" && /^(?:.*\/)?(?:ba|z)?sh$|^-l?c$|^apply_patch$/.test(word));
  if (typeof script !== "string" || !isAlone) return undefined;
  return wholePatch.exec(script)?.groups?.patch;
}

const wholePatch =
  /^\s*(?:apply_patch\s+<<-?\s*(['"]?)(?<end>\w+)\1\s*\n)?(?<patch>\*\*\* Begin Patch\n[\s\S]*\n\*\*\* End Patch)\s*(?:\n\k<end>\s*)?$/;

function patchEdit(patch: string, file?: string): readonly Edit[] {
  if (!/^(\*\*\* Begin Patch|--- |@@ |diff --git )/m.test(patch)) return [];
  const lines = split(patch).map((text): DiffLine => {
    const isHead = /^(\+\+\+|---) /.test(text);
    const sign = !isHead && text.startsWith("+") ? "+" : !isHead && text.startsWith("-") ? "-" : " ";
    return { sign, text: sign === " " && !text.startsWith(" ") ? text : text.slice(1) };
  });
  return [{ file, lines }];
}

/** The longest common subsequence between what two texts do not share at their ends. */
export function diffLines(
  before: readonly string[],
  after: readonly string[],
  mostCompared = mostInEdit,
): readonly DiffLine[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1;
  }
  const kept = (lines: readonly string[]) => lines.map((text): DiffLine => ({ sign: " ", text }));
  return [
    ...kept(before.slice(0, head)),
    ...changedLines(before.slice(head, before.length - tail), after.slice(head, after.length - tail), mostCompared),
    ...kept(before.slice(before.length - tail)),
  ];
}

function changedLines(before: readonly string[], after: readonly string[], mostCompared: number): readonly DiffLine[] {
  const gone = (text: string): DiffLine => ({ sign: "-", text });
  const come = (text: string): DiffLine => ({ sign: "+", text });
  if (before.length > mostCompared || after.length > mostCompared) return [...before.map(gone), ...after.map(come)];
  const width = after.length + 1;
  const common = new Uint16Array((before.length + 1) * width);
  const at = (row: number, column: number) => common[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const old = before[row];
    const fresh = after[column];
    if (old !== undefined && old === fresh) {
      lines.push({ sign: " ", text: old });
      row += 1;
      column += 1;
    } else if (old !== undefined && (fresh === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push(gone(old));
      row += 1;
    } else if (fresh !== undefined) {
      lines.push(come(fresh));
      column += 1;
    }
  }
  return lines;
}

function split(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function parse(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return value;
  } catch {
    return json; // not JSON, or its beginning only
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textAt(input: Readonly<Record<string, unknown>>, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = input[name];
    if (typeof value === "string") return value;
  }
  return undefined;
}
