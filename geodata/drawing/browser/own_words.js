// Streamlit's own few words (its menu, its upload field, its lists) in the language of the page. Streamlit has them in
// English alone and offers no way to name them, so they are exchanged where they stand. A Streamlit component that
// draws nothing (pages/viewing/own_words.py), which also says which language the page is in.
import { shared } from "./shared.js";

// Where Streamlit's words stand. What the pages and their data say stands elsewhere, and is never touched.
const PLACES = [
  "stMainMenuButton", "stMainMenuPopover", "stMainMenuList", "stTopNav", "stTopNavSection", "stSkipToContent", "stSidebar",
  "stSidebarCollapseButton", "stExpandSidebarButton", "stHeaderActionElements", "stFileUploader", "stElementToolbar",
  "stMultiSelect", "stMultiSelectDropdown", "stSelectbox", "stDateInputFieldsScroller",
  "stDateInputClearButton", "stDateInputCalendarButton", "stDateInputCalendar", "stTooltipHoverTarget", "stTooltipContent",
  "stVegaLiteChart",
].map((name) => `[data-testid="${name}"]`).concat('[role="status"]', '[role="log"]').join(",");
const SPOKEN = ["aria-label", "aria-roledescription", "aria-valuetext", "placeholder", "title"];
const VALUE = /\\\{\w+\\\}/g; // {n} in a text, once the text is a pattern's

export class OwnWords {
  constructor() {
    this.exact = new Map();
    this.patterns = [];
    this.changed = new Map(); // text node or element, and the attribute: {english, shown}
    const seen = { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: SPOKEN };
    new MutationObserver((records) => this.follow(records)).observe(document.body, seen);
  }

  // `words`: English to translated; {n} and the like hold whatever stands there.
  speak(words) {
    const told = JSON.stringify(words);
    if (told === this.told) return;
    this.told = told;
    this.restore();
    const held = Object.keys(words).filter((english) => english.includes("{"));
    this.exact = new Map(Object.entries(words).filter(([english]) => !english.includes("{")));
    this.patterns = held.map((english) => [pattern(english), english.match(/\{\w+\}/g), words[english]]);
    this.search(document.body);
  }

  restore() {
    for (const [node, parts] of this.changed) {
      for (const [name, { english, shown }] of parts) if (node.isConnected && read(node, name) === shown) write(node, name, english);
    }
    this.changed.clear();
  }

  follow(records) {
    if (!this.exact.size) return; // the language is Streamlit's own
    for (const { type, target, addedNodes, attributeName } of records) {
      if (type === "childList") addedNodes.forEach((node) => this.search(node));
      else this.exchange(target, type === "attributes" ? attributeName : "");
    }
    for (const node of this.changed.keys()) if (!node.isConnected) this.changed.delete(node);
  }

  search(top) {
    if (!this.exact.size) return;
    const walk = document.createTreeWalker(top, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = top; node; node = walk.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) this.exchange(node, "");
      else if (node.nodeType === Node.ELEMENT_NODE) SPOKEN.forEach((name) => this.exchange(node, name));
    }
  }

  exchange(node, name) {
    const english = read(node, name), shown = english && this.translated(english.trim());
    if (!shown || shown === english) return;
    const home = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (!home || !home.closest(PLACES)) return;
    if (!this.changed.has(node)) this.changed.set(node, new Map());
    this.changed.get(node).set(name, { english, shown });
    write(node, name, shown);
  }

  translated(english) {
    if (this.exact.has(english)) return this.exact.get(english);
    for (const [form, names, text] of this.patterns) {
      const found = form.exec(english);
      if (found) return names.reduce((done, name, i) => done.replace(name, () => found[i + 1]), text);
    }
    return "";
  }
}

const pattern = (english) => new RegExp(`^${english.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(VALUE, "([^]+)")}$`);
const read = (node, name) => (name ? node.getAttribute(name) : node.nodeValue);
const write = (node, name, text) => { if (name) node.setAttribute(name, text); else node.nodeValue = text; };

export default function ({ data }) {
  document.documentElement.lang = data.tag;
  if (!shared.ownWords) shared.ownWords = new OwnWords();
  shared.ownWords.speak(data.words);
}
