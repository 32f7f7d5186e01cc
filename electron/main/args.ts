// Which files the command line asks to open: the arguments that are no options. Electron and Chromium add options of
// their own, always in the form --name or --name=value, so a word that begins with a dash is never a file, except after --.

import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * `argv` without the executable; for an app that is run from its folder (`electron .`), also without that folder, which is
 * the first argument that is no option. The paths returned are absolute.
 */
export function fileArguments(
  argv: readonly string[],
  cwd: string,
  appFolderIsFirst: boolean,
  platform: NodeJS.Platform = process.platform,
): readonly string[] {
  const words = wordsOf(argv).slice(appFolderIsFirst ? 1 : 0);
  return words.map((word) => pathOf(word, cwd, platform)).filter((file) => file !== undefined);
}

function pathOf(word: string, cwd: string, platform: NodeJS.Platform): string | undefined {
  const windows = platform === "win32";
  if (word === "") return undefined;
  if (word.startsWith("file://")) return pathOfUrl(word, windows); // desktop launchers may pass a URL
  return (windows ? path.win32 : path.posix).resolve(cwd, word);
}

function wordsOf(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf("--");
  const options = end === -1 ? argv : argv.slice(0, end);
  const rest = end === -1 ? [] : argv.slice(end + 1);
  return [...options.filter((word) => !word.startsWith("-")), ...rest];
}

function pathOfUrl(url: string, windows: boolean): string | undefined {
  try {
    return fileURLToPath(url, { windows });
  } catch {
    return undefined; // an escaped slash, or a host: no local file
  }
}
