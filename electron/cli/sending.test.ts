// `send` and `receive` as programs of their own.

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { startReceiverProgram } from "../testing/receiverProgram.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();
const sample = path.resolve("samples/weather-agent.jsonl");

describe("seekline send and receive", () => {
  it("bring records from a file into another, byte for byte, and go on where the file had ended", async () => {
    const folder = seekline.makeFolder();
    const { url = "", stop } = await startReceiverProgram(seekline, folder);
    const file = seekline.fileOf('{"type":"A","n":1}\nno JSON\n{"type":"B"}{"type":"A","n":2}\n');
    const send = async (...more: readonly string[]) => {
      const { status, stdout, stderr } = await seekline.run(["send", file, "--to", url, "--json", ...more]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      return JSON.parse(stdout);
    };
    const { stream, ...first } = await send();
    expect(first).toEqual({ accepted: 4, complete: true, retries: 0, droppedCount: 0, dropped: [] });
    fs.appendFileSync(file, '{"type":"C"}\n');
    expect(await send()).toMatchObject({ stream, accepted: 5 });
    const received = path.join(folder, `${stream}.jsonl`);
    expect(fs.readFileSync(received, "utf8")).toBe(
      '{"type":"A","n":1}\nno JSON\n{"type":"B"}\n{"type":"A","n":2}\n{"type":"C"}\n',
    );
    const filtered = await send("--filter", "kind:A");
    expect(filtered.stream).not.toBe(stream);
    expect(fs.readFileSync(path.join(folder, `${filtered.stream}.jsonl`), "utf8")).toBe(
      '{"type":"A","n":1}\n{"type":"A","n":2}\n',
    );
    expect((await stop()).status).toBe(130);
    expect(fs.readdirSync(folder).sort()).toEqual(
      [stream, filtered.stream].flatMap((id) => [`${id}.jsonl`, `${id}.position`]).sort(),
    );
  });

  it("take standard input, and name a stream as they are told", async () => {
    const folder = seekline.makeFolder();
    const { url = "", stop } = await startReceiverProgram(seekline, folder);
    const end = await seekline.run(["send", "-", "--to", url, "--stream", "weather"], { stdin: sample });
    expect(end).toMatchObject({ status: 0, stdout: "", stderr: "" });
    expect(fs.readFileSync(path.join(folder, "weather.jsonl"))).toEqual(fs.readFileSync(sample));
    await stop();
  });

  it("go on with what is written to a file, torn lines when they are whole, until they are stopped", async () => {
    const folder = seekline.makeFolder();
    const { url = "", stop } = await startReceiverProgram(seekline, folder);
    const file = seekline.fileOf('{"n":1}\n{"n":2}\n');
    const received = path.join(folder, "live.jsonl");
    const holds = (text: string) =>
      vi.waitUntil(() => fs.existsSync(received) && fs.readFileSync(received, "utf8") === text, {
        timeout: longestWaitMs,
      });
    const end = await seekline.run(["send", file, "--to", url, "--stream", "live", "--follow"], {
      onStart: async (child) => {
        await holds('{"n":1}\n{"n":2}\n');
        fs.appendFileSync(file, '{"n":3}\n{"n":');
        await holds('{"n":1}\n{"n":2}\n{"n":3}\n');
        fs.appendFileSync(file, "4}\n");
        await holds('{"n":1}\n{"n":2}\n{"n":3}\n{"n":4}\n');
        child.kill("SIGINT");
      },
    });
    expect({ status: end.status, stderr: end.stderr }).toEqual({
      status: 130,
      stderr: "seekline: stopped: the endpoint has 4 events of stream “live”. The same command goes on from there.\n",
    });
    await stop();
  });

  it("end with a sentence when the file that they follow is cut, or is another one", async () => {
    const folder = seekline.makeFolder();
    const { url = "", stop } = await startReceiverProgram(seekline, folder);
    const cut = (file: string): void => fs.writeFileSync(file, '{"n":1}\n');
    const replace = (file: string): void => fs.renameSync(seekline.fileOf('{"n":8}\n{"n":9}\n{"n":10}\n'), file);
    for (const [stream, change, said] of [
      ["cut", cut, /^seekline: “.+” became shorter than it was when it was indexed\. .+\n$/],
      ["other", replace, /^seekline: “.+” was replaced by another file\. .+\n$/],
    ] as const) {
      const file = seekline.fileOf('{"n":1}\n{"n":2}\n');
      const received = path.join(folder, `${stream}.jsonl`);
      const end = await seekline.run(["send", file, "--to", url, "--stream", stream, "--follow"], {
        onStart: async () => {
          await vi.waitUntil(() => fs.existsSync(received) && fs.statSync(received).size === 16, {
            timeout: longestWaitMs,
          });
          change(file);
        },
      });
      expect(end).toMatchObject({ status: 1, stdout: "" });
      expect(end.stderr).toMatch(said);
    }
    await stop();
  });

  it("go on with what comes on standard input, to its end", async () => {
    const folder = seekline.makeFolder();
    const { url = "", stop } = await startReceiverProgram(seekline, folder);
    const received = path.join(folder, "live.jsonl");
    const args = ["send", "-", "--to", url, "--stream", "live", "--follow"];
    const open = await seekline.run(args, {
      openInput: '{"n":1}\n{"n":2}\n{"n"',
      onStart: async (child) => {
        await vi.waitUntil(() => fs.existsSync(received) && fs.statSync(received).size === 16, {
          timeout: longestWaitMs,
        });
        child.kill("SIGINT");
      },
    });
    expect(open.status).toBe(130);
    const whole = seekline.fileOf('{"n":1}\n{"n":2}\n{"n":3}\nno JSON');
    expect(await seekline.run(args, { stdin: whole })).toMatchObject({ status: 0, stderr: "" });
    expect(fs.readFileSync(received, "utf8")).toBe('{"n":1}\n{"n":2}\n{"n":3}\nno JSON\n');
    expect(seekline.leftInSpool()).toEqual([]);
    await stop();
  });

  it("refuse a source that is another than the one that was sent", async () => {
    const folder = seekline.makeFolder();
    const { url = "", stop } = await startReceiverProgram(seekline, folder);
    const file = seekline.fileOf('{"type":"A"}\n{"type":"B"}\n{"type":"C"}\n');
    const send = () => seekline.run(["send", file, "--to", url, "--stream", "one"]);
    expect((await send()).status).toBe(0);
    for (const other of ['{"type":"A"}\n{"type":"b"}\n{"type":"C"}\n{"type":"D"}\n', '{"type":"A"}\n']) {
      fs.writeFileSync(file, other);
      const { status, stderr } = await send();
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringMatching(/^seekline: The endpoint holds other events in stream “one”.+--stream\.\n$/),
      });
    }
    expect(fs.readFileSync(path.join(folder, "one.jsonl"), "utf8")).toBe('{"type":"A"}\n{"type":"B"}\n{"type":"C"}\n');
    await stop();
  });

  it("count and name an event that is too large, and send the others", async () => {
    const folder = seekline.makeFolder();
    const { url = "", stop } = await startReceiverProgram(seekline, folder);
    // With the number 2 around it, the line of the event takes 16 MiB, and of the other one a byte more.
    const fits = `{"type":"A","text":"${"x".repeat(2 ** 24 - '{"seq":2,"event":{"type":"A","text":""}}\n'.length)}"}`;
    const larger = fits.replace("x", "xx");
    const file = seekline.fileOf(`{"n":1}\n${larger}\n${fits}\n{"n":2}\n`);
    const { status, stderr } = await seekline.run(["send", file, "--to", url, "--stream", "large"]);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: "seekline: line 2 was not sent: its record of 16.8 MB is larger than the 16 MiB that an event may take\n",
    });
    expect(fs.readFileSync(path.join(folder, "large.jsonl"), "utf8") === `{"n":1}\n${fits}\n{"n":2}\n`).toBe(true);
    await stop();
  });

  it("want the same token, and never print it", async () => {
    const folder = seekline.makeFolder();
    const env = { SEEKLINE_TOKEN_FILE: seekline.fileOf("top-secret\n", "token") };
    const { url = "", stop } = await startReceiverProgram(seekline, folder, { env });
    const send = (token: string) =>
      seekline.run(["send", sample, "--to", url, "--stream", "one"], { env: { SEEKLINE_TOKEN: token } });
    const refused = await send("wrong-word");
    expect(refused).toMatchObject({ status: 1, stdout: "" });
    expect(refused.stderr).toContain("it answers 401");
    expect(refused.stderr).not.toContain("wrong-word");
    expect(await send("top-secret")).toMatchObject({ status: 0, stderr: "" });
    const { stdout, stderr } = await stop();
    expect(stdout + stderr).not.toContain("top-secret");
    expect((await seekline.run(["send", sample, "--to", "http://me:you@localhost/"])).stderr).not.toContain("you@");
  });

  it("say what is wrong in one sentence", async () => {
    const folder = seekline.makeFolder();
    const { url = "", stop } = await startReceiverProgram(seekline, folder);
    const { port } = new URL(url);
    const sentence = async (...args: readonly string[]) => {
      const { status, stderr } = await seekline.run(args);
      expect(stderr.split("\n").length).toBe(2);
      expect(status).toBe(1);
      return stderr;
    };
    expect(await sentence("receive", "--dir", seekline.makeFolder(), "--port", port)).toContain(
      `Port ${port} is in use`,
    );
    expect(await sentence("receive", "--dir", folder, "--port", "0")).toContain("Another Seekline receives into");
    expect(await sentence("receive", "--dir", sample, "--port", "0")).toContain("is not a folder");
    expect(await sentence("receive", "--dir", path.join(folder, "no"), "--port", "0")).toContain("There is no folder");
    expect(await sentence("receive", "--dir", folder, "--port", "0", "--host", "0.0.0.0")).toContain("give a token");
    expect(await sentence("send", sample, "--to", `${url}elsewhere`)).toContain("there is nothing but /");
    await stop();
  });

  it("refuse a peer that speaks nonsense", async () => {
    const server = net.createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () =>
        socket.end("HTTP/1.1 200 OK\r\ncontent-length: 11\r\nconnection: close\r\n\r\n<p>hello</p"),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const { status, stderr } = await seekline.run(["send", sample, "--to", `http://127.0.0.1:${port}/`]);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr:
        "seekline: The endpoint does not take the events: it does not speak the ingest protocol, and says “<p>hello</p”. Check its address and your token.\n",
    });
    await new Promise((resolve) => server.close(resolve));
  });

  it("answer no page of another origin, no rebound name, and no half request", async () => {
    const folder = seekline.makeFolder();
    const { url = "", stop } = await startReceiverProgram(seekline, folder);
    const curl = (...args: readonly string[]) =>
      spawnSync("curl", ["-s", "-m", "10", ...args, `${url}?stream=one`], { encoding: "utf8" }).stdout;
    expect(JSON.parse(curl())).toMatchObject({ accepted: 0, complete: false });
    expect(curl("-H", "Origin: http://example.com")).toContain("pages of other origins");
    expect(curl("-H", "Host: example.com")).toContain("another host");
    expect(curl("-X", "PUT", "-d", "{}")).toContain("GET or POST");
    expect(curl("--data-binary", '{"seq":1,"event":{"a":1}}')).toContain("line 1 is no event");
    expect(curl("--data-binary", '{"seq":2,"event":{"a":1}}\n')).toContain("events are missing");
    expect(curl("--data-binary", '{"seq":1,"event":{"a":1}}\n{"seq":3,"event":{}}\n')).toContain(
      "line 2 has the number 3",
    );
    expect(curl("--data-binary", '{"seq":1,"event":{"a":}}\n')).toContain("line 1 is no event");
    expect(JSON.parse(curl("--data-binary", '{"seq":1,"event":{"a":1}}\n'))).toMatchObject({ accepted: 1 });
    expect(fs.readFileSync(path.join(folder, "one.jsonl"), "utf8")).toBe('{"a":1}\n');
    await stop();
  });
});
