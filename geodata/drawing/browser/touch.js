// The map under fingers. One finger scrolls the page that the map stands in, two move and zoom the map, and words say so
// when one finger tries. In presenter mode, where nothing scrolls, one finger swipes from scene to scene.
import { element } from "./icons.js";
import { shared } from "./shared.js";
import { gettext } from "./words.js";

const FAR = 12; // pixels that a finger moves before it is no tap
const SWIPE = 60; // pixels across of a swipe
const SHOWN = 1600; // milliseconds that the words stay
const OVER = ".leaflet-control, .cm-chooser, .cm-play, .p-tools, .p-notes";

// Leaflet moves the map by one finger, so that a page with a large map could not be scrolled. Its touch zoom takes two
// and moves the map as well. Mouse and pen keep dragging.
const { _onDown: onDown } = L.Draggable.prototype;
L.Draggable.include({
  _onDown(event) { if (event.type !== "touchstart" && event.pointerType !== "touch") onDown.call(this, event); },
});

// What a finger opens needs no words beside it, and there is no pointer whose leaving would close them.
document.addEventListener("pointerdown", (event) => document.documentElement.classList.toggle("cm-touched", event.pointerType === "touch"), true);
document.addEventListener("keydown", () => document.documentElement.classList.remove("cm-touched"), true);

// A key in the frame of the map does not reach the page, whose sheet it closes (phone.js).
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector(".cm-chooser")) return;
  try {
    const { phone } = window.parent.ConflictMap || {};
    if (phone) phone.close();
  } catch { /* another site's page: it has no sheet */ }
}, true);

// While a list asks which of several rows is meant, a sheet that would lie over it steps aside.
function asking(on) {
  for (const one of new Set([window, window.parent])) {
    try { one.document.documentElement.classList.toggle("cm-asking", on); } catch { /* another site's page */ }
  }
}

export class Touch {
  constructor(map) {
    const box = map.getContainer(), quiet = { passive: true };
    this.words = element("div", "cm-fingers", gettext("Use two fingers to move the map"));
    this.words.setAttribute("aria-hidden", "true");
    this.words.hidden = true;
    box.appendChild(this.words);
    box.addEventListener("touchstart", (event) => this.down(event), quiet);
    box.addEventListener("touchmove", (event) => this.move(event), quiet);
    for (const name of ["touchend", "touchcancel"]) box.addEventListener(name, () => this.up(), quiet);
    new MutationObserver(() => asking(!!box.querySelector(":scope > .cm-chooser"))).observe(box, { childList: true });
    window.addEventListener("pagehide", () => asking(false));
  }

  down(event) {
    this.from = one(event);
    if (event.touches.length > 1) this.words.hidden = true;
  }

  move(event) {
    const at = one(event);
    if (!this.from || !at || Math.hypot(at.x - this.from.x, at.y - this.from.y) < FAR) return;
    clearTimeout(this.timer);
    this.words.hidden = false;
  }

  up() {
    this.from = null;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.words.hidden = true; }, SHOWN);
  }
}

// Where the only finger is, unless it is on something that lies over the map.
function one(event) {
  const [finger] = event.touches;
  return event.touches.length === 1 && !event.target.closest(OVER) ? { x: finger.clientX, y: finger.clientY } : null;
}

let began = null;
document.addEventListener("touchstart", (event) => { began = shared.presenting ? one(event) : null; }, { passive: true, capture: true });
document.addEventListener("touchend", (event) => {
  const [finger] = event.changedTouches, from = began;
  began = null;
  if (!from || event.touches.length || !shared.presenter) return;
  const right = finger.clientX - from.x, down = finger.clientY - from.y;
  if (Math.abs(right) > SWIPE && Math.abs(right) > 2 * Math.abs(down)) shared.presenter.show(shared.presenter.at + (right < 0 ? 1 : -1));
}, { passive: true, capture: true });
