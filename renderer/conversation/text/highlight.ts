// Code as coloured tokens: a tree of class names, never style attributes, which the page's content policy would drop.
// Bounds are of length, not of time, so the same code is coloured the same way every time.

import { common, createLowlight } from "lowlight";

const lowlight = createLowlight(common);

/** Characters of code that is coloured, and of its longest line. */
const mostCode = 20_000;
const longestLine = 1_000;

/** A piece of code, or pieces inside of one another with a class for their colour. */
export type Token = string | { readonly className: string; readonly children: readonly Token[] };

interface TreeNode {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly TreeNode[];
  readonly properties?: { readonly className?: unknown };
}

/** The code alone where its language is not known or it is too long. */
export function highlight(code: string, language: string): readonly Token[] {
  const known = language !== "" && lowlight.registered(language);
  if (!known || code.length > mostCode || code.split("\n").some((line) => line.length > longestLine)) return [code];
  return tokensOf(lowlight.highlight(language, code));
}

function tokensOf(node: TreeNode): readonly Token[] {
  return (node.children ?? []).map((child) => {
    if (child.type === "text") return child.value ?? "";
    const names = child.properties?.className;
    const className = Array.isArray(names) ? names.map((name) => String(name)).join(" ") : "";
    return { className, children: tokensOf(child) };
  });
}

const languages: Readonly<Record<string, string>> = {
  ts: "typescript",
  tsx: "typescript",
  js: "javascript",
  jsx: "javascript",
  mjs: "javascript",
  py: "python",
  rs: "rust",
  sh: "bash",
  md: "markdown",
  yml: "yaml",
  html: "xml",
};

/** By the end of a file's name. */
export function languageOf(file: string): string {
  const ending = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? "";
  return languages[ending] ?? ending;
}
