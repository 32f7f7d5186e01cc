// A container whose inside nobody wants, from event to event (positions.ts): checked to be JSON, and nothing else.

import { endOfWholeLiteral } from "./literals";
import { quote } from "./search";

/** Containers inside each other that are followed here; the walk follows more. */
const deepestHere: u32 = 60;

/** The byte at an event. */
// @ts-ignore: decorator
@inline
export function byteAt(position: usize): u8 {
  return load<u8>(load<u32>(position));
}

/** The bracket that ends a container. */
// @ts-ignore: decorator
@inline
export function closingOf(object: bool): u8 {
  return object ? 0x7d : 0x5d;
}

/** The container's bracket stands in front of the event at `from`. Gives the event behind it; 0: it is no JSON, or too deep. */
export function passContainer(from: usize, object: bool): usize {
  let at = from;
  let inObject = object;
  /** Of the containers around, whether they are objects: the innermost one lowest. */
  let around: u64 = 0;
  let depth: u32 = 0;
  let isEmpty = byteAt(at) == closingOf(object);
  while (true) {
    if (!isEmpty) {
      if (inObject) {
        if (byteAt(at) != quote || byteAt(at + 4) != quote || byteAt(at + 8) != 0x3a) return 0;
        at += 12;
      }
      const value = <usize>load<u32>(at);
      const byte = load<u8>(value);
      at += 4;
      if (byte == quote) {
        if (byteAt(at) != quote) return 0;
        at += 4;
      } else if ((byte | 0x20) == 0x7b) {
        if (++depth > deepestHere) return 0;
        around = (around << 1) | (inObject ? 1 : 0);
        inObject = byte == 0x7b;
        isEmpty = byteAt(at) == closingOf(inObject);
        continue;
      } else if (endOfWholeLiteral(value, load<u32>(at)) == 0) return 0;
    }
    isEmpty = false;
    while (true) {
      const byte = byteAt(at);
      at += 4;
      if (byte == 0x2c) break;
      if (byte != closingOf(inObject)) return 0;
      if (depth == 0) return at;
      depth--;
      inObject = (around & 1) != 0;
      around >>= 1;
    }
  }
}
