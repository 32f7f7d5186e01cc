// The sample that a newcomer sees first: a travel agent plans a weekend around the weather. Five runs, one of them fails.

import type { Shape } from "./shape.ts";
import { StoryTeller } from "./storyTeller.ts";

/** Friday 5 June 2026, 16:42 UTC. */
const startTime = Date.UTC(2026, 5, 5, 16, 42);

// biome-ignore lint/correctness/useYield: a story is short enough to be told in one go
export const weatherStory: Shape = function* ({ log, random }) {
  const story = new StoryTeller(log, random, startTime);
  whereToGo(story);
  story.wait(48_000);
  whichTrain(story);
  story.wait(21_000);
  tryAgain(story);
  story.wait(95_000);
  noteForHome(story);
  story.wait(3 * 3_600_000);
  stormWarning(story);
  return { runs: story.runs, messages: story.messages, toolCalls: story.toolCalls };
};

function whereToGo(story: StoryTeller): void {
  story.ask(
    "We are in Lyon this weekend with two kids (6 and 9). Mountains or sea? It should not rain on us all day, and I would rather not drive.",
  );
  story.event("STATE_SNAPSHOT", {
    snapshot: { trip: { from: "Lyon", nights: 1, travellers: 4 }, candidates: [], booking: null },
  });
  story.step("understand", () => {
    story.think(
      "Four people, two of them children, one night, no car. So places that a direct train reaches in about two hours: Annecy for the mountains, Marseille or Cassis for the sea. Compare Saturday and Sunday, hour by hour if I can, and mind the wind: the mistral spoils a beach day even when the sun is out.",
    );
  });
  story.step("research", () => {
    story.raw("on_chat_model_start", {
      input: {
        messages: [{ type: "system", content: "You are a travel agent who checks the weather before anything else." }],
      },
    });
    story.sayAndCall("Let me look at the forecast for the lake in Annecy and for the coast near Marseille.", [
      {
        name: "get_weather",
        args: { city: "Annecy", days: ["2026-06-06", "2026-06-07"], units: "metric" },
        milliseconds: 420,
        result: {
          city: "Annecy",
          days: [
            { date: "2026-06-06", high: 24, low: 13, rain: 0.15, windKmh: 9, sky: "sun, a few clouds" },
            { date: "2026-06-07", high: 26, low: 14, rain: 0.35, windKmh: 12, sky: "sun, storms after 17:00" },
          ],
        },
      },
      {
        name: "get_weather",
        args: { city: "Marseille", days: ["2026-06-06", "2026-06-07"], units: "metric" },
        milliseconds: 180,
        result: {
          city: "Marseille",
          days: [
            { date: "2026-06-06", high: 27, low: 18, rain: 0, windKmh: 68, sky: "sun, strong mistral" },
            { date: "2026-06-07", high: 28, low: 19, rain: 0, windKmh: 55, sky: "sun, mistral easing" },
          ],
        },
      },
    ]);
    story.event("STATE_DELTA", {
      delta: [
        { op: "add", path: "/candidates/-", value: { city: "Annecy", score: 0.82 } },
        { op: "add", path: "/candidates/-", value: { city: "Marseille", score: 0.41 } },
      ],
    });
    story.raw("on_chat_model_stream", {
      chunk: { type: "AIMessageChunk", content: "Annecy", usage_metadata: null, tool_calls: [] },
    });
  });
  story.step("answer", () => {
    story.say(
      "**Annecy, this time.** 🏔️\n\n- **Saturday:** 24 °C, sun with a few clouds, hardly any wind. A day for the lake.\n- **Sunday:** 26 °C and sunny until the late afternoon; storms may come after 17:00, so take a train home around four.\n\nMarseille is dry and warmer, but the mistral blows at 55–68 km/h all weekend: sand in the sandwiches, and no boats to the Calanques.\n\nThe direct train from Lyon takes about two hours. Shall I look for seats?",
    );
  });
  story.finish(1_842, 236);
}

function whichTrain(story: StoryTeller): void {
  story.ask(
    "Yes please. Out on Saturday morning, not before eight, back on Sunday around four. Book if it is under 120 €.",
  );
  story.step("research", () => {
    story.call({
      name: "search_trains",
      args: { from: "Lyon Part-Dieu", to: "Annecy", date: "2026-06-06", after: "08:00", passengers: 4 },
      milliseconds: 1_350,
      result: [
        { train: "TER 17706", departs: "08:08", arrives: "10:02", changes: 0, price: 54.4 },
        { train: "TER 17710", departs: "10:08", arrives: "12:02", changes: 0, price: 54.4 },
        { train: "TGV 6930", departs: "09:38", arrives: "11:58", changes: 1, price: 96 },
      ],
    });
    story.call({
      name: "search_trains",
      args: { from: "Annecy", to: "Lyon Part-Dieu", date: "2026-06-07", after: "15:30", passengers: 4 },
      milliseconds: 1_110,
      result: [{ train: "TER 17731", departs: "15:58", arrives: "17:52", changes: 0, price: 54.4 }],
    });
    story.event("CUSTOM", {
      name: "travel.price_check",
      value: { limit: 120, total: 108.8, currency: "EUR", ok: true },
    });
  });
  // The run breaks off here: neither the step nor the message ends.
  story.event("STEP_STARTED", { stepName: "book" });
  story.say("Out at 08:08, back at 15:58, both direct, 108.80 € for the four of you. Booking now", { cutOff: true });
  story.wait(30_000);
  story.fail("The booking service did not answer within 30 s.", "UPSTREAM_TIMEOUT");
}

function tryAgain(story: StoryTeller): void {
  story.ask("It stopped. Did it book twice, or not at all? If not at all, try again.");
  story.step("check", () => {
    story.think(
      "The request timed out before an answer came, so I do not know whether a booking exists. Look first, with the same reference, and only then book. Never pay twice.",
    );
    story.call({
      name: "find_bookings",
      args: { traveller: "Zoë Lefèvre", since: "2026-06-05T16:00:00Z" },
      milliseconds: 640,
      result: { bookings: [] },
    });
  });
  story.step("book", () => {
    story.call({
      name: "book_trains",
      args: { trains: ["TER 17706", "TER 17731"], passengers: 4, maximum: { amount: 120, currency: "EUR" } },
      milliseconds: 2_900,
      result: { reference: "QX7T4M", paid: { amount: 108.8, currency: "EUR" }, seats: ["4A", "4B", "4C", "4D"] },
    });
    story.event("STATE_DELTA", {
      delta: [{ op: "replace", path: "/booking", value: { reference: "QX7T4M", paid: 108.8 } }],
    });
    story.activity("PLAN", { title: "Weekend in Annecy", steps: [] }, [
      { op: "add", path: "/steps/-", value: "Sat 08:08 train to Annecy" },
      { op: "add", path: "/steps/-", value: "Sat afternoon: swim at the Plage d’Albigny" },
      { op: "add", path: "/steps/-", value: "Sun morning: boat to Talloires" },
      { op: "add", path: "/steps/-", value: "Sun 15:58 train home" },
    ]);
  });
  story.step("answer", () => {
    story.say(
      "It had not been booked at all; I checked before paying. Now it is: reference **QX7T4M**, 108.80 €, seats 4A to 4D together.\n\n| when | train |\n|---|---|\n| Sat 08:08 → 10:02 | TER 17706 |\n| Sun 15:58 → 17:52 | TER 17731 |",
    );
  });
  story.finish(3_910, 402);
}

function noteForHome(story: StoryTeller): void {
  story.ask("Lovely. Could you write two lines in Japanese for my mother-in-law, so that she knows where we are?");
  story.step("answer", () => {
    story.chunked(
      "週末は家族四人でフランスのアヌシーへ行きます。🚆 湖の天気は晴れ、気温は24度の予報です。\n日曜日の夕方六時ごろリヨンに戻ります。お土産を楽しみにしていてくださいね！",
    );
  });
  story.finish(4_480, 118);
}

function stormWarning(story: StoryTeller): void {
  story.ask("Any change in the forecast? And what should we pack?");
  story.step("research", () => {
    story.call({
      name: "get_weather",
      args: { city: "Annecy", days: ["2026-06-07"], units: "metric", warnings: true },
      milliseconds: 390,
      result: {
        city: "Annecy",
        days: [{ date: "2026-06-07", high: 25, low: 14, rain: 0.55, windKmh: 18, sky: "sun, storms after 15:00" }],
        warnings: [{ level: "yellow", type: "thunderstorm", from: "15:00", to: "21:00" }],
      },
    });
    story.raw("on_tool_end", {
      output: { type: "tool", name: "get_weather", status: "success", artifact: null, tool_call_id: "call_weather" },
    });
  });
  story.subagent("packing-list", "Writes a packing list for four", () => {
    story.say(
      "For four people and one night: sun cream, hats, swimming things, two towels, a light rain jacket each, a jumper for the evening, water bottles, cards for the train, and the rabbit (blue, not the grey one).",
    );
  });
  story.step("answer", () => {
    story.say(
      "A small change: the storms come earlier on Sunday, from about **15:00**, with a yellow warning. ⛈️ So take the boat in the morning and be at the station by half past three; your train at 15:58 stays the right one.\n\nPack light rain jackets on top of the list above. If you are caught anyway, the covered arcades of the old town are five minutes from the platform.",
    );
  });
  story.event("STATE_DELTA", { delta: [{ op: "add", path: "/warning", value: { level: "yellow", from: "15:00" } }] });
  story.finish(5_204, 289);
}
