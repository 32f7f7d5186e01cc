import type { FormEvent } from "react";
import { useId, useState } from "react";
import { Button } from "../../controls/Button.tsx";
import { formatCount } from "../../data/format.ts";
import styles from "./GoToByte.module.css";
import { parseByte } from "./parseByte.ts";

export interface GoToByteProps {
  /** The record's, in bytes. */
  readonly length: number;
  /** Bytes per row. */
  readonly columns: number;
  readonly onGo: (byte: number) => void;
}

export function GoToByte({ length, columns, onGo }: GoToByteProps) {
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const hint = useId();
  const byte = parseByte(text, length);
  const wrong = tried && byte === undefined && text.trim() !== "";

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (byte !== undefined) onGo(byte);
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <label className={styles.label}>
        Go to byte
        <input
          className={styles.field}
          inputMode="numeric"
          spellCheck={false}
          autoComplete="off"
          value={text}
          placeholder="0"
          aria-invalid={wrong}
          aria-describedby={hint}
          onChange={(event) => {
            setText(event.target.value);
            setTried(false);
          }}
        />
      </label>
      <Button type="submit" size="small" tone="quiet" disabled={text.trim() === ""}>
        Go
      </Button>
      <span id={hint} className={wrong ? styles.wrong : styles.hint}>
        {wrong ? `A whole number from 0 to ${formatCount(Math.max(0, length - 1))}` : `${columns} bytes a row`}
      </span>
    </form>
  );
}
