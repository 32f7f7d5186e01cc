import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { answer, session, text, user } from "./testing/sessionLines.ts";

const picture = { type: "image", source: { type: "base64", media_type: "image/png", data: "AA==" } };
const at = (second: number) => ({ timestamp: `2026-03-01T09:00:0${second}.000Z` });

describe("a session that is written again when it is resumed (2.0.30)", () => {
  const first = session(
    user("Hello", { uuid: "p0", ...at(0) }),
    answer("m0", [text("Hello.")], { uuid: "a0", ...at(1) }),
    user([text("What is this?"), picture], { uuid: "p1", ...at(2) }),
    answer("m1", [text("A rose.")], { uuid: "a1", ...at(3) }),
  );
  const again = session(
    user([text("What is this?")], { uuid: "q1", parentUuid: "a0", ...at(2) }),
    user([picture], { uuid: "q2", ...at(2) }),
    answer("m1", [text("A rose.")], { uuid: "b1", ...at(3) }),
    user("And this?", { uuid: "q3", ...at(5) }),
    answer("m2", [text("A weed.")], { uuid: "b2", ...at(6) }),
  );

  it("counts what was said once, and takes nothing back", async () => {
    expect(await summaryOf([...first, ...again])).toMatchObject({
      prompts: 3,
      answers: 3,
      undone: 0,
      tokens: { input: 300 },
      result: { text: "A weed." },
    });
  });

  it("is told from a prompt that was asked again elsewhere", async () => {
    const rewound = session(
      user("What is that?", { uuid: "q1", parentUuid: "a0", ...at(5) }),
      answer("m2", [text("A weed.")], { uuid: "b1", ...at(6) }),
    );
    expect(await summaryOf([...first, ...rewound])).toMatchObject({ prompts: 2, answers: 2, undone: 1 });
    // Two prompts of one time that no answer stands between.
    const both = session(
      user("One", { uuid: "p0", ...at(1) }),
      user("Two", { uuid: "p1", ...at(1) }),
      answer("m0", [text("Yes.")], { uuid: "a0", ...at(2) }),
    );
    expect(await summaryOf(both)).toMatchObject({ prompts: 2, answers: 1 });
  });
});
