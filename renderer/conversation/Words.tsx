import type { ReactNode } from "react";
import styles from "./Conversation.module.css";

/** In place of a conversation: why there is none, and what to do. */
export function Words(props: { readonly title: string; readonly text: string; readonly actions?: ReactNode }) {
  return (
    <section className={styles.words} aria-label="Conversation">
      <p className={styles.title}>{props.title}</p>
      <p>{props.text}</p>
      {props.actions}
    </section>
  );
}
