// A transcript under other names: every id and every time in it is another, equal ones stay equal, times keep their
// distances, and no byte moves. A reader that knows a file by its name, an id or a date gives itself away.

/** Five weeks and some hours, in seconds. */
const earlier = 3_030_305;

/** Applies to a transcript's bytes (as latin1) and to what was read of it alike. */
export function disguise(text: string): string {
  return (
    text
      .replace(/(?<![0-9A-Za-z-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, (id) =>
        id.replace(/[0-9a-f]/g, turnedHex),
      )
      // Members have such names, too, but none with a digit: call_id.
      .replace(/\b(?:toolu|srvtoolu|msg|req|call|fc|rs|resp)_(?=[A-Za-z]*\d)[0-9A-Za-z]+/g, (id) => {
        const start = id.indexOf("_");
        return id.slice(0, start) + id.slice(start).replace(/[0-9A-Za-z]/g, turned);
      })
      .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g, shiftedText)
      .replace(/(?<![\w.])1[4-9]\d{11}\b/g, (time) => String(Number(time) - earlier * 1000))
      .replace(/(?<![\w.])1[4-9]\d{8}\b/g, (time) => String(Number(time) - earlier))
  );
}

function turnedHex(digit: string): string {
  return ((Number.parseInt(digit, 16) + 5) % 16).toString(16);
}

/** Another character of the same sort. */
function turned(character: string): string {
  const alphabet = ["0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"].find((characters) =>
    characters.includes(character),
  );
  if (alphabet === undefined) return character;
  return alphabet.charAt((alphabet.indexOf(character) + 7) % alphabet.length);
}

function shiftedText(time: string): string {
  const at = Date.parse(`${time}Z`);
  if (!Number.isFinite(at) || new Date(at).toISOString().slice(0, 19) !== time) return time;
  return new Date(at - earlier * 1000).toISOString().slice(0, 19);
}
