// Markdown without any HTML: tags are shown as the text they are, images are named and never loaded, links ask first.

import type { ReactNode } from "react";
import { memo, useMemo } from "react";
import type { Components } from "react-markdown";
import ReactMarkdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { Code } from "./Code.tsx";
import styles from "./Markdown.module.css";
import { isMarkdownSafe, linkAddress } from "./markdownGuard.ts";

export interface MarkdownProps {
  readonly text: string;
  /** Unlike that of any other text on the page: addresses inside the text begin with it. */
  readonly id: string;
  readonly onLink: (url: string) => void;
}

const plugins = [remarkGfm];

export const Markdown = memo(function Markdown({ text, id, onLink }: MarkdownProps) {
  const components = useMemo<Components>(
    () => ({
      a: ({ href, children }) => {
        const url = linkAddress(href ?? "");
        if (url === undefined) return <span>{children}</span>;
        return (
          <button type="button" className={styles.link} title={url} onClick={() => onLink(url)}>
            {children}
          </button>
        );
      },
      img: ({ alt, src }) => (
        <span className={styles.image}>
          Image not loaded{alt === undefined || alt === "" ? "" : `: ${alt}`}
          {typeof src === "string" && src !== "" ? ` (${src})` : ""}
        </span>
      ),
      input: ({ checked }) => <span>{checked === true ? "☑ " : "☐ "}</span>,
      pre: ({ children }) => <pre className={styles.pre}>{children}</pre>,
      code: ({ className, children }) => {
        const language = /language-(\S+)/.exec(className ?? "")?.[1];
        const code = textOf(children);
        if (language === undefined && !code.includes("\n")) return <code className={styles.inline}>{code}</code>;
        return <Code code={code.replace(/\n$/, "")} language={language ?? ""} />;
      },
      table: ({ children }) => (
        <div className={styles.table}>
          <table>{children}</table>
        </div>
      ),
      h1: heading,
      h2: heading,
      h3: heading,
      h4: heading,
      h5: heading,
      h6: heading,
    }),
    [onLink],
  );
  if (!isMarkdownSafe(text)) return <div className={styles.plain}>{text}</div>;
  return (
    <div className={styles.markdown}>
      <ReactMarkdown
        remarkPlugins={plugins}
        remarkRehypeOptions={{ clobberPrefix: `${id}-` }}
        components={components}
        urlTransform={(url) => url}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
});

/** Headings of a message are no headings of the page: they would tear its outline for who listens to it. */
function heading({ children }: { readonly children?: ReactNode }) {
  return <p className={styles.heading}>{children}</p>;
}

function textOf(children: ReactNode): string {
  if (Array.isArray(children)) return children.map(textOf).join("");
  return typeof children === "string" ? children : "";
}
