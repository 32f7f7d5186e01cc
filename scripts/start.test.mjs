import path from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "./projectRoot.mjs";
import { electronArguments } from "./start.mjs";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

it.each([
  ["opens the sample when no file is named", [], false, [projectRoot, sample]],
  [
    "opens the named file, seen from where the user stands",
    ["logs/a.jsonl"],
    false,
    [projectRoot, "/home/me/logs/a.jsonl"],
  ],
  ["opens several files", ["a", "/b"], false, [projectRoot, "/home/me/a", "/b"]],
  ["hands switches to Electron", ["a", "--inspect"], false, ["--inspect", projectRoot, "/home/me/a"]],
  ["turns the sandbox off when told", [], true, ["--no-sandbox", projectRoot, sample]],
])("%s", (_case, args, withoutSandbox, expected) => {
  expect(electronArguments(args, { folder: "/home/me", withoutSandbox })).toEqual(expected);
});
