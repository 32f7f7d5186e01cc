// What a piece of a conversation shows: of a string itself, of content in blocks the texts and the pictures, of anything else
// its JSON. The values are walked where they lie; nothing of them is held.

import { textMembers } from "../conversation/pieceValue.ts";
import type { Value } from "../formats/shape.ts";
import { pausing, textOf } from "../formats/shape.ts";
import type { ByteWindow } from "../scanner/byteWindow.ts";

/** Members in which a picture lies: its base64, or what holds that. */
const pictureMembers = ["data", "image_url", "imageUrl", "url", "source", "image", "inlineData", "inline_data", "blob"];
const typeMembers = ["media_type", "mediaType", "mimeType", "mime_type", "mime"];
/** Blocks inside blocks that are looked into. */
const deepest = 6;
/** A beginning that is looked at to tell whether a string is a picture. */
const lookedAt = 80;
const dataUrl = /^data:(image\/[a-z+.-]{1,40});base64,/i;

export type Leaf =
  | { readonly is: "text" | "json"; readonly value: Value }
  | { readonly is: "image"; readonly value: Value; readonly mediaType: string };

/** All leaves of a value in order, and `undefined` at every pause. */
export function* leavesOf(window: ByteWindow, value: Value, depth = 0): Generator<Leaf | undefined> {
  if (value.type === "string") {
    const image = imageIn(window, value, undefined);
    yield image ?? { is: "text", value };
    return;
  }
  if (value.type === "null") return;
  if (depth >= deepest || (value.type !== "array" && value.type !== "object")) {
    yield { is: "json", value };
    return;
  }
  if (value.type === "array") {
    for (const member of pausing(window, value)) {
      if (member === undefined) yield;
      else yield* leavesOf(window, { type: member.type, offset: member.offset, length: member.length }, depth + 1);
    }
    return;
  }
  const image = yield* findImage(window, value, undefined, depth);
  if (image !== undefined) {
    yield image;
    return;
  }
  const members = yield* membersOf(window, value, textMembers);
  const text = textMembers.map((name) => members.get(name)).find((one) => one !== undefined && one.type !== "null");
  if (text === undefined) yield { is: "json", value };
  else yield* leavesOf(window, text, depth + 1);
}

/** The picture that an object or string is; undefined when it is none. */
export function* findImage(
  window: ByteWindow,
  value: Value,
  mediaType: string | undefined,
  depth = 0,
): Generator<undefined, Leaf | undefined> {
  if (value.type === "string") return imageIn(window, value, mediaType);
  if (value.type !== "object" || depth >= deepest) return undefined;
  const members = yield* membersOf(window, value, [...pictureMembers, ...typeMembers]);
  const typed = typeMembers.map((name) => members.get(name)).find((one) => one?.type === "string");
  const type = typed === undefined ? mediaType : textOf(window, typed);
  for (const name of pictureMembers) {
    const member = members.get(name);
    if (member === undefined) continue;
    const found = yield* findImage(window, member, type, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function imageIn(window: ByteWindow, value: Value, mediaType: string | undefined): Leaf | undefined {
  const begin = window.view(value.offset + 1, Math.min(lookedAt, Math.max(0, value.length - 2))).toString("latin1");
  // Some writers escape the slashes.
  const told = dataUrl.exec(begin.replaceAll("\\/", "/"))?.[1];
  if (told !== undefined) return { is: "image", value, mediaType: told.toLowerCase() };
  const isBase64 =
    mediaType?.startsWith("image/") === true && value.length > lookedAt && /^[A-Za-z0-9+/\\=_-]+$/.test(begin);
  return isBase64 ? { is: "image", value, mediaType } : undefined;
}

function* membersOf(
  window: ByteWindow,
  value: Value,
  names: readonly string[],
): Generator<undefined, ReadonlyMap<string, Value>> {
  const found = new Map<string, Value>();
  for (const member of pausing(window, value)) {
    if (member === undefined) yield;
    else if (member.key !== undefined && !member.keyCut && names.includes(member.key))
      found.set(member.key, { type: member.type, offset: member.offset, length: member.length });
  }
  return found;
}
