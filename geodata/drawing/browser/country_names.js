// Names of the countries that the story is about, and of its neighbour across the border: placed before every other label, anywhere inside, never left out while
// the window shows enough of the country to stand in.
import { nameSpot, outline } from "./outlines.js";

const FACES = ["country", "country2", "country3"];

// The lines of a name: on one, then evenly on two, then a word on each.
export function breakings(name) {
  const words = name.split(" "), ways = [[name]];
  if (words.length > 2) {
    const cut = [...words.keys()].slice(1).map((k) => [words.slice(0, k).join(" "), words.slice(k).join(" ")]);
    ways.push(cut.reduce((a, b) => (Math.max(...b.map((line) => line.length)) < Math.max(...a.map((line) => line.length)) ? b : a)));
  }
  if (words.length > 1) ways.push(words);
  return name.length > 11 ? ways.reverse() : ways;
}

export class CountryNames {
  // `countries`: {code, name, subject, homes: [[lat, lng]], geometry}; `measure(lines, face)` gives [width, height] in pixels.
  constructor(map, countries, measure) {
    this.map = map;
    this.countries = countries;
    this.measure = measure;
  }

  // Find the outlines of the window as it is, by code.
  look() {
    this.outlines = new Map(this.countries.map(({ code, geometry }) => [code, outline(this.map, geometry)]));
  }

  // Labels with their boxes: [label, [x, y, width, height, "center", false]]. `fixed` and `taken` as in outlines.js.
  // `subject` tells the countries that the story is about from those that are named as well.
  /** @returns {[any, any[]][]} */
  place(subject, size, fixed, taken) {
    if (subject) this.look();
    /** @type {[any, any[]][]} */
    const placed = [];
    const boxes = [...taken];
    for (const { code, name, homes } of this.countries.filter((one) => !!one.subject === subject)) {
      const ways = FACES.flatMap((face) => breakings(name).map((lines) => ({ face, lines, size: this.measure(lines, face) })));
      const points = homes.map((at) => this.map.latLngToContainerPoint(at));
      const spot = nameSpot(this.outlines.get(code), ways, { size, homes: points, fixed, taken: boxes });
      if (!spot) continue;
      boxes.push(spot.box);
      placed.push([{ key: "country " + code + " " + spot.way.face, lines: spot.way.lines, face: spot.way.face, country: code }, [...spot.box, "center", false]]);
    }
    return placed;
  }

  // Whether a box or the line to it from its point lies in one of the story's countries other than that with the code.
  strays(code, box, points) {
    const others = this.countries.filter((one) => one.subject && one.code !== code).map((one) => this.outlines.get(one.code));
    return others.some((outline) => outline.touches(box) || points.some((point) => outline.has(point)));
  }
}
