// One text of an item: as Markdown, as code, or as it is written. A text that is longer than what an item holds shows its
// beginning and its end, and says how much lies between; more of it is read slice by slice, up to a bound.

import type { ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import type { ItemText } from "../../../shared/conversation.ts";
import { Button } from "../../controls/Button.tsx";
import { failureSentence } from "../../data/failureSentence.ts";
import { formatBytes } from "../../data/format.ts";
import { indentedJson, isJson } from "../../data/indentedJson.ts";
import { terminalText } from "../../data/terminalText.ts";
import { visibleText } from "../../data/visibleText.ts";
import type { ConversationReader } from "../conversationReader.ts";
import { Code } from "./Code.tsx";
import styles from "./ItemTextView.module.css";
import { Markdown } from "./Markdown.tsx";

export interface ItemTextViewProps {
  readonly text: ItemText;
  readonly id: string;
  /** `terminal`: what a program printed, as it reads without a terminal. */
  readonly look: "markdown" | "plain" | "terminal";
  /** How a text that is longer than what the item holds reads, where that is not as it is written. */
  readonly asWords?: WordsOf | undefined;
  readonly reader: Pick<ConversationReader, "slice">;
  readonly onLink: (url: string) => void;
  readonly onRecord: () => void;
}

/** Each undefined where there are no words for it. */
export interface WordsOf {
  beginning(text: string, isWhole: boolean): ReactNode;
  end(text: string): string | undefined;
}

/** Characters of one text that may be opened here; its record shows all of it. */
const mostOpened = 1_000_000;

interface Opened {
  readonly text: string;
  /** Bytes of the source that it stands for. */
  readonly bytes: number;
  /** The place that is read next, and the byte of its record. */
  readonly place: number;
  readonly from: number;
  readonly done: boolean;
  readonly problem: string | undefined;
}

const nothing: Opened = { text: "", bytes: 0, place: 0, from: 0, done: false, problem: undefined };

/**
 * Shows `head` and `tail` of the text, and between them buttons to read on, or to see its record where it is too long
 * for that. `id` is one of a kind within the page: links inside the text lead by it.
 */
export function ItemTextView({ text, id, look, asWords, reader, onLink, onRecord }: ItemTextViewProps) {
  const [opened, setOpened] = useState<Opened>(nothing);
  const [busy, setBusy] = useState(false);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  const cut = text.bytes - text.shown;

  const readOn = async () => {
    const place = text.places[opened.place];
    if (place === undefined) return;
    setBusy(true);
    const answer = await reader.slice(place, opened.from, text.isJson ? text.bytes : undefined);
    if (gone.current) return;
    setBusy(false);
    if (!answer.ok) return setOpened({ ...opened, problem: failureSentence(answer.failure) });
    const { value } = answer;
    const end = text.isJson ? Math.min(value.end, place.at + text.bytes) : value.end;
    const more = value.next < end;
    setOpened({
      text: opened.text + value.text,
      bytes: opened.bytes + value.next - value.from,
      place: more ? opened.place : opened.place + 1,
      from: more ? value.next : 0,
      done: !more && opened.place + 1 >= text.places.length,
      problem: undefined,
    });
  };

  const begun = opened.text !== "";
  const full = opened.text.length >= mostOpened;
  const source = begun ? opened.text : text.head;
  const isPrinted = look === "terminal";
  const readable = (written: string) => visibleText(isPrinted ? terminalText(written) : written);
  const head = readable(source);
  const bounded = opened.done && text.placeCount > text.places.length;
  const words = cut <= 0 ? undefined : asWords?.beginning(source, opened.done && !bounded);
  return (
    <div className={styles.text}>
      {words ?? (
        <Shown
          text={head}
          isJson={!begun && cut <= 0 && (text.isJson || isJsonText(text.head))}
          id={id}
          look={begun ? "plain" : look}
          onLink={onLink}
        />
      )}
      {opened.problem === undefined ? undefined : <p className={styles.problem}>{opened.problem}</p>}
      {cut <= 0 || (opened.done && !bounded) ? undefined : (
        <>
          <p className={styles.gap}>
            <span>
              {begun
                ? `${formatBytes(opened.bytes)} of ${formatBytes(text.bytes)} shown`
                : `${formatBytes(cut)} of ${formatBytes(text.bytes)} not shown`}
            </span>
            {full || bounded ? undefined : (
              <Button size="small" tone="quiet" idle={busy} onClick={() => void readOn()}>
                Read on
              </Button>
            )}
            <Button size="small" tone="quiet" onClick={onRecord}>
              Show record
            </Button>
          </p>
          {text.tail === "" ? undefined : (
            <div className={look === "markdown" ? styles.prose : styles.plain}>
              {readable((words === undefined ? undefined : asWords?.end(text.tail)) ?? text.tail)}
            </div>
          )}
        </>
      )}
    </div>
  );
}

/** Arguments and results are often JSON inside a string, and so are answers that were asked for in a schema. */
function isJsonText(text: string): boolean {
  return /^\s*[[{]/.test(text) && isJson(text);
}

interface ShownProps extends Pick<ItemTextViewProps, "id" | "look" | "onLink"> {
  readonly text: string;
  readonly isJson: boolean;
}

function Shown({ text, isJson: isOfJson, id, look, onLink }: ShownProps) {
  if (isOfJson) {
    return (
      <pre className={styles.plain}>
        <Code code={indentedJson(text)} language="json" />
      </pre>
    );
  }
  if (look === "markdown") return <Markdown text={text} id={id} onLink={onLink} />;
  return <div className={styles.plain}>{text}</div>;
}
