// Presenter mode: one big map, a headline, sources at the foot. Moving between scenes flies the map in the same
// frame. Keys: PageDown, right or down arrow, space: on; PageUp, left or up arrow: back; Home, End; B blank screen;
// F full screen; N notes with the next scene and a clock; Escape leaves.
(function (root) {
  "use strict";
  const CM = root.ConflictMap;
  const { element } = CM.icons;

  class Presenter {
    constructor(data) {
      this.data = data;
      this.at = -1;
      this.began = Date.now();
      document.body.classList.add("p-on");
      CM.presenting = true;
      CM.renderer.keepInside();
      this.head = element("div", "p-head");
      this.text = element("div", "p-text");
      this.foot = element("div", "p-foot");
      this.notes = element("aside", "p-notes");
      this.blank = element("div", "p-blank");
      this.notes.hidden = this.blank.hidden = true;
      this.head.setAttribute("aria-live", "polite");
      document.body.append(this.head, this.text, this.foot, this.notes, this.blank);
      this.onKey = (event) => this.key(event);
      addEventListener("keydown", this.onKey, true); // before the map, which keeps its arrow keys to itself
      this.clock = setInterval(() => this.tick(), 1000);
      this.onHash = () => { const i = this.index(location.hash.slice(1)); if (i >= 0 && i !== this.at) this.show(i); };
      addEventListener("hashchange", this.onHash);
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
      const step = element("span", "p-step", (i + 1) + " of " + scenes.length);
      const from = element("span", "", "Sources: " + scene.sources.map((id) => this.data.sources[id].publisher).join("; "));
      const credit = element("span", "", this.data.words.credit);
      this.foot.replaceChildren(step, from, credit);
      this.text.style.top = this.head.offsetHeight + "px"; // a long headline takes two lines
      this.drawNotes();
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const top = this.text.getBoundingClientRect().bottom, bottom = this.foot.offsetHeight;
      CM.update({ ...scene.state, view: { ...scene.state.view, fly: !still, top, bottom } });
      document.title = scene.headline;
      document.body.dataset.scene = scene.id;
      if (location.hash !== "#" + scene.id) history.replaceState(null, "", "#" + scene.id);
    }

    // No scene may be told as of the chosen day: say so instead.
    nothing() {
      this.head.replaceChildren(element("h1", "", this.data.words.title));
      this.text.replaceChildren(...this.data.words.scenes.map((line) => element("p", "", line)));
      this.text.style.top = this.head.offsetHeight + "px";
      this.foot.replaceChildren(element("span", "p-step", "0 of 0"), element("span", "", this.data.words.credit));
    }

    drawNotes() {
      const scene = this.data.scenes[this.at], next = this.data.scenes[this.at + 1];
      this.time = element("p", "p-clock");
      this.notes.replaceChildren(this.time, element("h2", "", "Notes"), element("p", "", scene.notes),
        element("h2", "", next ? "Next: " + next.headline : "Last scene"), element("p", "", next ? next.text : ""),
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
      if (key in steps) this.show(this.at + steps[key]);
      else if (key === "Home") this.show(0);
      else if (key === "End") this.show(this.data.scenes.length - 1);
      else if (key === "b" || key === ".") this.blank.hidden = !this.blank.hidden;
      else if (key === "n" && this.at >= 0) this.notes.hidden = !this.notes.hidden;
      else if (key === "f") { if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen().catch(() => {}); }
      else if (key === "Escape" && this.data.mode !== "presenter") return this.leave();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    leave() {
      clearInterval(this.clock);
      removeEventListener("keydown", this.onKey, true);
      removeEventListener("hashchange", this.onHash);
      [this.head, this.text, this.foot, this.notes, this.blank].forEach((node) => node.remove());
      document.body.classList.remove("p-on");
      CM.presenting = false;
      CM.renderer.keepInside();
      CM.update(this.data.state);
    }
  }

  CM.present = (data, i) => { const presenter = new Presenter(data); presenter.show(i); CM.presenter = presenter; };
})(window);
