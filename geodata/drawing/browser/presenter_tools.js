// What the keys of presenter mode do, as buttons: for a finger, for speech input and for screen readers, which keep most
// keys to themselves. They show while the pointer moves, while one has the focus, and always where there is no mouse.
import { element, sign } from "./icons.js";
import { gettext } from "./words.js";

const IDLE = 2500; // milliseconds after the last movement of the pointer

export class PresenterTools {
  // `acts`: back, on, notes, blank, leave. `letters` says whether B, F and N act as keys (WCAG 2.2, 2.1.4).
  constructor(acts) {
    this.letters = true;
    this.box = element("nav", "p-tools");
    this.box.setAttribute("aria-label", gettext("Presenter mode"));
    this.notes = this.button("notes", gettext("Notes"), acts.notes);
    this.notes.setAttribute("aria-pressed", "false");
    this.keys = this.button("keys", gettext("Letters act as keys: B, F, N"), () => this.turn());
    this.keys.setAttribute("aria-pressed", "true");
    this.box.append(this.button("back", gettext("Previous scene"), acts.back), this.button("on", gettext("Next scene"), acts.on),
      this.notes, this.button("blank", gettext("Blank the screen"), acts.blank), this.keys, this.button("close", gettext("Leave presenter mode"), acts.leave));
    this.moved = () => this.wake();
    addEventListener("pointermove", this.moved);
  }

  button(name, title, act) {
    const node = element("button", "p-tool");
    node.type = "button";
    node.title = title;
    node.setAttribute("aria-label", title);
    node.appendChild(sign(name));
    node.addEventListener("click", act);
    return node;
  }

  turn() {
    this.letters = !this.letters;
    this.keys.setAttribute("aria-pressed", String(this.letters));
  }

  wake() {
    this.box.classList.add("p-awake");
    clearTimeout(this.sleep);
    this.sleep = setTimeout(() => this.box.classList.remove("p-awake"), IDLE);
  }

  remove() {
    clearTimeout(this.sleep);
    removeEventListener("pointermove", this.moved);
    this.box.remove();
  }
}
