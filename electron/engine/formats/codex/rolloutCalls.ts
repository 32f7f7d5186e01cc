// Calls in a rollout and what came of them. What the model was told stands in an output, as prose; an event, where there is
// one, has the exit code and the arguments as they were run, and may come behind the end of its turn.

import type { Archive } from "../../paging/archive.ts";
import { GrowingInts } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";
import type { ValuePath } from "../condensedValue.ts";
import { numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Marks } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ReadingContext } from "../format.ts";
import { readHead } from "../head.ts";
import { has, isNumber, isText, orNone, pairsIn, valueIn } from "../keptValue.ts";
import type { ProseResult } from "./commandResults.ts";
import { hasCodeAtEnd, hasLongHead, outcomeOf, readProse, resultText } from "./commandResults.ts";
import { cutOfProse, keptOfItem, keptOfProse } from "./cutOutputs.ts";
import type { Item } from "./items.ts";
import { plain } from "./items.ts";
import type { PlainCall, PlainOutput } from "./plainLine.ts";
import { Recent } from "./recent.ts";
import type { RolloutLine } from "./rolloutLine.ts";
import { keyIn } from "./rolloutLine.ts";
import { TurnKey } from "./turnKeys.ts";
import { turnIdOf } from "./turns.ts";

/** Bytes of a result's end that are read: what stands behind an output in JSON is shorter. */
const endBytes = 256;
/** Bytes of a result that begins with its command. */
const longHeadBytes = 64 * 1024;
/** The tools that begin an agent and that write to a process of another call. */
const spawns = "spawn_agent";
const writesOn = "write_stdin";
const plainInput: ValuePath = ["payload", "arguments"];
const plainOutput: ValuePath = ["payload", "output"];
/** Items of a history that are call and result in one. */
const wholeCalls: ReadonlyMap<string, string> = new Map([
  ["web_search_call", "web_search"],
  ["image_generation_call", "image_generation"],
]);
/** Of such a call the model is told nothing more: what it says is not waited for. */
export function isWholeCall(type: string): boolean {
  return wholeCalls.has(type);
}

/** The result of `view_image` that leaves the picture to a message of its own (0.98). */
const promisedPicture = "attached local image path";

const otherCalls: ReadonlyMap<string, string> = new Map([
  ["local_shell_call", "local_shell"],
  ["tool_search_call", "tool_search"],
]);

interface Script {
  readonly turn: number;
  readonly entry: Entry;
}

const keptIn = valueIn<{ script: Script | undefined; searches: number }>({
  script: orNone(has<Script>({ turn: isNumber, entry: isNumber })),
  searches: isNumber,
});
const textsIn = pairsIn<string, string>(isText, isText);
const textsOfEntriesIn = pairsIn<Entry, string>(isNumber, isText);

export class RolloutCalls {
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  /** The last turn in which a call of an id was made: its result need not say which one. */
  readonly #ids = new TextIds();
  readonly #turnOf = new GrowingInts();
  readonly #key = new TurnKey();
  /** The script that the model gave last, in code mode. */
  #script: Script | undefined;
  /** Processes that went on running, by session; and the sessions that calls write to. */
  readonly #running = new Recent<string>();
  readonly #written = new Recent<string, Entry>();
  /** Which tools were called, without their namespaces. */
  readonly #tools = new Recent<string, Entry>();
  /** Searches that an event told, and the history did not yet. */
  #searches = 0;
  readonly #onAgent: (thread: string, call: string) => void;

  /** `onAgent` is told of threads that calls began, and of the call's key. */
  constructor(
    operations: ConversationOperations,
    context: ReadingContext,
    onAgent: (thread: string, call: string) => void,
  ) {
    this.#operations = operations;
    this.#context = context;
    this.#onAgent = onAgent;
  }

  *archive(archive: Archive): Generator<undefined> {
    const { script, searches } = archive.value({ script: this.#script, searches: this.#searches }, keptIn);
    this.#script = script;
    this.#searches = searches;
    this.#running.archive(archive, textsIn);
    for (const recent of [this.#written, this.#tools]) recent.archive(archive, textsOfEntriesIn);
    yield* this.#ids.archive(archive);
    yield* this.#turnOf.archive(archive);
  }

  /** A call in the model's history; false when the item is none. */
  takeCall(line: RolloutLine): boolean {
    const { payload, at } = line;
    const type = textAt(payload, "type") ?? "";
    const whole = wholeCalls.get(type);
    if (whole !== undefined) {
      this.#takeWhole(line, whole);
      return true;
    }
    const isNamed = type === "function_call" || type === "custom_tool_call";
    const tool = isNamed ? nameOf(payload) : otherCalls.get(type);
    if (tool === undefined) return false;
    const key = this.#newKey(line, textAt(payload, "call_id") ?? textAt(payload, "id"));
    const input = ["arguments", "input", "action"].find((name) => valueAt(payload, name) !== undefined);
    const entry = this.#operations.call({
      key,
      tool,
      input: input === undefined ? undefined : [...at, input],
      isNew: true,
      marks: line.marks,
    });
    if (type === "custom_tool_call" && tool === "exec") this.#script = { turn: line.turn, entry };
    if (tool === writesOn) this.#written.set(entry, sessionOf(payload));
    this.#tools.set(entry, textAt(payload, "name") ?? "");
    return true;
  }

  /** The same of a call that was read by its fields; false: more of it has to be known. */
  takePlainCall({ id, tool }: PlainCall, turn: number): boolean {
    const key = tool === writesOn ? undefined : this.#key.of(turn, id);
    if (key === undefined) return false;
    this.#turnOf.set(this.#ids.of(id), turn);
    this.#tools.set(this.#operations.call({ key, tool, input: plainInput, isNew: true }), tool);
    return true;
  }

  /** A search of the model's server: old items have no id, and are then the event's twin. */
  #takeWhole(line: RolloutLine, tool: string): void {
    const id = textAt(line.payload, "id") ?? textAt(line.payload, "call_id");
    const isTold = tool === "web_search" && this.#searches > 0;
    if (isTold) this.#searches--;
    if (isTold && id === undefined) return;
    const key = this.#newKey(line, id);
    const again = this.#operations.callOf(key) === 0 ? 0 : marks.repeated;
    this.#operations.call({ key, tool, input: [...line.at, "action"], marks: line.marks });
    const status = textAt(line.payload, "status");
    if (status === "in_progress") return;
    this.#operations.result({
      call: key,
      outcome: status === "failed" ? "failed" : "done",
      output: valueAt(line.payload, "result") === undefined ? undefined : [...line.at, "result"],
      marks: line.marks | again,
    });
  }

  /** What the model was told of a call; true when a picture is to follow. */
  takeOutput(line: RolloutLine, late: Marks): boolean {
    const key = this.#knownKey(line, textAt(line.payload, "call_id") ?? textAt(line.payload, "id") ?? "");
    const output = valueAt(line.payload, "output");
    const text = resultText(output);
    const called = this.#operations.callOf(key);
    const tool = this.#tools.get(called) ?? "";
    const prose = this.#proseOf(text, tool);
    const session = this.#written.get(called);
    const process = session === undefined ? undefined : this.#running.get(session);
    const said = valueAt(output, "success") === false ? "failed" : prose.outcome;
    // How the process ended is the news of the call that began it, not of the one that wrote to it or waited for it.
    const isOthers = process !== undefined && prose.exitCode !== undefined;
    if (isOthers) this.#operations.outcome(this.#operations.callOf(process), prose.outcome);
    if (prose.session !== undefined && session === undefined) this.#running.set(prose.session, key);
    const cut = cutOfProse(prose.body);
    if (cut !== 0) this.#operations.keptOf(called, keptOfProse(text, this.#context));
    this.#operations.result({
      call: key,
      outcome: isOthers ? "done" : said,
      exitCode: isOthers ? undefined : prose.exitCode,
      output: [...line.at, output === undefined ? "tools" : "output"],
      // A script may say more than once what it has (notify).
      continues: this.#script !== undefined && called === this.#script.entry,
      hasLateTimes: typeof text === "string" && hasCodeAtEnd(text),
      marks: line.marks | late | cut,
    });
    const agent = tool !== spawns ? undefined : textAt(readHead(textAt(text) ?? "", false), "agent_id");
    if (agent !== undefined) this.#onAgent(agent, key);
    return textAt(text) === promisedPicture;
  }

  /** The same of an output that was read by its fields; false: it may mean more than it says. `names`: the line names its turn. */
  takePlainOutput({ id, prose }: PlainOutput, turn: number, names: boolean, late: Marks): boolean {
    const own = this.#key.of(turn, id);
    if (own === undefined) return false;
    const isOwn = names || this.#operations.callOf(own) !== 0;
    const known = isOwn ? 0 : this.#ids.knownOf(id);
    const key = known === 0 ? own : this.#key.of(this.#turnOf.get(known), id);
    const called = key === undefined ? 0 : this.#operations.callOf(key);
    if (key === undefined || this.#written.get(called) !== undefined) return false;
    if (this.#tools.get(called) === spawns) return false;
    const { exitCode } = prose;
    const outcome = outcomeOf(exitCode);
    const continues = this.#script !== undefined && called === this.#script.entry;
    this.#operations.result({ call: key, outcome, exitCode, output: plainOutput, continues, marks: late });
    return true;
  }

  #proseOf(text: unknown, tool: string): ProseResult {
    const begin = textAt(text) ?? "";
    const head = hasLongHead(begin) ? (this.#context.textOf(text, longHeadBytes) ?? begin) : begin;
    return readProse(head, hasCodeAtEnd(begin) ? (this.#context.textOf(text, endBytes, true) ?? "") : "", tool);
  }

  /** A call with its result as an event tells it. `late`: what it is marked with when it comes behind its turn's end. */
  takeEvent(line: RolloutLine, item: Item, value: unknown, late: Marks): void {
    if (item.isRunning || item.sort !== "call") return;
    const known = this.#knownKey(line, item.id);
    const isKnown = this.#operations.callOf(known) !== 0;
    const key = isKnown ? known : (this.#takeCallOfEvent(line, item, value) ?? known);
    // Of a call in the history the model was given another cut, which stands in its output.
    const output = item.output === undefined ? undefined : valueAt(line.record.value, ...item.output);
    const cut = keptOfItem(output, this.#context) === undefined ? 0 : marks.cut;
    const given = line.marks | late | cut | (isKnown ? marks.repeated : 0);
    const { outcome, exitCode } = item;
    this.#operations.result({ call: key, outcome, exitCode, output: item.output, marks: given });
  }

  /**
   * An event whose call the history does not have: what a script called, what a person ran, what a review's parent repeats,
   * or a search, which is told before it stands in the history. Others are orphans, which are no damage.
   */
  #takeCallOfEvent(line: RolloutLine, item: Item, value: unknown): string | undefined {
    const isPersons = plain(textAt(value, "source") ?? "") === "usershell";
    const isCopy = (line.marks & marks.repeated) !== 0;
    const isScripts = !isPersons && !isCopy && this.#script?.turn === line.turn;
    const isSearch = plain(item.tool) === "websearch" && !isScripts;
    if (!isPersons && !isCopy && !isScripts && !isSearch) return undefined;
    if (isSearch && !isCopy) this.#searches++;
    const parent = isScripts ? this.#script?.entry : undefined;
    // That a script completed says nothing of what it called.
    if (parent !== undefined && item.outcome === "failed") this.#operations.outcome(parent, "failed");
    const key = this.#newKey(line, item.id === "" ? undefined : item.id);
    this.#operations.call({
      key,
      tool: item.tool,
      parent,
      input: item.input,
      marks: line.marks | (isPersons ? marks.injected : 0),
    });
    return key;
  }

  #newKey(line: RolloutLine, id: string | undefined): string {
    if (id === undefined) return keyIn(line.turn, `line ${line.record.number}`);
    this.#turnOf.set(this.#ids.ofText(id), line.turn);
    return keyIn(line.turn, id);
  }

  /** The key of a call that was made: in the turn that the line names, else in this one or the last that had one of this id. */
  #knownKey(line: RolloutLine, id: string): string {
    const key = keyIn(line.turn, id);
    if (turnIdOf(line.payload) !== undefined || this.#operations.callOf(key) !== 0) return key;
    const known = this.#ids.known(id);
    return known === 0 ? key : keyIn(this.#turnOf.get(known), id);
  }
}

/** `mcp__demo/add`: the namespace is a member of its own. */
function nameOf(call: unknown): string {
  const name = textAt(call, "name") ?? "";
  const namespace = textAt(call, "namespace");
  return namespace === undefined || namespace === "" ? name : `${namespace}/${name}`;
}

function sessionOf(call: unknown): string {
  const given = readHead(textAt(call, "arguments") ?? "", false);
  return String(numberAt(given, "session_id") ?? textAt(given, "session_id") ?? "");
}
