import { describe, expect, it } from "vitest";
import { fail, succeed } from "../../../shared/result.ts";
import { foundSecrets, secretWords } from "./secretWords.ts";

const counts = [
  { kind: "githubToken", count: 1200 },
  { kind: "password", count: 1 },
];

describe("secrets in words", () => {
  it("are counted, in all and by kind", () => {
    expect(secretWords(counts)).toMatch(/^1.201: 1.200 githubToken, 1 password$/);
    expect(secretWords([])).toBe("none");
  });

  it("say where the search is", () => {
    expect(foundSecrets(undefined)).toBe("Looking for secrets…");
    expect(foundSecrets(succeed([]))).toBe("None of a known kind was found in this transcript.");
    expect(foundSecrets(succeed(counts))).toMatch(
      /^1.201\ssecrets in this transcript: 1.200 githubToken, 1 password\.$/,
    );
    expect(foundSecrets(succeed([{ kind: "password", count: 1 }]))).toMatch(
      /^1\ssecret in this transcript: 1 password\.$/,
    );
    expect(foundSecrets(fail({ code: "bad-redact-rules", name: "r.json", detail: "it is not JSON" }))).toContain(
      "r.json",
    );
  });
});
