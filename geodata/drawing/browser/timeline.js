// The timeline: events and presence as bars in lanes, on one time axis, with a strip of the whole period above.
// A Streamlit component (components.v2): called again with new data after every rerun; the view stays.
// Bars are as long as the dates are vague. Text is set with textContent only.
import { shared } from "./shared.js";
import { ticks } from "./timeline_axis.js";
import { DENSITY, drawDensity } from "./timeline_density.js";
import { BAR, DAY, fit, GAP, HEAD, LEFT, marked, moment, NARROW, SIDE, STRIP, svg, THIN, time, TOP } from "./timeline_ground.js";
import { Fingers, stacked, writeStack } from "./timeline_phone.js";
import { printTimeline } from "./timeline_print.js";
import { spokenRow, Tip } from "./timeline_tip.js";
import { gettext, speak } from "./words.js";

const hintWords = (row) => moment(row) + "\n" + row.title + "\n" + row.where;

// Follow a pointer until it is let go, or taken away by the browser, which scrolls the page with a finger.
function whileHeld(move, up) {
  const end = (event) => {
    removeEventListener("pointermove", move);
    ["pointerup", "pointercancel"].forEach((name) => removeEventListener(name, end));
    up(event);
  };
  addEventListener("pointermove", move);
  ["pointerup", "pointercancel"].forEach((name) => addEventListener(name, end));
}

export class Timeline {
  constructor(root, send) {
    this.root = root;
    this.send = send;
    this.focusId = null;
    this.select = null; // called with the first and last day of a drag
    this.buttons = document.createElement("div");
    this.buttons.className = "bar";
    this.scroll = document.createElement("div");
    this.scroll.className = "scroll";
    root.replaceChildren(this.buttons, this.scroll);
    this.svg = svg("svg", { class: "timeline", role: "group" });
    this.scroll.appendChild(this.svg);
    this.tip = new Tip(root);
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.fingers = new Fingers(this);
    this.svg.addEventListener("pointerdown", (event) => this.drag(event));
    this.svg.addEventListener("keydown", (event) => this.key(event));
    document.fonts.ready.then(() => this.draw()); // words measured in a fallback face would not fit
    printTimeline(this);
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.scroll);
  }

  update(data) {
    const first = !this.data;
    this.data = data;
    this.look = data.look || { type: 1, instead: {} }; // of the viewer: geodata/drawing/looks.py
    this.rows = data.rows.map((row) => ({ ...row, t0: time(row.start), t1: time(row.end) + (row.end.length === 10 ? DAY : 0) }));
    this.whole = data.whole.map(time);
    if (first || data.opening.join() !== this.opening) this.show(...data.opening.map(time));
    this.opening = data.opening.join();
    this.drawButtons();
    this.draw();
    if (data.chosen !== this.followed) this.follow();
    this.followed = data.chosen;
  }

  show(from, to) {
    const room = Math.max(to - from, DAY / 2);
    this.from = Math.max(this.whole[0], from);
    this.to = Math.min(this.whole[1], this.from + room);
  }

  colour(usual) { return this.look.instead[usual.toLowerCase()] || usual; }

  // Where a pointer is in the drawing, whose units are as much larger as the type of the look.
  place(event) {
    const box = this.svg.getBoundingClientRect();
    return [(event.clientX - box.left) / this.look.type, (event.clientY - box.top) / this.look.type];
  }

  x(t) { return this.left + (t - this.from) / (this.to - this.from) * (this.width - this.left - 8); }
  at(x) { return this.from + (x - this.left) / (this.width - this.left - 8) * (this.to - this.from); }

  drawButtons() {
    const make = (label, title, act) => {
      const node = document.createElement("button");
      node.type = "button";
      node.textContent = label;
      node.title = title;
      node.addEventListener("click", () => { act(); this.draw(); });
      return node;
    };
    const zoom = (factor) => { const mid = (this.from + this.to) / 2, half = (this.to - this.from) * factor / 2; this.show(mid - half, mid + half); };
    this.buttons.replaceChildren(
      ...this.data.spans.map((span) => make(span.label, gettext("Show {span}", { span: span.label }), () => this.show(time(span.from), time(span.to)))),
      ...(this.data.brush === false ? [] : [this.brushButton = make(gettext("Select days"), gettext("Drag over the days to filter by them (or hold Shift while dragging)"), () => { this.brushing = !this.brushing; })]),
      make("+", gettext("Zoom in (or Ctrl and wheel)"), () => zoom(0.5)), make("−", gettext("Zoom out"), () => zoom(2)));
  }

  // As wide as the window, unless it is to have another width.
  draw(wide = this.scroll.clientWidth / this.look.type) {
    if (!this.data || !this.scroll.clientWidth) return;
    const { type } = this.look;
    this.width = Math.max(260, wide);
    this.narrow = this.width < NARROW;
    this.left = this.narrow ? SIDE : LEFT;
    const nodes = document.createDocumentFragment();
    const lanes = this.layout(), height = Math.max(lanes.height + 6, 120);
    this.stop = this.tabStop(lanes.list.flatMap((lane) => lane.bars.map((bar) => bar.row)));
    const active = this.root.getRootNode().activeElement;
    if (!this.refocus && active && this.svg.contains(active) && active.dataset.row) { this.focusId = active.dataset.row; this.refocus = true; }
    this.svg.replaceChildren();
    this.svg.setAttribute("width", this.width * type);
    this.svg.setAttribute("height", height * type);
    this.svg.setAttribute("viewBox", "0 0 " + this.width + " " + height);
    this.svg.setAttribute("aria-label", this.data.words);
    this.svg.classList.toggle("brushing", !!this.brushing);
    this.svg.classList.toggle("narrow", this.narrow);
    if (this.brushButton) this.brushButton.setAttribute("aria-pressed", String(!!this.brushing));
    this.gradients(nodes);
    this.axis(nodes, height);
    lanes.list.forEach((lane) => this.lane(lane, nodes));
    if (this.data.imported) drawDensity(this, TOP, nodes);
    this.strip(nodes);
    this.svg.appendChild(nodes);
    if (this.refocus) { const node = this.svg.querySelector('[data-row="' + CSS.escape(this.focusId) + '"]'); if (node) node.focus(); this.refocus = false; }
    this.root.dataset.shown = String(this.rows.length);
  }

  gradients(parent) {
    const defs = svg("defs", {}, parent);
    const make = (id, stops) => {
      const g = svg("linearGradient", { id }, defs);
      stops.forEach(([at, alpha]) => svg("stop", { offset: at, "stop-color": "#fff", "stop-opacity": alpha }, g));
      const mask = svg("mask", { id: id + "-mask", maskContentUnits: "objectBoundingBox" }, defs);
      svg("rect", { width: 1, height: 1, fill: "url(#" + id + ")" }, mask);
    };
    make("open-end", [["0", 1], ["0.55", 0.9], ["1", 0]]);
    make("both-soft", [["0", 0.15], ["0.18", 1], ["0.82", 1], ["1", 0.15]]);
  }

  // Give every bar a row of its lane such that neither bars nor their words overlap.
  layout() {
    const head = this.narrow ? HEAD : 0;
    let y = TOP + (this.data.imported ? DENSITY + head : 0);
    const ink = this.ink || (this.ink = document.createElement("canvas").getContext("2d"));
    ink.font = "13px " + getComputedStyle(this.root).fontFamily;
    const list = this.data.lanes.map((lane) => {
      const bars = this.rows.filter((row) => row.lanes.includes(lane.id) && row.t1 > this.from && row.t0 < this.to)
        .sort((a, b) => (a.thin - b.thin) || a.t0 - b.t0 || b.t1 - a.t1);
      const ends = [];
      const top = y + 3 + head;
      const placed = bars.map((row) => {
        const x0 = Math.max(this.left, this.x(row.t0)), x1 = Math.max(x0 + 7, Math.min(this.width - 8, this.x(row.t1)));
        if (this.narrow) return stacked(this, ink, row, x0, x1, ends);
        const full = ink.measureText(marked(row)).width + 14, roomRight = this.width - x1 - 4, roomLeft = x0 - this.left - 4;
        const beside = Math.max(roomLeft, roomRight);
        const below = x1 - x0 > full || (beside < full && x1 - x0 > beside) || (row.thin === 1 && x1 - x0 > 60), right = !below && (full <= roomRight || roomRight >= roomLeft);
        const room = below ? this.width - x0 - 6 : right ? roomRight : roomLeft, words = Math.min(full, room);
        const span = below ? [x0, Math.max(x1, x0 + words)] : right ? [x0, x1 + words] : [x0 - words, x1];
        let index = ends.findIndex((taken) => taken.thin === row.thin && taken.below === below && taken.spans.every(([a, b]) => span[1] < a || span[0] > b));
        if (index < 0) { index = ends.length; ends.push({ thin: row.thin, below, spans: [] }); }
        ends[index].spans.push(span);
        return { row, x0, x1, index, words: below ? "below" : right ? "right" : "left", title: fit(ink, marked(row), room - 10) };
      });
      const heights = ends.map((taken) => taken.high || (taken.below ? THIN + 14 : BAR) + GAP);
      placed.forEach((bar) => { bar.y = top + heights.slice(0, bar.index).reduce((a, b) => a + b, 0); });
      const start = y, depth = Math.max(24, heights.reduce((a, b) => a + b, 6 + head));
      y += depth;
      return { ...lane, bars: placed, y: start, depth };
    });
    return { list: list.filter((lane) => lane.bars.length || this.rows.some((row) => row.lanes.includes(lane.id))), height: y };
  }

  axis(parent, height) {
    for (const [t, words] of ticks(this.from, this.to, this.width - this.left)) {
      const x = this.x(t);
      svg("line", { x1: x, x2: x, y1: TOP - 6, y2: height, class: "grid" }, parent);
      svg("text", { x: x + 3, y: TOP - 10, class: "tick" }, parent).textContent = words;
    }
  }

  lane(lane, parent) {
    svg("line", { x1: 0, x2: this.width, y1: lane.y, y2: lane.y, class: "rule" }, parent);
    const head = svg("text", { x: 2, y: lane.y + 17, class: "lane" }, parent);
    head.textContent = lane.label;
    lane.bars.forEach((bar) => this.bar(bar, parent));
  }

  bar({ row, x0, x1, y, words, title, stack }, parent) {
    const below = words === "below" || !!stack, chosen = row.id === this.data.chosen, h = stack ? stack.thick : below ? THIN - 2 : row.thin ? THIN : BAR - 2;
    const g = svg("g", { class: "row" + (chosen ? " chosen" : "") + (row.thin ? " thin" : ""), tabindex: row === this.stop ? 0 : -1, role: "button",
      "aria-label": spokenRow(row, moment(row)), "aria-pressed": chosen, "data-row": row.id }, parent);
    if (row === this.stop) this.stop = null; // a row may stand in several lanes: Tab finds the first
    const open = row.open ? "url(#open-end-mask)" : row.soft ? "url(#both-soft-mask)" : null;
    const attributes = { x: x0, y: y + (row.thin && !below ? 3 : 0), width: Math.max(6, x1 - x0), height: h, rx: row.thin ? 2 : 3, fill: this.colour(row.colours[0]),
      class: "fill conf-" + row.confidence };
    if (open) attributes.mask = open;
    svg("rect", attributes, g);
    if (row.colours.length > 1 && !row.thin) { // one part of the bar for each side that takes part
      const part = Math.max(6, x1 - x0) / row.colours.length;
      row.colours.slice(1).forEach((colour, i) => svg("rect", { x: x0 + part * (i + 1), y, width: part, height: h, fill: this.colour(colour),
        class: "fill conf-" + row.confidence, ...(open ? { mask: open } : {}) }, g));
    }
    const at = stack ? [stack.at, "start"] : below ? [x0 + 1, "start"] : words === "right" ? [x1 + 5, "start"] : [x0 - 5, "end"];
    const text = svg("text", { x: at[0], y: y + (stack ? h + 13 : below ? THIN + 10 : 11.5), "text-anchor": at[1], class: "words" }, g);
    text.textContent = title;
    if (stack) writeStack(text, stack, y, g);
    g.addEventListener("click", () => this.choose(row.id));
    g.addEventListener("pointerenter", (event) => this.hint(row, event));
    g.addEventListener("pointerleave", (event) => this.tip.leave(event));
    g.addEventListener("focus", () => { if (g.matches(":focus-visible")) this.tip.showAt(hintWords(row), g.querySelector("rect")); });
    g.addEventListener("blur", () => this.tip.hide());
  }

  hint(row, event) { this.tip.show(hintWords(row), event); }

  // The whole period in small, with the part that is shown below.
  strip(parent) {
    const [a, b] = this.whole, wide = this.width - this.left - 8, x = (t) => this.left + (t - a) / (b - a) * wide;
    svg("rect", { x: this.left, y: 4, width: wide, height: STRIP, class: "strip" }, parent);
    for (const row of this.rows) {
      if (row.thin || row.t1 - row.t0 > 60 * DAY) continue; // a long bar would hide the days
      svg("rect", { x: x(row.t0), y: 17, width: Math.max(2, x(row.t1) - x(row.t0)), height: STRIP - 14, fill: this.colour(row.colours[0]), class: "speck" }, parent);
    }
    const years = (b - a) / (365.25 * DAY), every = [1, 2, 5, 10, 20, 50].find((n) => wide / years * n > 36) || 100;
    for (let year = new Date(a).getUTCFullYear(); year <= new Date(b).getUTCFullYear(); year++) {
      const t = Date.UTC(year, 0, 1);
      if (t >= a && t <= b && year % every === 0) svg("text", { x: x(t) + 2, y: 15, class: "year" }, parent).textContent = year;
    }
    svg("rect", { x: x(this.from), y: 3, width: Math.max(5, x(this.to) - x(this.from)), height: STRIP + 2, rx: 3, class: "window" }, parent);
    this.stripTime = (px) => a + (px - this.left) / wide * (b - a);
  }

  // The one bar that Tab finds, among those that are drawn: the last that had the focus, the chosen one, or the first.
  tabStop(drawn) {
    const named = (id) => id && drawn.find((row) => row.id === id);
    return named(this.focusId) || named(this.data.chosen) || drawn.reduce((best, row) => (best && best.t0 <= row.t0 ? best : row), null);
  }

  // A bar that is chosen already leads into its card, and asks for nothing: a card that is closed at that moment would
  // be opened again by the answer.
  choose(id) {
    const { guide } = shared;
    this.focusId = id;
    if (id !== this.data.chosen) this.send(id);
    else if (guide && guide.keys) guide.toCard();
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey && Math.abs(event.deltaY) > Math.abs(event.deltaX)) return;
    event.preventDefault();
    const [x] = this.place(event), span = this.to - this.from;
    if (event.ctrlKey || event.metaKey) {
      const t = this.at(x), factor = event.deltaY > 0 ? 1.2 : 1 / 1.2;
      this.show(t - (t - this.from) * factor, t - (t - this.from) * factor + span * factor);
    } else this.show(this.from + event.deltaX / this.width * span, this.from + event.deltaX / this.width * span + span);
    this.draw();
  }

  // Drag below to move; drag or click in the strip to look elsewhere.
  drag(event) {
    const [x0, y] = this.place(event), below = y >= STRIP + 8, select = below && this.brushButton && (this.brushing || event.shiftKey);
    if (event.pointerType === "touch" && below && !select) return this.fingers.put(event);
    if (event.button || event.target.closest(".row")) return;
    if (select) return this.brush(x0);
    const span = this.to - this.from, from = this.from;
    const move = (e) => {
      const [x] = this.place(e), moved = (x - x0) / (this.width - this.left) * span;
      if (y < STRIP + 8) { const t = this.stripTime(x); this.show(t - span / 2, t + span / 2); }
      else this.show(from - moved, from - moved + span);
      this.draw();
    };
    if (!below) move(event);
    whileHeld(move, () => {});
  }

  // Drag over days to filter by them, whole days: the map follows at once, Python is asked when the pointer is let go.
  brush(x0) {
    const { live } = shared, day = (x) => new Date(this.at(x)).toISOString().slice(0, 10);
    const mark = svg("rect", { y: TOP - 6, height: this.svg.clientHeight / this.look.type, class: "brush" }, this.svg);
    let x1 = x0;
    const move = (e) => {
      x1 = Math.max(this.left, Math.min(this.width - 8, this.place(e)[0]));
      mark.setAttribute("x", Math.min(x0, x1));
      mark.setAttribute("width", Math.abs(x1 - x0));
      if (live) live.show({ from: [day(Math.min(x0, x1))], to: [day(Math.max(x0, x1))] });
    };
    const up = (event) => {
      mark.remove();
      this.brushing = false;
      this.draw();
      if (event.type !== "pointercancel" && Math.abs(x1 - x0) >= 4) this.select(day(Math.min(x0, x1)), day(Math.max(x0, x1)));
      else if (live) live.back();
    };
    whileHeld(move, up);
  }

  // A row chosen elsewhere is brought into view.
  follow() {
    const row = this.rows.find((one) => one.id === this.data.chosen);
    if (!row) return;
    const span = this.to - this.from;
    if (row.t1 < this.from || row.t0 > this.to) this.show(row.t0 - span / 2, row.t0 + span / 2);
    this.draw();
    const node = this.svg.querySelector('[data-row="' + CSS.escape(row.id) + '"] rect');
    if (!node) return;
    const y = +node.getAttribute("y") * this.look.type, top = this.scroll.scrollTop, room = this.scroll.clientHeight;
    if (y < top + TOP || y > top + room - 20) this.scroll.scrollTop = Math.max(0, y - room / 2);
  }

  // Arrows step through the rows in order of time, Home and End jump, Enter or Space opens.
  key(event) {
    const order = [...this.rows].sort((a, b) => a.t0 - b.t0 || a.t1 - b.t1), ids = order.map((row) => row.id);
    const active = this.root.getRootNode().activeElement, now = active && active.dataset ? active.dataset.row : this.focusId;
    const at = ids.indexOf(now), last = ids.length - 1;
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) { if ((event.key === "Enter" || event.key === " ") && now) { event.preventDefault(); this.choose(now); } return; }
    event.preventDefault();
    const row = order[Math.max(0, Math.min(last, to))];
    if (!row) return;
    this.focusId = row.id;
    this.refocus = true;
    const span = this.to - this.from;
    if (row.t0 < this.from || row.t0 > this.to) this.show(row.t0 - span / 2, row.t0 + span / 2);
    this.draw();
  }
}

export function mountTimeline(component) {
  const { parentElement, data, setTriggerValue } = component;
  const home = parentElement.querySelector("#timeline-root");
  if (data.language) speak(data.language); // a stand-alone file says it to all its scripts
  if (!home.timeline) home.timeline = new Timeline(home, (id) => home.timeline.post(id));
  home.timeline.post = (id) => setTriggerValue("chosen", id);
  const { live } = shared; // a stand-alone file has none
  home.timeline.select = (from, to) => setTriggerValue("span", [from, to, live ? live.ask({ from: [from], to: [to] }) : 0].join("/"));
  home.timeline.update(data);
}
