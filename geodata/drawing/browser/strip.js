// The filter that the map follows while it is touched: actors as chips, days as a histogram with two handles, and the day
// as of which things were known. A module that a Streamlit component loads (pages/widgets/filter_strip.py); live.js shows
// each change before Python is asked.
import { live } from "./live.js";
import { day as dayWords, gettext, ngettext, number, speak } from "./words.js";

const NS = "http://www.w3.org/2000/svg";
const DAY = 86400000, HIGH = 44;

const make = (name, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
};

const drawn = (name, attributes, parent) => {
  const node = document.createElementNS(NS, name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  if (parent) parent.appendChild(node);
  return node;
};

const time = (iso) => Date.parse(iso + "T00:00:00Z");
const iso = (t) => new Date(t).toISOString().slice(0, 10);
const said = (day) => dayWords(time(day), { day: "numeric", month: "short", year: "numeric" });

class Strip {
  constructor(root) {
    this.root = root;
    this.window = null;
    /** @type {any} */
    this.data = null;
    /** @type {Asked} */
    this.asked = {};
    this.post = (_text) => {};
    this.hides = make("p", { className: "hides" });
    this.hides.setAttribute("aria-live", "polite");
    this.chips = make("div", { className: "chips" });
    this.days = make("div", { className: "days" });
    this.asof = make("div", { className: "asof" });
    root.replaceChildren(this.hides, this.days, this.asof, this.chips);
    live.followers.add((asked, rows) => this.follow(asked, rows));
    new ResizeObserver(() => { if (this.data && this.days.clientWidth - 2 !== this.width) this.drawDays(); }).observe(this.days);
  }

  update(data) {
    this.data = data;
    live.learn(data.asked, data.change);
    this.asked = live.wanted ? live.wanted.asked : data.asked;
    const { activeElement } = /** @type {any} */ (this.root.getRootNode()), focused = activeElement && activeElement.dataset.focus;
    this.drawHides(data.shown);
    this.drawChips();
    this.drawDays();
    this.drawAsOf();
    const again = focused && this.root.querySelector('[data-focus="' + CSS.escape(focused) + '"]');
    if (again) again.focus();
  }

  // Ask for some parameters: on the map at once, then in the address.
  ask(parameters) {
    const change = live.ask(parameters);
    this.asked = live.wanted.asked;
    this.post(JSON.stringify({ asked: this.asked, change }));
  }

  // What a control shows is on the map already; rows are the ids that are on, or null where only Python knows.
  follow(asked, rows) {
    if (!this.data || !this.root.isConnected) return;
    this.asked = asked;
    if (rows) this.drawHides([rows.events.length, rows.presence.length]);
    this.markChips();
    this.markDays();
    this.markAsOf();
  }

  // How many rows the filter hides, with the way back, always in sight.
  drawHides(shown) {
    const parts = [], words = [(n) => ngettext("{n} event", "{n} events", n), (n) => ngettext("{n} report", "{n} reports", n)];
    this.data.whole.forEach((whole, i) => { if (whole) parts.push([whole - shown[i], words[i]]); });
    const hidden = parts.filter(([n]) => n > 0).map(([n, say]) => say(n));
    const nothing = !Object.keys(this.asked).some((name) => this.data.names.includes(name));
    const text = hidden.length ? gettext("The filter hides {rows}.", { rows: hidden.join(", ") }) : gettext("Nothing is hidden.");
    this.hides.replaceChildren(make("span", { textContent: text }));
    if (!nothing) {
      const clear = make("button", { type: "button", className: "clear", textContent: gettext("Clear all") });
      clear.dataset.focus = "clear";
      clear.addEventListener("click", () => this.ask(Object.fromEntries(this.data.names.map((name) => [name, []]))));
      this.hides.append(" ", clear);
    }
  }

  drawChips() {
    this.chips.replaceChildren(...this.data.sides.map((side) => {
      const group = make("div", { className: "side" }, make("span", { className: "name", textContent: side.label }), ...side.actors.map((actor) => this.chip(actor)));
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", side.label);
      return group;
    }));
    this.markChips();
  }

  chip(actor) {
    const picture = drawn("svg", { viewBox: "0 0 20 20", width: 13, height: 13, "aria-hidden": "true" });
    drawn("path", { d: actor.path, fill: actor.colour }, picture);
    const chip = make("button", { type: "button", className: "chip", title: gettext("Click adds or takes away, a double click or Alt leaves only this one") },
      picture, make("span", { textContent: actor.short }), make("span", { className: "n", textContent: number(actor.count) }));
    chip.dataset.actor = actor.id;
    chip.dataset.focus = "actor " + actor.id;
    const now = () => this.asked.actor || [];
    chip.addEventListener("click", (event) => {
      const has = now().includes(actor.id), only = event.altKey || event.detail > 1;
      this.ask({ actor: only ? [actor.id] : has ? now().filter((id) => id !== actor.id) : [...now(), actor.id] });
    });
    chip.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse" && !now().includes(actor.id)) live.show({ actor: [actor.id] }); });
    chip.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") live.back(); });
    return chip;
  }

  markChips() {
    const now = this.asked.actor || [];
    for (const chip of this.chips.querySelectorAll(".chip")) chip.setAttribute("aria-pressed", now.includes(chip.dataset.actor));
  }

  get span() { return this.data.span.map(time); }
  at(x) { const [a, b] = this.span; return Math.min(b, Math.max(a, a + x / this.width * (b - a))); }
  x(t) { const [a, b] = this.span; return (t - a) / (b - a) * this.width; }

  // Months as columns; what lies between the handles is asked for.
  drawDays() {
    this.width = this.days.clientWidth - 2;
    if (this.width < 40) return; // folded away: drawn when there is room
    const { months } = this.data, most = Math.max(1, ...months.map(([, n]) => n));
    this.graph = drawn("svg", { width: this.width, height: HIGH, viewBox: "0 0 " + this.width + " " + HIGH, role: "img", "aria-label": this.data.words });
    this.columns = months.map(([month, n]) => {
      const t = time(month + "-01"), high = n ? 4 + Math.sqrt(n / most) * (HIGH - 8) : 0;
      return [t, drawn("rect", { x: this.x(t), y: HIGH - high, width: Math.max(1.5, this.width / months.length - 0.6), height: high }, this.graph)];
    });
    drawn("line", { x1: 0, x2: this.width, y1: HIGH - 0.5, y2: HIGH - 0.5, class: "rule" }, this.graph);
    this.window = drawn("rect", { y: 0, height: HIGH, class: "window" }, this.graph);
    this.handles = ["from", "to"].map((name) => this.handle(name));
    const box = make("div", { className: "graph" }, this.graph, ...this.handles);
    box.addEventListener("pointerdown", (event) => this.drag(event, box));
    this.told = make("p", { className: "told" });
    this.days.replaceChildren(box, this.told);
    this.markDays();
  }

  handle(name) {
    const handle = make("div", { className: "handle", tabIndex: 0 });
    handle.dataset.focus = "handle " + name;
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-label", name === "from" ? gettext("First day") : gettext("Last day"));
    handle.addEventListener("keydown", (event) => this.step(name, event));
    return handle;
  }

  get bounds() {
    const [a, b] = this.data.span, [from] = this.asked.from || [a], [to] = this.asked.to || [b];
    return [from < a ? a : from, to > b ? b : to];
  }

  // The ends of the account ask for nothing.
  wanted(from, to) {
    const [a, b] = this.data.span;
    return { from: from <= a ? [] : [from], to: to >= b ? [] : [to] };
  }

  // Arrows go by a day, with the page keys by a month, Home and End to the ends.
  step(name, event) {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 }[event.key];
    const [a, b] = this.data.span, bounds = this.bounds, i = name === "from" ? 0 : 1;
    if (by === undefined && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    const goal = by === undefined ? (event.key === "Home" ? a : b) : iso(time(bounds[i]) + by * DAY);
    bounds[i] = [goal < a ? a : goal > b ? b : goal][0];
    if (bounds[0] > bounds[1]) bounds[1 - i] = bounds[i];
    this.ask(this.wanted(...bounds));
  }

  // Drag a handle, or over the columns to choose a new span. Asked for when the pointer is let go.
  drag(event, box) {
    if (event.button) return;
    event.preventDefault();
    const left = box.getBoundingClientRect().left, place = (e) => iso(this.at(e.clientX - left));
    const held = this.handles.indexOf(event.target), [from, to] = this.bounds, fixed = held === 0 ? to : held === 1 ? from : place(event);
    if (held >= 0) this.handles[held].focus();
    let moved = false;
    const span = (e) => { const now = place(e); return this.wanted(...[now, fixed].sort()); };
    const move = (e) => { moved = true; live.show(span(e)); };
    const end = (e) => {
      removeEventListener("pointermove", move);
      ["pointerup", "pointercancel"].forEach((name) => removeEventListener(name, end));
      if (moved && e.type === "pointerup") this.ask(span(e));
      else live.back();
    };
    addEventListener("pointermove", move);
    ["pointerup", "pointercancel"].forEach((name) => addEventListener(name, end));
  }

  markDays() {
    if (!this.window) return;
    const [from, to] = this.bounds, [a, b] = this.data.span, x0 = this.x(time(from)), x1 = this.x(time(to) + DAY);
    this.window.setAttribute("x", x0);
    this.window.setAttribute("width", Math.max(2, x1 - x0));
    this.columns.forEach(([t, column]) => column.classList.toggle("on", t + 31 * DAY > time(from) && t <= time(to)));
    this.handles.forEach((handle, i) => {
      const now = [from, to][i];
      handle.style.left = [x0, x1][i] + "px";
      for (const [name, value] of [["valuemin", time(a) / DAY], ["valuemax", time(b) / DAY], ["valuenow", time(now) / DAY], ["valuetext", said(now)]]) handle.setAttribute("aria-" + name, value);
    });
    this.told.textContent = from === to ? said(from) : gettext("{start_day} to {end_day}", { start_day: said(from), end_day: said(to) });
  }

  // Up to the last review, which is all that is known.
  drawAsOf() {
    const [first, last] = this.data.known.map((day) => time(day) / DAY);
    this.slider = make("input", { type: "range", min: first, max: last, step: 1 });
    this.slider.dataset.focus = "asof";
    this.slider.setAttribute("aria-label", gettext("What was known on"));
    const wanted = () => ({ asof: +this.slider.value >= last ? [] : [iso(this.slider.value * DAY)] });
    this.slider.addEventListener("input", () => live.show(wanted()));
    this.slider.addEventListener("change", () => this.ask(wanted()));
    this.day = make("output");
    this.asof.replaceChildren(make("div", { className: "line" }, make("span", { textContent: gettext("What was known on") }), " ", this.day), this.slider);
    this.markAsOf();
  }

  markAsOf() {
    const [day] = this.asked.asof || [], last = this.data.known[1];
    this.slider.value = time(day || last) / DAY;
    this.day.textContent = day ? said(day) : gettext("{day}: everything", { day: said(last) });
    this.slider.setAttribute("aria-valuetext", this.day.textContent);
  }
}

// Style and what the story has to show come once and by an address that names their content; until then nothing is seen.
export async function strip(component) {
  const { parentElement, data, setTriggerValue } = component, home = parentElement.querySelector("#strip-root");
  home.said = data;
  home.ready = home.ready || dressed(home, data.style);
  if (home.address !== data.told) {
    home.address = data.told;
    home.told = fetch(new URL(data.told, document.baseURI)).then((answer) => answer.json());
  }
  const [told] = await Promise.all([home.told, home.ready]);
  if (home.said !== data) return; // a later run has said something else meanwhile
  home.strip = home.strip || new Strip(home);
  home.strip.post = (text) => setTriggerValue("ask", text);
  speak(told.language);
  home.hidden = false;
  home.strip.update({ ...told, ...data });
}

const dressed = (home, style) => new Promise((done) => {
  const link = make("link", { rel: "stylesheet", href: String(new URL(style, document.baseURI)) });
  link.addEventListener("load", done);
  home.before(link);
});
