// A picture that stands in a transcript as base64: its bytes, when they are those of a picture that browsers draw safely.

import type { ImageData } from "../../../shared/conversation.ts";
import { maxImageBytes } from "../../../shared/conversation.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { Value } from "../formats/shape.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";
import { decodeStringText } from "../scanner/stringText.ts";
import type { Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";

const dataUrl = /^data:[^,]{0,200};base64,/i;

/** `value` is a string of the record, with its quotes. */
export function readImage(source: Source, value: ByteRange & Pick<Value, "type">): Result<ImageData> {
  if (value.type !== "string") return refuse("there is no picture at this place");
  if (value.length - 2 > maxImageBytes) return refuse(`the picture has more than ${maxImageBytes >> 20} MB`);
  const raw = Buffer.alloc(value.length - 2);
  for (let have = 0; have < raw.length; ) {
    const read = source.readInto(raw, have, Math.min(maxReadBytes, raw.length - have), value.offset + 1 + have);
    if (read === 0) return refuse("the transcript ends inside the picture");
    have += read;
  }
  const data = Buffer.from(decodeStringText(raw).replace(dataUrl, ""), "base64");
  const mediaType = mediaTypeOf(data);
  if (mediaType === undefined) return refuse("these are not the bytes of a PNG, JPEG, GIF or WebP picture");
  return succeed({ mediaType, data: new Uint8Array(data) });
}

/** By the first bytes: what a transcript says that a picture is counts for nothing. */
function mediaTypeOf(data: Buffer): ImageData["mediaType"] | undefined {
  const begin = data.toString("latin1", 0, 12);
  if (begin.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (begin.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (/^GIF8[79]a/.test(begin)) return "image/gif";
  return begin.startsWith("RIFF") && begin.endsWith("WEBP") ? "image/webp" : undefined;
}

function refuse(reason: string): Result<never> {
  return fail({ code: "no-picture", detail: reason });
}
