// The words beside a bar of the timeline, for pointer and keyboard: they stay while the pointer rests on them and close
// with Escape (WCAG 2.2, 1.4.13). Belongs to timeline.js.
import { gettext } from "./words.js";

const REACH = 18; // pixels between a bar and its words that the pointer may cross

export class Tip {
  constructor(root) {
    this.root = root;
    this.box = document.createElement("div");
    this.box.className = "tip";
    this.box.hidden = true;
    root.appendChild(this.box);
    root.addEventListener("pointermove", (event) => { if (this.left && !this.holds(event)) this.hide(); });
    root.addEventListener("pointerleave", () => this.hide());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.hide());
  }

  // `at`: clientX and clientY, as an event has them.
  show(words, at) {
    const home = this.root.getBoundingClientRect();
    this.left = false;
    this.box.textContent = words;
    this.box.hidden = false;
    const x = Math.min(at.clientX - home.left + 12, home.width - this.box.offsetWidth - 4);
    const below = at.clientY + 16 + this.box.offsetHeight <= innerHeight, y = below ? at.clientY + 16 : at.clientY - 24 - this.box.offsetHeight;
    this.box.style.transform = "translate(" + Math.max(0, x) + "px," + (y - home.top) + "px)";
  }

  // For a bar that has the focus: below it.
  showAt(words, node) {
    const box = node.getBoundingClientRect();
    this.show(words, { clientX: box.left, clientY: box.bottom - 8 });
  }

  leave(event) {
    this.left = true;
    if (!this.holds(event)) this.hide();
  }

  holds({ clientX: x, clientY: y }) {
    const box = this.box.getBoundingClientRect();
    return !this.box.hidden && x > box.left - REACH && x < box.right + REACH && y > box.top - REACH && y < box.bottom + REACH;
  }

  hide() {
    this.left = false;
    this.box.hidden = true;
  }
}

// What a bar is called for those who hear it, in the words of a mark on the map (spoken.js).
export function spokenRow(row, when) {
  const said = { when, ...row.told };
  if (!said.exact) return gettext("{when}, {place}: {title}; {who}; {sure}", said);
  return said.who ? gettext("{when}, {place}, {exact}: {title}; {who}; {sure}", said) : gettext("{when}, {place}, {exact}: {title}; {sure}", said);
}
