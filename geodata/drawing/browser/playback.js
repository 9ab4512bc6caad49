// Playback: time runs over the map in the browser, without a rerun a frame.
// Events appear and fade to a trace, sites switch on and off, the column moves: filled along documented legs,
// hollow along legs that are inferred or claimed. With reduced motion time advances in single steps.
import { element, sign } from "./icons.js";
import { markIcon } from "./marks.js";
import { day, gettext, hour, ngettext } from "./words.js";

const HOUR = 3600000;
const UNITS = { hour: HOUR, day: 24 * HOUR, month: 30.4375 * 24 * HOUR };
const FRESH = 0.05; // an event is fresh for this part of the whole period, then it is a trace
const time = (iso) => Date.parse(iso.length === 10 ? iso + "T00:00:00Z" : iso);

function words(t, unit) {
  const text = day(t, { day: unit === "month" ? undefined : "numeric", month: "long", year: "numeric" });
  return unit === "hour" ? text + ", " + hour(new Date(t).toISOString().slice(11, 13) + ":00") + " UTC" : text;
}

// The point a part of the way along a path, measured on the map plane.
function along(map, path, part) {
  const points = path.map((p) => map.project(p, 10)), lengths = points.slice(1).map((p, i) => p.distanceTo(points[i]));
  let left = lengths.reduce((a, b) => a + b, 0) * part;
  for (let i = 0; i < lengths.length; i++) {
    if (left <= lengths[i] || i === lengths.length - 1) {
      const t = lengths[i] ? Math.min(1, left / lengths[i]) : 0, a = points[i], b = points[i + 1];
      return map.unproject(L.point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t), 10);
    }
    left -= lengths[i];
  }
  return L.latLng(path[0]);
}

export class Playback {
  // `renderer` draws a moment through renderer.drawMoment(t) and everything through renderer.draw(state).
  constructor(map, renderer) {
    this.map = map;
    this.renderer = renderer;
    this.on = false;
    this.playing = false;
    this.loop = false;
    this.speed = 2;
    this.columns = new Map();
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const bar = element("div", "leaflet-bar");
      this.opener = element("a", "cm-button");
      this.opener.appendChild(sign("play"));
      this.opener.href = "#";
      this.opener.title = gettext("Play through time");
      this.opener.setAttribute("role", "button");
      this.opener.setAttribute("aria-label", this.opener.title);
      this.opener.setAttribute("aria-pressed", "false");
      L.DomEvent.on(this.opener, "click", (event) => { L.DomEvent.stop(event); if (this.on) this.close(); else this.open(); });
      bar.appendChild(this.opener);
      return bar;
    };
    control.addTo(map);
    this.build();
  }

  build() {
    this.box = element("div", "cm-play");
    this.box.hidden = true;
    this.box.setAttribute("role", "group");
    this.box.setAttribute("aria-label", gettext("Playback"));
    this.date = element("div", "cm-play-date");
    this.date.setAttribute("aria-live", "off");
    const button = (name, title, act) => {
      const node = element("button");
      node.appendChild(sign(name));
      node.type = "button";
      node.title = title;
      node.setAttribute("aria-label", title);
      node.addEventListener("click", act);
      return node;
    };
    const select = (title, options, act) => {
      const node = element("select");
      node.title = title;
      node.setAttribute("aria-label", title);
      options.forEach(([value, text]) => { const o = element("option", "", text); o.value = value; node.appendChild(o); });
      node.addEventListener("change", () => act(node.value));
      return node;
    };
    this.playButton = button("play", gettext("Play"), () => (this.playing ? this.pause() : this.play()));
    this.slider = element("input");
    Object.assign(this.slider, { type: "range", min: 0, max: 1000, value: 0 });
    this.slider.setAttribute("aria-label", gettext("Moment"));
    this.slider.title = gettext("Moves through time");
    this.slider.addEventListener("input", () => { this.pause(); this.to(this.from + this.slider.value / 1000 * (this.until - this.from)); });
    const units = [["hour", gettext("hours")], ["day", gettext("days")], ["month", gettext("months")]];
    this.unitSelect = select(gettext("Step"), units, (unit) => { this.unit = unit; this.show(); });
    const speeds = [1, 2, 5, 10].map((n) => [n, ngettext("{n} a second", "{n} a second", n)]);
    this.speedSelect = select(gettext("Steps a second"), speeds, (v) => { this.speed = +v; });
    this.speedSelect.value = "2";
    this.loopButton = button("loop", gettext("Start again at the end"), () => { this.loop = !this.loop; this.loopButton.setAttribute("aria-pressed", this.loop); });
    this.loopButton.setAttribute("aria-pressed", "false");
    const row = element("div", "cm-play-row");
    row.append(button("back", gettext("One step back"), () => this.step(-1)), this.playButton, button("on", gettext("One step on"), () => this.step(1)),
      this.slider, this.unitSelect, this.speedSelect, this.loopButton, button("close", gettext("End playback"), () => this.close()));
    this.box.append(row);
    this.map.getContainer().append(this.date, this.box);
    this.date.hidden = true;
    L.DomEvent.disableClickPropagation(this.box);
    L.DomEvent.disableScrollPropagation(this.box);
  }

  // The period and its usual step come with the page's state: {from, to, unit}.
  period(span) {
    const face = JSON.stringify(span);
    if (face === this.face) return;
    this.face = face;
    this.from = time(span.from);
    this.until = time(span.to) + 24 * HOUR;
    this.unit = span.unit;
    this.unitSelect.value = span.unit;
    this.t = this.from;
    if (this.on) this.show();
  }

  open() {
    this.on = true;
    this.box.hidden = this.date.hidden = false;
    this.opener.replaceChildren(sign("close"));
    this.opener.setAttribute("aria-pressed", "true");
    this.map.getContainer().classList.add("cm-playing");
    this.to(this.from);
    this.play();
  }

  close() {
    this.pause();
    this.on = false;
    this.box.hidden = this.date.hidden = true;
    this.opener.replaceChildren(sign("play"));
    this.opener.setAttribute("aria-pressed", "false");
    this.map.getContainer().classList.remove("cm-playing");
    this.columns.forEach((marker) => marker.remove());
    this.columns.clear();
    this.renderer.draw(this.renderer.state);
    this.renderer.marks.fade(() => false);
  }

  play() {
    if (this.t >= this.until) this.t = this.from;
    this.playing = true;
    this.playButton.replaceChildren(sign("pause"));
    this.playButton.setAttribute("aria-label", gettext("Pause"));
    this.frames = 0;
    this.began = performance.now();
    this.last = this.began;
    cancelAnimationFrame(this.request);
    this.request = requestAnimationFrame((now) => this.frame(now));
  }

  pause() {
    this.playing = false;
    this.playButton.replaceChildren(sign("play"));
    this.playButton.setAttribute("aria-label", gettext("Play"));
    cancelAnimationFrame(this.request);
    this.report();
  }

  // Frames a second of the last run, for measuring: data-fps of the map.
  report() {
    const seconds = (performance.now() - this.began) / 1000;
    if (this.frames && seconds > 0.2) this.map.getContainer().dataset.fps = (this.frames / seconds).toFixed(1);
  }

  frame(now) {
    if (!this.playing) return;
    const passed = (now - this.last) / 1000;
    if (!this.still || passed * this.speed >= 1) { // with reduced motion whole steps only
      this.last = now;
      this.frames += 1;
      this.to(this.t + (this.still ? 1 : passed * this.speed) * UNITS[this.unit]);
      if (this.t >= this.until) {
        if (!this.loop) return this.pause();
        this.t = this.from;
      }
    }
    this.request = requestAnimationFrame((at) => this.frame(at));
  }

  step(direction) {
    this.pause();
    this.to(this.t + direction * UNITS[this.unit]);
  }

  to(t) {
    this.t = Math.max(this.from, Math.min(this.until, t));
    this.show();
  }

  show() {
    const shownT = Math.min(this.t, this.until - 1), text = words(shownT, this.unit);
    if (this.date.textContent !== text) this.date.textContent = text;
    this.slider.value = Math.round((this.t - this.from) / (this.until - this.from) * 1000);
    this.slider.setAttribute("aria-valuetext", text);
    this.renderer.drawMoment(this.t, (this.until - this.from) * FRESH, this.playing && this.t < this.until);
    this.moveColumns();
    this.map.getContainer().dataset.moment = new Date(shownT).toISOString();
  }

  // One dot for each leg the column is on; two when two starts are told.
  moveColumns() {
    const now = new Set();
    for (const leg of this.renderer.legsOn()) {
      if (!leg.t0 || this.t < time(leg.t0) || this.t > time(leg.t1)) continue;
      const at = along(this.map, leg.path, (this.t - time(leg.t0)) / (time(leg.t1) - time(leg.t0)));
      now.add(leg.id);
      if (!this.columns.has(leg.id)) {
        const dot = element("span", "cm-column" + (leg.kind === "documented" ? "" : " cm-ghost"));
        this.columns.set(leg.id, L.marker(at, { icon: markIcon(dot, 22), interactive: false, keyboard: false, zIndexOffset: 900 }).addTo(this.map));
      } else this.columns.get(leg.id).setLatLng(at);
    }
    for (const [id, marker] of this.columns) if (!now.has(id)) { marker.remove(); this.columns.delete(id); }
  }
}
