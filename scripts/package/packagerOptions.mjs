// What @electron/packager is told for macOS and Windows, whose programs have names, icons and file types inside of them.
// (Linux has files for these: `linux/`.)

import path from "node:path";
import { unpackedFor } from "./appFiles.mjs";
import { fileTypes } from "./fileTypes.mjs";

const copyright = "Copyright (c) 2026 The Seekline authors";

/**
 * @param {object} what
 * @param {"darwin" | "win32"} what.platform
 * @param {"x64" | "arm64"} what.arch
 * @param {string} what.version Of Seekline.
 * @param {string} what.electronVersion
 * @param {string} what.electronZips The folder with Electron in a zip, from which nothing needs to be fetched.
 * @param {string} what.app The app as it will lie in its archive.
 * @param {string} what.icon `.icns` or `.ico`.
 * @param {readonly string[]} what.texts Licences and the bill of materials.
 * @param {string} what.out
 * @param {boolean} what.isSigned With the identity that the keychain has.
 * @returns {import("@electron/packager").Options}
 */
export function packagerOptions({
  platform,
  arch,
  version,
  electronVersion,
  electronZips,
  app,
  icon,
  texts,
  out,
  isSigned,
}) {
  return {
    ...{ platform, arch, electronVersion, electronZipDir: electronZips, out, icon, dir: app },
    ...{ name: "Seekline", appVersion: version, appCopyright: copyright, appBundleId: "app.seekline" },
    appCategoryType: "public.app-category.developer-tools",
    asar: { unpackDir: unpackedFor(platform, arch) },
    // All that lies there is the app.
    prune: false,
    extraResource: [...texts],
    overwrite: true,
    ...(platform === "darwin" ? { extendInfo: documentTypes(), darwinDarkModeSupport: true } : {}),
    ...(platform === "darwin" && isSigned ? { osxSign: true } : {}),
    ...(platform === "win32"
      ? { win32metadata: { CompanyName: "The Seekline authors", FileDescription: "Seekline" } }
      : {}),
  };
}

/**
 * For Info.plist. The types are nobody's own, so they are imported and not exported; of packed files only the last part of
 * the name is a type there.
 */
export function documentTypes() {
  const plain = fileTypes.filter(({ extensions }) => extensions.every((extension) => !extension.includes(".")));
  return {
    CFBundleDocumentTypes: [
      ...plain.map(({ title }) => ({
        CFBundleTypeName: title,
        CFBundleTypeRole: "Viewer",
        LSHandlerRank: "Default",
        LSItemContentTypes: ["app.seekline.jsonl"],
      })),
      {
        CFBundleTypeName: "Packed JSON Lines",
        CFBundleTypeRole: "Viewer",
        LSHandlerRank: "Alternate",
        CFBundleTypeExtensions: [...new Set(packedExtensions())],
      },
    ],
    UTImportedTypeDeclarations: plain.map(({ title, mime, extensions }) => ({
      UTTypeIdentifier: "app.seekline.jsonl",
      UTTypeDescription: title,
      UTTypeConformsTo: ["public.text"],
      UTTypeTagSpecification: { "public.filename-extension": [...extensions], "public.mime-type": [mime] },
    })),
  };
}

/** The endings that packed transcripts have there: `zst`, `gz`. */
function packedExtensions() {
  return fileTypes
    .flatMap(({ extensions }) => extensions)
    .filter((extension) => extension.includes("."))
    .map((extension) => extension.slice(extension.lastIndexOf(".") + 1));
}

/**
 * A script for PowerShell that lies beside the program: offers it for the types of this user, or takes it back. On Windows only
 * the last part of a name is a type, so packed files are opened from inside the app.
 * @returns {string}
 */
export function registerScript() {
  const extensions = fileTypes.flatMap((type) => type.extensions).filter((extension) => !extension.includes("."));
  const list = extensions.map((extension) => `".${extension}"`).join(", ");
  // PowerShell 5, which Windows brings, takes a file without a mark for one of the system's own code page.
  return `# Offers Seekline for transcripts, for this user alone:  .\\register.ps1   and takes it back:  .\\register.ps1 -Remove
param([switch]$Remove)
$ErrorActionPreference = "Stop"
$program = Join-Path $PSScriptRoot "Seekline.exe"
$classes = "HKCU:\\Software\\Classes"
$id = "Seekline.Transcript"
if ($Remove) {
  Remove-Item -Recurse -Force "$classes\\$id" -ErrorAction SilentlyContinue
} else {
  New-Item -Force "$classes\\$id\\shell\\open\\command" -Value "\`"$program\`" \`"%1\`"" | Out-Null
  New-Item -Force "$classes\\$id\\DefaultIcon" -Value "$program,0" | Out-Null
}
foreach ($extension in @(${list})) {
  $key = "$classes\\$extension\\OpenWithProgids"
  if ($Remove) {
    Remove-ItemProperty -Path $key -Name $id -ErrorAction SilentlyContinue
  } else {
    if (-not (Test-Path $key)) { New-Item -Force $key | Out-Null }
    New-ItemProperty -Force -Path $key -Name $id -Value "" | Out-Null
  }
}
`;
}

/**
 * The program that makes a zip with what the platform brings, and its words.
 * @param {"darwin" | "win32"} platform
 * @param {object} what
 * @param {string} what.folder
 * @param {string} what.file
 * @param {boolean} what.withFolder Whether the folder itself is in it, or what it holds.
 * @returns {readonly [program: string, ...words: string[]]}
 */
export function zipCommand(platform, { folder, file, withFolder }) {
  // Frameworks on macOS hold links and permissions, which ditto keeps. Windows has tar since version 10.
  if (platform === "darwin") return ["ditto", "-c", "-k", ...(withFolder ? ["--keepParent"] : []), folder, file];
  const [parent, name] = withFolder ? [path.dirname(folder), path.basename(folder)] : [folder, "."];
  return ["tar", "-a", "-c", "-f", file, "-C", parent, name];
}
