import { describe, expect, it } from "vitest";
import { engineEnvironment } from "./engineEnvironment.ts";

describe("engineEnvironment", () => {
  it("keeps what belongs to the user", () => {
    const environment = { PATH: "/bin", TMPDIR: "/t", LANG: "C", SEEKLINE_THREADS: "2", NODENAME: "x", EMPTY: "" };
    expect(engineEnvironment(environment)).toEqual(environment);
  });

  it("leaves out what loads code or changes how Node and Electron run", () => {
    expect(
      engineEnvironment({
        NODE_OPTIONS: "--require /tmp/evil.js",
        Node_Path: "/tmp",
        ELECTRON_RUN_AS_NODE: "1",
        LD_PRELOAD: "/tmp/evil.so",
        DYLD_INSERT_LIBRARIES: "/tmp/evil.dylib",
        npm_config_prefix: "/tmp",
        UNSET: undefined,
      }),
    ).toEqual({});
  });
});
