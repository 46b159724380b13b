// Offsets of articles count code points; strings of browsers count UTF-16 units, of which an emoji or a flag takes two
// or more. The one place where the two meet.
{
  const high = (unit) => unit >= 0xd800 && unit <= 0xdbff;
  const low = (unit) => unit >= 0xdc00 && unit <= 0xdfff;
  // Whether a code point begins at a unit: not within a pair.
  const begins = (text, unit) => !(low(text.charCodeAt(unit)) && unit > 0 && high(text.charCodeAt(unit - 1)));

  const offsets = {
    // How many code points a text has.
    length: (text) => offsets.toPoints(text, text.length),

    // From units to code points; within a pair it is the one that the pair is of.
    toPoints(text, unit) {
      let points = 0;
      for (let at = 0; at < Math.min(unit, text.length); at++) if (begins(text, at)) points++;
      return unit < text.length && unit > 0 && !begins(text, unit) ? points - 1 : points;
    },

    // From code points to units; behind the last it is the end.
    toUnits(text, point) {
      let at = 0;
      for (let points = 0; points < point && at < text.length; points++) {
        at += high(text.charCodeAt(at)) && low(text.charCodeAt(at + 1)) ? 2 : 1;
      }
      return at;
    },

    // What stands between two code points.
    slice: (text, start, end) => text.slice(offsets.toUnits(text, start), offsets.toUnits(text, end)),

    // Where a word ends or begins, seen from a code point: the next border behind it or before it.
    border(text, point, by) {
      const points = Array.from(text);
      const word = (at) => at >= 0 && at < points.length && /[\p{L}\p{N}\p{M}'’-]/u.test(points[at]);
      let at = point + by;
      while (at > 0 && at < points.length && !(by > 0 ? word(at - 1) && !word(at) : word(at) && !word(at - 1))) at += by;
      return Math.max(0, Math.min(points.length, at));
    },
  };
  window.offsets = offsets;
}
