// The npm packages that the build puts into our own files. Whoever installs Seekline needs none of them, so they are
// development dependencies; but they are shipped, and their licences with them. A test holds the imports against this list.

export const bundledPackages = [
  "@ag-ui/proto",
  "@fontsource-variable/inter",
  "@fontsource-variable/jetbrains-mono",
  "@hpcc-js/wasm-zstd",
  // Its standard library, in the scanner.
  "assemblyscript",
  "fast-json-patch",
  "fzstd",
  "hyparquet-writer",
  "lowlight",
  "lucide-react",
  "radix-ui",
  "re2js",
  "react",
  "react-dom",
  "react-markdown",
  "react-window",
  "remark-gfm",
  "xxhash-wasm",
  "zod",
  "zustand",
];
