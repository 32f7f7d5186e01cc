// What the agents of a generated log talk about. Fragments are JSON text, ready to stand between two quotes, so that a
// delta costs one draw and no escaping. They hold what real deltas hold: accents, CJK, emoji, escapes, line breaks.

import type { Random } from "./random.ts";

const plainWords =
  `the a to of and in that for with on is it we you can will from this are at by not be as or but if then when which
  forecast weather rain wind cloud sunny storm temperature degrees humidity morning evening tomorrow weekend today week
  train station flight ticket hotel booking route city river bridge museum garden market coffee dinner walk hour minute
  file function test error result value list table query index record line byte buffer cache server client request reply
  checking found updated created removed failed passed running finished looking reading writing calling comparing shows
  about between before after because however therefore maybe probably exactly nearly still again already never always
  first second third next last small large quick slow early late better worse same other new old open closed ready`
    .split(/\s+/)
    .filter((word) => word !== "");

const accentedWords = ["café", "Zürich", "São Paulo", "Málaga", "naïve", "façade", "Kraków", "Ærø", "Ελλάδα", "Москва"];
const cjkWords = ["東京", "京都市", "漢字", "你好", "天气预报", "서울", "こんにちは", "台北101"];
const emojis = ["🌦️", "🚆", "✅", "👩‍🚀", "🗺️", "🎉", "🇫🇷", "☕"];
/** Escapes as producers spell them: Python writes `\u…` for all that is not ASCII, surrogate pairs for emoji. */
const escapedWords = [
  "caf\\u00e9",
  "\\ud83d\\ude00",
  "\\u6771\\u4eac",
  "\\u2014",
  "\\ud83c\\udf27\\ufe0f",
  "\\u00fcber",
];
const marks = [".", ",", ":", "?", "!", " —", "…", ";"];
const escapes = [
  "\\n",
  "\\n\\n",
  "\\n- ",
  ' \\"',
  '\\" ',
  "\\t",
  " C:\\\\temp\\\\log",
  " \\/api\\/v1",
  "\\n```ts\\n",
  "**",
];

/** Pieces of text as JSON spells them, mostly one to three words with a space in front. */
export function makeFragments(random: Random, count: number): readonly string[] {
  return Array.from({ length: count }, () => makeFragment(random));
}

function makeFragment(random: Random): string {
  const kind = random.below(100);
  if (kind < 76) return words(random, random.between(1, 3));
  if (kind < 84) return random.pick(marks);
  if (kind < 89) return ` ${random.pick(accentedWords)}`;
  if (kind < 92) return random.pick(cjkWords);
  if (kind < 94) return ` ${random.pick(emojis)}`;
  if (kind < 96) return ` ${random.pick(escapedWords)}`;
  return random.pick(escapes);
}

/** Plain words, each with a space in front. */
export function words(random: Random, count: number): string {
  let text = "";
  for (let index = 0; index < count; index += 1) text += ` ${random.pick(plainWords)}`;
  return text;
}

/** Plain ASCII sentences of about `length` characters; needs no escaping. */
export function sentences(random: Random, length: number): string {
  let text = "";
  while (text.length < length) {
    const sentence = words(random, random.between(5, 14)).trimStart();
    text += `${text === "" ? "" : " "}${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
  }
  return text;
}
