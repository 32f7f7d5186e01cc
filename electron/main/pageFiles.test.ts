import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerPageRequest, isPageUrl, pageFile } from "./pageFiles.ts";

let folder: string;
let root: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "seekline-page-"));
  root = path.join(folder, "renderer");
  mkdirSync(path.join(root, "assets"), { recursive: true });
  writeFileSync(path.join(root, "index.html"), "<!doctype html>");
  writeFileSync(path.join(root, "assets/index.js"), "1");
  writeFileSync(path.join(root, "assets/style.css"), "a{}");
  writeFileSync(path.join(root, "assets/font.woff2"), "wOF2");
  writeFileSync(path.join(root, "assets/program.exe"), "MZ");
  mkdirSync(path.join(folder, "renderer-secret"));
  writeFileSync(path.join(folder, "renderer-secret/index.html"), "secret");
  writeFileSync(path.join(folder, "secret.json"), "secret");
  symlinkSync(path.join(folder, "secret.json"), path.join(root, "link.json"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("answerPageRequest", () => {
  it.each([
    ["index.html", "text/html; charset=utf-8", "<!doctype html>"],
    ["assets/index.js", "text/javascript; charset=utf-8", "1"],
    ["assets/style.css?v=1#top", "text/css; charset=utf-8", "a{}"],
    ["assets/font.woff2", "font/woff2", "wOF2"],
  ])("gives %s with its type, the policy and nosniff", async (name, type, body) => {
    const response = await answerPageRequest(root, new Request(`app://seekline/${name}`));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(body);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    const policy = response.headers.get("content-security-policy");
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).toContain("; font-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  it.each([
    ["a file that is not there", "app://seekline/none.html"],
    ["a folder", "app://seekline/assets"],
    ["the root", "app://seekline/"],
    ["a type a page does not have", "app://seekline/assets/program.exe"],
    ["another host", "app://other/index.html"],
    ["another scheme", "https://seekline/index.html"],
    ["a way up", "app://seekline/../secret.json"],
    ["an escaped way up", "app://seekline/%2e%2e/secret.json"],
    ["an escaped slash in a way up", "app://seekline/..%2fsecret.json"],
    ["a twice escaped way up", "app://seekline/%252e%252e%252fsecret.json"],
    ["a backslash", "app://seekline/..%5csecret.json"],
    ["a folder whose name begins alike", "app://seekline/..%2frenderer-secret/index.html"],
    ["a link that leads out", "app://seekline/link.json"],
    ["a NUL", "app://seekline/index.html%00.json"],
    ["a broken escape", "app://seekline/%zz.html"],
  ])("refuses %s", async (_name, url) => {
    const response = await answerPageRequest(root, new Request(url));
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("Not found");
  });

  it("refuses everything but GET", async () => {
    const request = new Request("app://seekline/index.html", { method: "POST", body: "x" });
    expect((await answerPageRequest(root, request)).status).toBe(404);
  });
});

describe("pageFile", () => {
  it("stays below the root, whatever the URL", () => {
    expect(pageFile(root, "app://seekline/assets/index.js")).toBe(path.join(root, "assets/index.js"));
    for (const name of ["..%2fsecret.json", "assets%2f..%2f..%2fsecret.json", "..%2frenderer-secret%2findex.html"]) {
      expect(pageFile(root, `app://seekline/${name}`)).toBeUndefined();
    }
  });
});

describe("isPageUrl", () => {
  it.each([
    ["app://seekline/index.html", true],
    ["app://seekline/", true],
    ["app://seekline.example/index.html", false],
    ["app://seekline:8080/index.html", false],
    ["app://user@other/seekline/", false],
    ["https://seekline/index.html", false],
    ["file:///index.html", false],
    ["about:blank", false],
    ["data:text/html,app://seekline/", false],
    ["", false],
  ])("%s: %s", (url, expected) => {
    expect(isPageUrl(url)).toBe(expected);
  });
});
