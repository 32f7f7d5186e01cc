import type { ReactNode } from "react";
import { memo } from "react";
import styles from "./Code.module.css";
import { highlight, type Token } from "./highlight.ts";

export interface CodeProps {
  readonly code: string;
  readonly language: string;
}

/** Code in colours, as it is written. */
export const Code = memo(function Code({ code, language }: CodeProps) {
  return <code className={styles.code}>{drawn(highlight(code, language))}</code>;
});

function drawn(tokens: readonly Token[]): ReactNode {
  return tokens.map((token, index) =>
    typeof token === "string" ? (
      token
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: tokens of one text never change places
      <span key={index} className={token.className}>
        {drawn(token.children)}
      </span>
    ),
  );
}
