// What a Linux desktop is told: the program in its menu, the types of files, and which of them the program opens. By the
// specifications of freedesktop.org: Desktop Entry 1.5 and Shared MIME-info 0.21.

import { fileTypes } from "../fileTypes.mjs";

/**
 * `%F`: the files of one gesture as paths. The launcher is found on the path, so one entry serves any prefix.
 * @returns {string}
 */
export function desktopEntry() {
  const mimeTypes = fileTypes.map(({ mime }) => `${mime};`).join("");
  return `[Desktop Entry]
Type=Application
Name=Seekline
GenericName=Transcript Inspector
Comment=Look into agent transcripts: JSON Lines files of any size
Exec=seekline %F
TryExec=seekline
Icon=seekline
Terminal=false
StartupNotify=true
StartupWMClass=seekline
Categories=Development;
Keywords=JSON;JSONL;NDJSON;log;agent;transcript;
MimeType=${mimeTypes}
`;
}

/**
 * The name of a file decides, and the longest pattern wins: `a.jsonl.zst` is not just something packed.
 * @returns {string}
 */
export function mimeTypes() {
  return `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
${fileTypes.map(mimeType).join("\n")}
</mime-info>
`;
}

/** @param {import("../fileTypes.mjs").FileType} type */
function mimeType({ mime, aliases, title, parent, extensions }) {
  return [
    `  <mime-type type="${mime}">`,
    `    <comment>${title}</comment>`,
    ...aliases.map((alias) => `    <alias type="${alias}"/>`),
    `    <sub-class-of type="${parent}"/>`,
    ...extensions.map((extension) => `    <glob pattern="*.${extension}"/>`),
    "  </mime-type>",
  ].join("\n");
}
