// The timeline on a narrow screen, and under fingers: the name of a lane stands above its bars and the words of a bar below
// it, in as many lines as they need; one finger moves through time, two zoom. Belongs to timeline.js.
import { GAP, marked, SIDE, svg, THIN } from "./timeline_ground.js";

const LINE = 15, SLOP = 8; // the height of a line of words; how far a finger moves before it is no tap

// The words in lines of at most so many pixels; a word that is longer has a line to itself.
export function wrapped(ink, words, most) {
  return words.split(" ").reduce((lines, word) => {
    const last = lines[lines.length - 1], longer = last === undefined ? word : last + " " + word;
    if (last !== undefined && ink.measureText(longer).width <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
    return lines;
  }, []);
}

// The place of a bar with its words below it. `ends` are the rows of the lane, as in Timeline.layout.
export function stacked(timeline, ink, row, x0, x1, ends) {
  const room = timeline.width - timeline.left - SIDE, lines = wrapped(ink, marked(row), 0.94 * room); // the chosen one is bold
  const wide = Math.min(room, 1.06 * Math.max(...lines.map((line) => ink.measureText(line).width)));
  const at = Math.max(timeline.left, Math.min(x0, timeline.width - SIDE - wide)), thick = row.thin ? THIN - 2 : THIN + 2;
  const span = [Math.min(x0, at), Math.max(x1, at + wide) + 6], high = thick + 4 + LINE * lines.length + 2 * GAP;
  let index = ends.findIndex((taken) => taken.high === high && taken.spans.every(([a, b]) => span[1] < a || span[0] > b));
  if (index < 0) index = ends.push({ high, spans: [] }) - 1;
  ends[index].spans.push(span);
  return { row, x0, x1, index, words: "stacked", title: marked(row), stack: { lines, at, thick, high, span } };
}

// Under a finger the whole of it answers: bar, words, and what is between them.
export function writeStack(text, { lines, at, high, span }, y, parent) {
  text.replaceChildren();
  lines.forEach((line, i) => { svg("tspan", { x: at, dy: i ? LINE : 0 }, text).textContent = line; });
  svg("rect", { x: span[0], y: y - 2, width: span[1] - span[0], height: high - GAP, class: "hit" }, parent);
}

// Each finger holds on to the moment it came down on. Up and down the page scrolls: the browser then takes the finger away.
export class Fingers {
  constructor(timeline) {
    this.timeline = timeline;
    this.down = new Map();
    timeline.svg.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) timeline.svg.addEventListener(name, (event) => this.lift(event));
  }

  put(event) {
    const [x] = this.timeline.place(event);
    if (!this.down.size) this.moving = false;
    this.down.set(event.pointerId, { x, x0: x });
    this.hold();
  }

  hold() { for (const finger of this.down.values()) finger.t = this.timeline.at(finger.x); }

  move(event) {
    const { timeline } = this, finger = this.down.get(event.pointerId);
    if (!finger) return;
    [finger.x] = timeline.place(event);
    if (!this.moving && this.down.size === 1 && Math.abs(finger.x - finger.x0) < SLOP) return;
    if (!this.moving) this.begin();
    const [one, two] = this.down.values(), wide = timeline.width - timeline.left - SIDE;
    const span = two && Math.abs(two.x - one.x) > SLOP ? Math.abs((two.t - one.t) / (two.x - one.x)) * wide : timeline.to - timeline.from;
    const from = one.t - (one.x - timeline.left) / wide * span;
    timeline.show(from, from + span);
    timeline.draw();
  }

  // From here on the bars under the fingers are drawn anew, so the fingers belong to the drawing as a whole.
  begin() {
    this.moving = true;
    this.timeline.tip.hide();
    for (const id of this.down.keys()) this.timeline.svg.setPointerCapture(id);
  }

  lift(event) {
    if (this.down.delete(event.pointerId)) this.hold();
  }
}
