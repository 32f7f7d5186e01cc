// One HTML file without script or anything from elsewhere; its pictures stand in it: a strict policy says so to the browser, and every text is
// escaped. Calls are folded by `details`, which printing opens through style.

import type { BlockSort, PageEntry, PageForm } from "./pageForm.ts";
import { withoutControls } from "./pageForm.ts";
import { oneLine } from "./textForm.ts";

const style = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:52rem;margin:0 auto;padding:1rem}
article{margin:1.5rem 0;padding-left:.75rem;border-left:.25rem solid #8888}
article.user{border-color:#3b82f6}article.system{border-color:#a16207}
h2{font-size:1rem;margin:0}small{color:GrayText;font-weight:normal}
pre{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;margin:.5rem 0;font:inherit}
pre.input,pre.output{font:.85rem/1.4 ui-monospace,monospace;padding:.5rem;background:#8882;border-radius:.25rem}
pre.reasoning{color:GrayText;font-style:italic}
summary{cursor:pointer;overflow-wrap:anywhere}.failed{color:#dc2626}
img{display:block;max-width:100%;max-height:40rem;margin:.5rem 0}
nav li{overflow-wrap:anywhere}
@media print{details::details-content{content-visibility:visible;height:auto}article{break-inside:auto}}
`;

export const htmlForm: PageForm = {
  begin: (title) =>
    `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n` +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">\n` +
    `<meta name="referrer" content="no-referrer">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n` +
    `<title>${escaped(title)}</title>\n<style>${style}</style>\n</head>\n<body>\n<h1>${escaped(title)}</h1>\n`,
  contents: {
    begin: "<nav><details><summary>Prompts</summary><ol>\n",
    line: (id, label) => `<li><a href="#${id}">${escaped(oneLine(label)) || "(empty)"}</a></li>\n`,
    end: "</ol></details></nav>\n",
  },
  entry: (entry) => `<article id="${entry.id}" class="${entry.speaker.toLowerCase()}">\n<h2>${heading(entry)}</h2>\n`,
  endEntry: "</article>\n",
  call: ({ tool, outcome }) =>
    `<details>\n<summary${outcome === "failed" ? ' class="failed"' : ""}>${escaped(oneLine(tool))}${outcome === "failed" ? " (failed)" : ""}</summary>\n`,
  endCall: "</details>\n",
  picture: (mediaType, base64) => `<img alt="" src="data:${mediaType};base64,${base64}">\n`,
  measures: () => false,
  // The line feed behind <pre> is none of the text.
  block: (sort: BlockSort) => ({ before: `<pre class="${sort}">\n`, part: escaped, after: () => "</pre>\n" }),
  end: "</body>\n</html>\n",
};

function heading({ speaker, time, record, marks, attachments }: PageEntry): string {
  const attached = attachments === 0 ? [] : [`${attachments} attached, not shown`];
  const rest = [time, `record ${record}`, ...marks, ...attached].filter((part) => part !== "");
  return `${speaker} <small>${escaped(rest.join(" · "))}</small>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return withoutControls(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
