import type { ReactNode } from "react";
import { Button } from "../controls/Button.tsx";
import { ProgressBar } from "../controls/ProgressBar.tsx";
import { failureSentence } from "../data/failureSentence.ts";
import { formatBytes } from "../data/format.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import styles from "./Conversation.module.css";
import type { ConversationReader, ReadConversation } from "./conversationReader.ts";
import { useCutWords } from "./useCutWords.ts";

/** Whether there are items to read. */
export function isReadable({ state, failure, read }: ReadConversation): boolean {
  return failure === undefined && state?.absent === undefined && read && (state?.items ?? 0) > 0;
}

export interface InPlaceOfItemsProps {
  readonly reader: ConversationReader;
  /** One that is not readable. */
  readonly conversation: ReadConversation;
}

/** In place of a conversation: why there is none, or not yet, and what to do. */
export function InPlaceOfItems({ reader, conversation }: InPlaceOfItemsProps) {
  const { settings } = useWorkspace();
  const cut = useCutWords();
  const { state, failure, read, shown, filter } = conversation;
  if (failure !== undefined) {
    const again = <Button onClick={() => void reader.read(shown, filter)}>Try again</Button>;
    return <Words title="The conversation cannot be read" text={failureSentence(failure)} actions={again} />;
  }
  const events = <Button onClick={() => settings.setState({ look: "events" })}>Show the events</Button>;
  if (state?.absent !== undefined) {
    return <Words title="There is no conversation here" text={state.absent} actions={events} />;
  }
  // It may hold pieces of what never began.
  const none = "No message and no call begins in the transcript. What it holds besides stands in its events.";
  if (read) return <Words title="No conversation begins here" text={none + cut} actions={events} />;
  const bytes = state?.bytes ?? 0;
  return (
    <div className={styles.words} role="status">
      <p className={styles.title}>Reading the conversation</p>
      <ProgressBar label="Reading the conversation" done={state?.bytesRead ?? 0} total={bytes} />
      <p>
        {bytes === 0 ? "Looking at its records." : `${formatBytes(state?.bytesRead ?? 0)} of ${formatBytes(bytes)}`}
      </p>
    </div>
  );
}

function Words(props: { readonly title: string; readonly text: string; readonly actions?: ReactNode }) {
  return (
    <section className={styles.words} aria-label="Conversation">
      <p className={styles.title}>{props.title}</p>
      <p>{props.text}</p>
      {props.actions}
    </section>
  );
}
