// A picture of the transcript. Its bytes come from the engine and are shown from memory; nothing is ever loaded from
// anywhere, and the memory is given back when the picture leaves the screen.

import { useEffect, useState } from "react";
import type { ItemImage } from "../../../shared/conversation.ts";
import { failureSentence } from "../../data/failureSentence.ts";
import { formatBytes } from "../../data/format.ts";
import type { ConversationReader } from "../conversationReader.ts";
import styles from "./items.module.css";

export interface PictureProps {
  readonly image: ItemImage;
  readonly reader: Pick<ConversationReader, "image">;
}

export function Picture({ image, reader }: PictureProps) {
  const [url, setUrl] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const { record, at } = image.place;

  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    void reader.image({ record, at }).then((answer) => {
      if (gone) return;
      if (!answer.ok) return setProblem(failureSentence(answer.failure));
      made = URL.createObjectURL(new Blob([new Uint8Array(answer.value.data)], { type: answer.value.mediaType }));
      setUrl(made);
    });
    return () => {
      gone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [reader, record, at]);

  const words = `Picture, ${formatBytes(image.bytes)}`;
  if (problem !== undefined) return <p className={styles.noPicture}>{problem}</p>;
  if (url === undefined) return <div className={styles.noPicture}>{words}</div>;
  return (
    <img
      className={styles.picture}
      src={url}
      alt={words}
      onError={() => setProblem("This is no picture that can be shown. Look at its record instead.")}
    />
  );
}
