// What stands behind `app://seekline/`: the files of the built page and nothing else. Pure, so that it can be tested
// without Electron; `security.ts` hands requests in.

import { readFile, realpath } from "node:fs/promises";
import path from "node:path";

export const pageScheme = "app";
const pageHost = "seekline";
export const pageUrl = `${pageScheme}://${pageHost}/index.html`;

/**
 * Sent with every answer. Scripts, styles, fonts and requests of our own files only: transcripts are hostile text, and
 * even if one were ever taken for markup it could run nothing, load nothing and reach no network.
 */
const pageHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; "),
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

const mimeTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/** True for a document of our own page. */
export function isPageUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === `${pageScheme}:` && parsed.host === pageHost;
}

/** Answers a request for a page file below `root`; everything else is 404, without a word about why. */
export async function answerPageRequest(root: string, request: Request): Promise<Response> {
  if (request.method !== "GET" || !isPageUrl(request.url)) return notFound();
  const file = pageFile(root, request.url);
  const type = file === undefined ? undefined : mimeTypes[path.extname(file)];
  if (file === undefined || type === undefined) return notFound();
  try {
    // A link inside the folder must not lead out of it either.
    const real = await realpath(file);
    if (!isInside(await realpath(root), real)) return notFound();
    return new Response(await readFile(real), { headers: { ...pageHeaders, "Content-Type": type } });
  } catch {
    return notFound();
  }
}

/** The file a page URL names, or undefined when it is not below `root`. */
export function pageFile(root: string, url: string): string | undefined {
  const pathname = URL.parse(url)?.pathname;
  const name = pathname === undefined ? undefined : decode(pathname);
  if (name === undefined || name.includes("\0") || name.includes("\\")) return undefined;
  const file = path.resolve(root, `.${name}`);
  return isInside(root, file) ? file : undefined;
}

function isInside(folder: string, file: string): boolean {
  return file.startsWith(folder + path.sep);
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

function notFound(): Response {
  return new Response("Not found", { status: 404, headers: { ...pageHeaders, "Content-Type": "text/plain" } });
}
