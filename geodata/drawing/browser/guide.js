// What helps those who hear a page of the dashboard, or use it by keyboard alone: a way past the navigation to the map,
// a voice for what changes (WCAG 2.2, 4.1.3), headings without a gap, and the way into a card and back out of it.
// A Streamlit component that draws nothing (pages/viewing/guide.py), for Streamlit's page leaves these out.
import { shared } from "./shared.js";
import { gettext, speak } from "./words.js";

const CARD = ".st-key-event-card", MAP = ".st-key-map-frame", FRAME = MAP + " iframe", CLOSE = '[class*="st-key-card-close"] button';
const TABLE = ["events", "presence", "waypoints", "claims", "sources", "imported"].map((name) => ".st-key-" + name + "-table").join(", ");
const HIDDEN = "position:fixed;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
const SETTLED = 400; // milliseconds after the last change until its words are read out
const LEAST = 3000; // milliseconds that a card may take to be drawn

class Guide {
  constructor() {
    this.counts = this.page = ""; // what was said last, and on which page
    this.voice = document.createElement("div");
    this.voice.className = "guide-voice";
    this.voice.setAttribute("role", "status");
    this.voice.setAttribute("aria-live", "polite");
    this.voice.style.cssText = HIDDEN;
    document.body.appendChild(this.voice);
    this.way = document.createElement("nav");
    this.way.className = "guide-way";
    this.link = document.createElement("a");
    this.link.href = "#map";
    this.link.addEventListener("click", (event) => { event.preventDefault(); this.toMap(); });
    this.way.appendChild(this.link);
    document.body.prepend(this.way);
    this.hint = document.createElement("div");
    this.hint.className = "guide-hint";
    this.hint.id = "guide-hint";
    this.hint.hidden = true;
    document.body.appendChild(this.hint);
    addEventListener("focusin", (event) => this.hintAt(event.target));
    addEventListener("keydown", (event) => this.key(event), true);
    addEventListener("pointerdown", () => { this.keys = false; }, true);
    addEventListener("click", (event) => { if (event.target instanceof Element && event.target.closest(CLOSE)) this.closing = this.keys; }, true);
    new MutationObserver(() => this.soon()).observe(document.getElementById("root") || document.body, { childList: true, subtree: true, characterData: true });
  }

  // `data`: {card: {id, title, words} or null}, after every run of the page.
  update(data) {
    const before = this.card, card = this.card = data.card;
    this.way.setAttribute("aria-label", gettext("Shortcuts"));
    this.link.textContent = gettext("Skip to the map");
    this.hint.textContent = gettext("The arrows move, Shift and Space choose a row.");
    this.soon();
    if (!card) return before && this.closed();
    if (before && before.id === card.id) return;
    const active = document.activeElement;
    if (active && !active.closest(CARD)) this.opener = active;
    if (this.awaited && this.awaited.id === card.id) this.toCard();
    else if (before !== undefined || this.counts) this.say(card.words);
  }

  // The map says that a key has chosen a row, and how to come back to its mark.
  awaits(id, back) {
    this.awaited = { id, back };
    if (this.card && this.card.id === id) this.toCard();
  }

  // Wait until the card is drawn: it may come a moment later than these data.
  toCard() {
    const wanted = this.card, end = performance.now() + LEAST;
    const look = () => {
      const card = document.querySelector(CARD);
      if (this.card !== wanted) return;
      if (!card || (!card.textContent.includes(wanted.title) && performance.now() < end)) return performance.now() < end && requestAnimationFrame(look);
      this.tidy();
      card.focus();
    };
    look();
  }

  // The card is gone: back to where it was opened, if it was closed by a key.
  closed() {
    const { awaited } = this, opener = /** @type {HTMLElement | null} */ (this.opener);
    this.awaited = this.opener = null;
    if (!this.closing) return this.say(gettext("The card is closed."));
    this.closing = false;
    setTimeout(() => {
      if (awaited && awaited.back()) return;
      const bar = opener && opener.shadowRoot && opener.shadowRoot.querySelector('[data-row][tabindex="0"]'); // of the timeline
      const home = bar || (opener && opener.isConnected ? opener : document.querySelector("main h1, [data-testid=stMain]"));
      if (home && !home.matches("a, button, input, iframe, [tabindex]")) home.tabIndex = -1;
      if (home) home.focus();
    }, 50);
  }

  key(event) {
    this.keys = true;
    if (event.key === "Escape") this.hint.hidden = true;
    const card = event.key === "Escape" && event.target.closest && event.target.closest(CARD);
    const close = card && card.querySelector(CLOSE);
    if (!close) return;
    event.preventDefault();
    close.click();
  }

  // How a row of a table is chosen is nowhere to be seen: the keys are those of Streamlit's grid.
  hintAt(node) {
    const table = this.keys && node.closest && node.closest(TABLE), grid = table && table.querySelector("[role=grid]");
    this.hint.hidden = !grid;
    if (grid) grid.setAttribute("aria-describedby", this.hint.id);
  }

  toMap() {
    const frame = /** @type {HTMLIFrameElement | null} */ (document.querySelector(FRAME)), map = frame && frame.contentDocument && frame.contentDocument.getElementById("map_div");
    if (!map) return;
    frame.scrollIntoView({ block: "nearest" });
    frame.contentWindow.focus();
    map.focus();
  }

  say(words) {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { this.voice.textContent = ""; this.voice.textContent = words; }, SETTLED);
  }

  soon() {
    if (this.pending) return;
    this.pending = setTimeout(() => { this.pending = null; this.tidy(); }, 60);
  }

  tidy() {
    this.tidyHeadings();
    const card = document.querySelector(CARD), map = document.querySelector(MAP), frame = document.querySelector(FRAME), head = document.querySelector("main h1");
    if (card && this.card) {
      card.tabIndex = -1;
      card.setAttribute("role", "region");
      card.setAttribute("aria-label", this.card.title);
    }
    this.way.hidden = !frame;
    if (map) map.id = "map";
    this.tieErrors();
    if (frame && head) frame.title = gettext("Map: {title}", { title: headText(head) });
    this.tellCounts();
  }

  // What is wrong is said of the field that it is wrong with: the last one before the message, else the first after it.
  tieErrors() {
    const fields = [...document.querySelectorAll("main :is(input, textarea)")];
    fields.filter((field) => field.dataset.error && !document.getElementById(field.dataset.error)).forEach((field) => {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
      delete field.dataset.error;
    });
    document.querySelectorAll('main [data-testid="stAlertContentError"]').forEach((error, i) => {
      const after = fields.findIndex((field) => error.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
      const field = fields[after < 0 ? fields.length - 1 : Math.max(0, after - 1)];
      error.id = "guide-error-" + i;
      if (!field) return;
      field.dataset.error = error.id;
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", error.id);
    });
  }

  // How many rows are shown is said whenever it changes, but not when another page is opened.
  tellCounts() {
    const line = document.querySelector(".st-key-counts"), counts = line ? line.innerText.trim() : "", page = location.pathname;
    const changed = counts && this.counts && counts !== this.counts && page === this.page;
    if (counts) { this.counts = counts; this.page = page; }
    if (changed) this.say(counts);
  }

  // Streamlit's pages choose headings by their size; their levels follow one another here.
  tidyHeadings() {
    const side = document.querySelectorAll("[data-testid=stSidebar] :is(h1, h2, h3, h4, h5, h6)");
    side.forEach((head) => level(head, 2));
    let last = 0;
    for (const head of document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")) {
      last = Math.min(Number(head.tagName[1]), last + 1);
      level(head, last);
    }
  }
}

const headText = (head) => [...head.childNodes].map((node) => node.textContent).join("").trim();

function level(head, wanted) {
  const now = head.getAttribute("aria-level");
  if (String(wanted) === head.tagName[1]) { if (now) head.removeAttribute("aria-level"); }
  else if (now !== String(wanted)) head.setAttribute("aria-level", String(wanted));
}

export default function (component) {
  speak(component.data.language);
  if (!shared.guide) shared.guide = new Guide();
  shared.guide.update(component.data);
}
