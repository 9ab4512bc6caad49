// The pages on a phone: the drawer with pages and filter starts folded, and the card is a sheet that hides as little of
// what it tells about as can be. A Streamlit component that draws nothing (pages/viewing/phone.py); sizes are in phone.css.
import { shared } from "./shared.js";

const PHONE = matchMedia("(max-width: 767px), (max-height: 500px) and (pointer: coarse)");
const CARD = ".st-key-event-card", CLOSE = '[class*="st-key-card-close"] button', FRAME = ".st-key-map-frame iframe", MAIN = '[data-testid="stMain"]';
const FOLDED = "stSidebarCollapsed-"; // Streamlit remembers under such names whether its sidebar was open
const PAGE = '[data-testid="stSidebarNavLink"]', FOLD = '[data-testid="stSidebarCollapseButton"] button';
const SETTLES = 4000; // milliseconds in which the mark of a chosen row is drawn
const CLEAR = 24; // pixels between a mark and the sheet
const HALF = 60; // pixels of an area below its middle that are kept clear of the sheet

class Phone {
  constructor() {
    addEventListener("keydown", (event) => this.key(event));
    addEventListener("click", (event) => { if (event.target instanceof Element && event.target.closest(PAGE)) this.fold(); });
    const root = document.getElementById("root") || document.body;
    new MutationObserver(() => this.soon()).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-collapsed"] });
  }

  soon() {
    if (this.pending) return;
    this.pending = requestAnimationFrame(() => { this.pending = null; this.look(); });
  }

  look() {
    if (!PHONE.matches) return;
    this.forget();
    const card = document.querySelector(CARD), title = card && card.textContent;
    if (title && title !== this.title) this.uncover();
    this.title = title;
  }

  // A drawer that was left open would cover the next page that is opened.
  forget() {
    try {
      Object.keys(localStorage).filter((name) => name.startsWith(FOLDED)).forEach((name) => localStorage.removeItem(name));
    } catch { /* the browser keeps nothing: nothing to forget */ }
  }

  // A page was chosen in the drawer: there it is.
  fold() {
    const fold = PHONE.matches && document.querySelector(FOLD);
    if (fold) fold.click();
  }

  close() {
    const close = PHONE.matches && document.querySelector(CARD + " " + CLOSE);
    if (close) close.click();
  }

  key(event) {
    const busy = event.target.closest && event.target.closest("input, textarea, [role=dialog], [role=listbox], " + CARD);
    if (event.key === "Escape" && !event.defaultPrevented && !busy) this.close();
  }

  // Scroll the page until the mark of the chosen row stands above the sheet.
  uncover() {
    const end = performance.now() + SETTLES;
    const look = () => {
      const card = document.querySelector(CARD), frame = /** @type {HTMLIFrameElement | null} */ (document.querySelector(FRAME));
      if (!card || !frame || card.offsetHeight > 0.75 * innerHeight) return; // it is closed, or lies beside the map
      const mark = frame.contentDocument && frame.contentDocument.querySelector(".cm-selected, .cm-chosen-sign");
      if (!mark) return performance.now() < end && setTimeout(look, 100);
      const home = frame.getBoundingClientRect(), free = innerHeight - card.offsetHeight - CLEAR;
      const box = mark.getBoundingClientRect(), below = home.top + Math.min(box.bottom, (box.top + box.bottom) / 2 + HALF) - free;
      if (below > 0 && home.bottom > 0 && home.top < innerHeight) document.querySelector(MAIN).scrollBy({ top: below });
    };
    look();
  }
}

export default function () {
  if (!shared.phone) shared.phone = new Phone();
  shared.phone.soon();
}
