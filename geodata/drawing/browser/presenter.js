// Presenter mode: one big map, a headline, sources at the foot. Moving between scenes flies the map in the same
// frame. Keys: PageDown, right or down arrow, space: on; PageUp, left or up arrow: back; Home, End; B blank screen;
// F full screen; N notes with the next scene and a clock; Escape leaves.
import { element } from "./icons.js";
import { update } from "./map.js";
import { PresenterTools } from "./presenter_tools.js";
import { shared } from "./shared.js";
import { gettext, number } from "./words.js";

export class Presenter {
  constructor(data) {
    this.data = data;
    this.at = -1;
    this.began = Date.now();
    document.body.classList.add("p-on");
    shared.presenting = true;
    shared.renderer.keepInside();
    this.back = /** @type {HTMLElement | null} */ (document.activeElement);
    this.head = element("header", "p-head");
    this.text = element("section", "p-text");
    this.foot = element("footer", "p-foot");
    this.notes = element("aside", "p-notes");
    this.text.setAttribute("aria-label", gettext("Scene"));
    this.notes.setAttribute("aria-label", gettext("Notes"));
    this.notes.tabIndex = 0; // long notes are scrolled by keyboard too
    this.tools = new PresenterTools({ back: () => this.show(this.at - 1), on: () => this.show(this.at + 1), notes: () => this.toggleNotes(),
      blank: () => this.toggleBlank(), leave: () => this.leave() });
    this.blank = element("div", "p-blank");
    this.notes.hidden = this.blank.hidden = true;
    this.head.setAttribute("aria-live", "polite");
    this.text.setAttribute("aria-live", "polite");
    this.blank.addEventListener("click", () => this.toggleBlank());
    document.body.append(this.head, this.text, this.foot, this.tools.box, this.notes, this.blank);
    this.onKey = (event) => this.key(event);
    addEventListener("keydown", this.onKey, true); // before the map, which keeps its arrow keys to itself
    this.clock = setInterval(() => this.tick(), 1000);
    this.onHash = () => { const i = this.index(location.hash.slice(1)); if (i >= 0 && i !== this.at) this.show(i); };
    addEventListener("hashchange", this.onHash);
    this.onSize = () => this.frame(false);
    addEventListener("resize", this.onSize);
  }

  index(id) { return this.data.scenes.findIndex((scene) => scene.id === id); }

  show(i) {
    const scenes = this.data.scenes, last = scenes.length - 1;
    if (last < 0) return this.nothing();
    i = Math.max(0, Math.min(last, i));
    if (i === this.at) return;
    this.at = i;
    const scene = scenes[i];
    this.head.replaceChildren(element("h1", "", scene.headline));
    this.text.replaceChildren(element("p", "", scene.text));
    const step = element("span", "p-step", gettext("{n} of {total}", { n: number(i + 1), total: number(scenes.length) }));
    const publishers = scene.sources.map((id) => this.data.sources[id].publisher).join(gettext("; "));
    const from = element("span", "", gettext("Sources: {names}", { names: publishers }));
    const credit = element("span", "", this.data.words.credit);
    const coverage = element("span", "p-coverage", this.data.words.coverage);
    this.foot.replaceChildren(step, from, coverage, credit);
    this.drawNotes();
    this.frame(!matchMedia("(prefers-reduced-motion: reduce)").matches);
    document.title = scene.headline;
    document.body.dataset.scene = scene.id;
    if (location.hash !== "#" + scene.id) history.replaceState(null, "", "#" + scene.id);
  }

  // The map shows the scene's frame between its words and its sources, which take more lines in a narrower window.
  frame(fly) {
    const scene = this.data.scenes[this.at];
    if (!scene) return;
    this.text.style.top = this.head.offsetHeight + "px"; // a long headline takes two lines
    const top = this.text.getBoundingClientRect().bottom, bottom = innerHeight - this.foot.getBoundingClientRect().top;
    document.body.style.setProperty("--p-foot", bottom + "px");
    document.body.style.setProperty("--p-top", top + "px");
    update({ ...scene.state, view: { ...scene.state.view, fly, top, bottom } });
  }

  // No scene may be told as of the chosen day: say so instead.
  nothing() {
    this.head.replaceChildren(element("h1", "", this.data.words.title));
    this.text.replaceChildren(...this.data.words.scenes.map((line) => element("p", "", line)));
    this.text.style.top = this.head.offsetHeight + "px";
    this.foot.replaceChildren(element("span", "p-step", gettext("{n} of {total}", { n: 0, total: 0 })), element("span", "", this.data.words.credit));
  }

  toggleNotes() {
    if (this.at < 0) return;
    this.notes.hidden = !this.notes.hidden;
    this.tools.notes.setAttribute("aria-pressed", String(!this.notes.hidden));
  }

  toggleBlank() { this.blank.hidden = !this.blank.hidden; }

  drawNotes() {
    const scene = this.data.scenes[this.at], next = this.data.scenes[this.at + 1];
    this.time = element("p", "p-clock");
    this.notes.replaceChildren(this.time, element("h2", "", gettext("Notes")), element("p", "", scene.notes),
      element("h2", "", next ? gettext("Next: {headline}", { headline: next.headline }) : gettext("Last scene")), element("p", "", next ? next.text : ""),
      ...this.data.words.scenes.map((line) => element("p", "p-told", line)));
    this.tick();
  }

  tick() {
    const seconds = Math.floor((Date.now() - this.began) / 1000);
    if (this.time) this.time.textContent = String(Math.floor(seconds / 60)).padStart(2, "0") + ":" + String(seconds % 60).padStart(2, "0");
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT)$/.test(event.target.tagName)) return;
    const steps = { PageDown: 1, ArrowRight: 1, ArrowDown: 1, " ": 1, PageUp: -1, ArrowLeft: -1, ArrowUp: -1 };
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (/^(Enter| )$/.test(key) && event.target.closest && event.target.closest("button, a, summary")) return; // theirs
    if (key.length === 1 && key !== " " && !this.tools.letters) return;
    if (key in steps) this.show(this.at + steps[key]);
    else if (key === "Home") this.show(0);
    else if (key === "End") this.show(this.data.scenes.length - 1);
    else if (key === "b" || key === ".") this.toggleBlank();
    else if (key === "n" && this.at >= 0) this.toggleNotes();
    else if (key === "f") { if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen().catch(() => {}); }
    else if (key === "Escape") return this.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // The presenter's own window is closed; where the browser keeps it open, it goes back to the briefing.
  close() {
    window.close();
    setTimeout(() => location.assign("briefing" + location.search), 200);
  }

  leave() {
    if (this.data.mode === "presenter") return this.close();
    clearInterval(this.clock);
    removeEventListener("keydown", this.onKey, true);
    removeEventListener("hashchange", this.onHash);
    removeEventListener("resize", this.onSize);
    this.tools.remove();
    [this.head, this.text, this.foot, this.notes, this.blank].forEach((node) => node.remove());
    document.body.classList.remove("p-on");
    shared.presenting = false;
    shared.renderer.keepInside();
    update(this.data.state);
    if (this.back && this.back.isConnected) this.back.focus();
  }
}

export const startPresenting = (data, i) => { const presenter = new Presenter(data); presenter.show(i); shared.presenter = presenter; };
