// An error that nobody expected, told so that whoever mends it finds the place, and so that nothing of a transcript is told: what
// an error says may quote any text and name any file, so its words stay out, and with them whatever does not look like a
// place in our own code. What is left is bounded, since the log of them is.

/** Where it happened. `main` is the app's own process. */
export const programNames = ["page", "engine", "main", "command line"] as const;
/** As the log and the report name it. */
export type ProgramName = (typeof programNames)[number];

/** An entry of the error log and of *Copy report*. It holds no words of the error, and no path. */
export interface ErrorEntry {
  readonly program: ProgramName;
  /** What was being done: a request of the page, a command with the names of its options, or an event. */
  readonly call: string;
  /** The error's class and code, such as `TypeError` or `Error EACCES`. */
  readonly error: string;
  /** The innermost first, such as `readRows (engine.js:12:345)`. */
  readonly frames: readonly string[];
}

/** What a call looks like; another one is left empty. */
export const callShape = /^[\w .:-]{0,200}$/;
/** A class, and a code of the system or of Node where there is one; else it is told as `Error`. */
export const errorShape = /^[A-Za-z]\w{0,60}( [A-Z][A-Z0-9_]{1,40})?$/;
/**
 * The name of a function, and a file's name with line and column. Lines of a stack that look otherwise are left out.
 */
export const frameShape = /^(?:[\w.$<># ]{1,80} \()?[\w.-]{1,80}:\d{1,9}(?::\d{1,9})?\)?$/;
/** The innermost ones are kept. */
export const mostFrames = 30;

/** What can be told of anything that was thrown; `undefined` where a process is gone without an error. */
export function errorEntry(program: ProgramName, call: string, thrown: unknown): ErrorEntry {
  return {
    program,
    call: callShape.test(call) ? call : "",
    error: nameOf(thrown),
    frames: thrown instanceof Error ? framesOf(thrown) : [],
  };
}

function nameOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "NoError";
  const code = "code" in thrown && typeof thrown.code === "string" ? ` ${thrown.code}` : "";
  return [`${thrown.name}${code}`, thrown.name].find((name) => errorShape.test(name)) ?? "Error";
}

/** Only the end of each path: what stands before it says where somebody has put the program. */
function framesOf({ name, message, stack = "" }: Error): readonly string[] {
  // The words come first, and may look like anything.
  const head = [`${name}: ${message}`, message].find((words) => words !== "" && stack.startsWith(words)) ?? "";
  if (head === "" && message !== "") return [];
  return stack
    .slice(head.length)
    .split("\n")
    .flatMap((line) => {
      const [, name, inside, alone] = /^\s+at (?:async )?(?:(.*) \((.+)\)|(.+))$/.exec(line) ?? [];
      const place = (inside ?? alone ?? "").replace(/^.*[/\\]/, "");
      const frame = name === undefined ? place : `${name} (${place})`;
      return [frame, place].find((words) => frameShape.test(words)) ?? [];
    })
    .slice(0, mostFrames);
}
