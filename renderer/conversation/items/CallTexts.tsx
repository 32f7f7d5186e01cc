// What a tool was asked for and what came of it, in words: members by name, a text as it reads and not as JSON spells it, a
// command as a shell takes it, another list line by line. What stands on the call's first line is not said again. `R` shows the JSON.

import type { CallItem, ItemText } from "../../../shared/conversation.ts";
import { cutObject, cutObjectEnd } from "../../data/cutJson.ts";
import { indentedJson, isJson } from "../../data/indentedJson.ts";
import { type JsonMember, jsonElements, jsonMembers, jsonText } from "../../data/jsonParts.ts";
import { shellLine } from "../../data/shellLine.ts";
import { visibleText } from "../../data/visibleText.ts";
import { partOf } from "../partOf.ts";
import { Code } from "../text/Code.tsx";
import { ItemTextView, type WordsOf } from "../text/ItemTextView.tsx";
import styles from "./CallTexts.module.css";
import { useItemActions } from "./itemContext.ts";

/** Longer arguments are read better below the first line. */
const longestSaid = 80;
/** More members or elements read better as JSON. */
const mostParts = 40;

export interface CallTextsProps {
  readonly item: CallItem;
  readonly of: "input" | "output";
  /** Members that are shown elsewhere. */
  readonly without?: ReadonlySet<string>;
}

export function CallTexts({ item, of, without }: CallTextsProps) {
  const { reader, isRaw, onLink, onRecord } = useItemActions();
  const show = () => onRecord(item.record);
  return item[of].map((text, index) => {
    const id = `call-${item.item}-${of}-${index}`;
    if (!isRaw(partOf(item)) && isWhole(text)) {
      const said = of === "input" ? item.argument : undefined;
      if (said !== undefined && isSaid(text.head, said)) return undefined;
      const members = few(jsonMembers(text.head));
      if (members !== undefined && members.length > 0) {
        const told = said === undefined ? undefined : toldMember(members, said);
        const left = members.filter((member) => member !== told && without?.has(member.name) !== true);
        return <Members key={id} members={left} />;
      }
      if (without === undefined && few(jsonElements(text.head)) !== undefined) {
        return <Value key={id} json={text.head} isCommand={of === "input" && said === wordsOf(text.head)?.join(" ")} />;
      }
    }
    if (without !== undefined) return undefined;
    const asWords = isRaw(partOf(item)) ? undefined : inWords;
    const look = of === "output" && !isRaw(partOf(item)) ? "terminal" : "plain";
    return <ItemTextView key={id} {...{ text, id, reader, onLink, asWords, look }} onRecord={show} />;
  });
}

/** Whether the first line has something that is left out of the input. */
export function isToldInFirstLine({ input, argument }: CallItem): boolean {
  return input.some(
    (text) =>
      isWhole(text) &&
      (isSaid(text.head, argument) || toldMember(few(jsonMembers(text.head)) ?? [], argument) !== undefined),
  );
}

/** The one member that the first line has. Of several that say the same, nobody would see which it is: all are named. */
function toldMember(members: readonly JsonMember[], argument: string): JsonMember | undefined {
  const [told, ...others] = members.filter(({ json }) => isSaid(json, argument));
  return others.length === 0 ? told : undefined;
}

function Members({ members }: { readonly members: readonly JsonMember[] }) {
  if (members.length === 0) return undefined;
  return (
    <dl className={styles.members}>
      {members.map(({ name, json }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the arguments of a call never change places
        <div key={index} className={styles.member}>
          <dt>{visibleText(name)}</dt>
          <dd>
            <Value json={json} isCommand={commands.has(name)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A longer text, of which some is there: its members, up to the one in which it is cut. */
const inWords: WordsOf = {
  beginning: (text, whole) => {
    if (whole) {
      const members = few(jsonMembers(text));
      return members === undefined ? undefined : <Members members={members} />;
    }
    const found = cutObject(text);
    if (found === undefined || few(found.members) === undefined) return undefined;
    const { name, text: said } = found.cut;
    return <Members members={[...found.members, { name, json: JSON.stringify(said) }]} />;
  },
  end: cutObjectEnd,
};

/** Members of which the value is a command when it is a list of words. */
const commands: ReadonlySet<string> = new Set(["command", "cmd", "argv", "args"]);

interface ValueProps {
  readonly json: string;
  readonly isCommand: boolean;
}

/** A text, or what goes on one line, or a list of it; an object of texts with lines of their own; anything else is JSON. */
function Value({ json, isCommand }: ValueProps) {
  const words = isCommand ? wordsOf(json) : undefined;
  const text = words === undefined ? jsonText(json) : shellLine(words);
  if (text !== undefined) return <span className={styles.value}>{visibleText(text)}</span>;
  const members = few(jsonMembers(json));
  if (members?.some((member) => jsonText(member.json)?.includes("\n"))) return <Members members={members} />;
  const lines = few(jsonElements(json) ?? (members === undefined ? undefined : [json]))?.map(lineOf);
  if (lines === undefined || lines.length === 0 || lines.includes(undefined)) {
    return (
      <span className={styles.value}>
        <Code code={visibleText(indentedJson(json))} language="json" />
      </span>
    );
  }
  return (
    <ul className={styles.lines}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the arguments of a call never change places
        <li key={index} className={styles.value}>
          {line}
        </li>
      ))}
    </ul>
  );
}

/** A text, a number or a word, or an object of nothing else as `name value` pairs; undefined for all that is nested deeper. */
function lineOf(json: string) {
  if (!isNested(json)) return visibleText(jsonText(json) ?? json);
  const members = few(jsonMembers(json));
  if (members === undefined || members.some((member) => isNested(member.json))) return undefined;
  return members.map((member, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the arguments of a call never change places
    <span key={index} className={styles.pair}>
      <span className={styles.name}>{visibleText(member.name)}</span>{" "}
      {visibleText(jsonText(member.json) ?? member.json)}{" "}
    </span>
  ));
}

/** The texts of a list of nothing else. */
function wordsOf(json: string): readonly string[] | undefined {
  const words = jsonElements(json)?.map(jsonText) ?? [];
  const texts = words.filter((word) => word !== undefined);
  return texts.length > 0 && texts.length === words.length ? texts : undefined;
}

function isNested(json: string): boolean {
  return /^[[{]/.test(json);
}

function few<Part>(parts: readonly Part[] | undefined): readonly Part[] | undefined {
  return parts === undefined || parts.length > mostParts ? undefined : parts;
}

function isWhole({ tail, shown, bytes }: ItemText): boolean {
  return tail === "" && shown >= bytes;
}

/** The first line has it: a text, a command that is a list of words, or a few arguments by name. */
function isSaid(json: string, argument: string): boolean {
  if (argument.length > longestSaid) return false;
  if (json === argument) return true;
  if (isJson(json) && jsonText(json) === argument) return true;
  if (wordsOf(json)?.join(" ") === argument) return true;
  const members = jsonMembers(json) ?? [];
  if (members.some((member) => isNested(member.json))) return false;
  return members.map((member) => `${member.name}: ${jsonText(member.json) ?? member.json}`).join("  ") === argument;
}
