// Three hints for a first visit, in a strip below the map. Once dismissed they are gone for good, in every page and tab of
// the browser. A Streamlit component (pages/viewing/hints.py): what shows it is the mark on the page's root element.
import { shared } from "./shared.js";
import { gettext, speak } from "./words.js";

const SEEN = "conflict-map-hints-seen";

// A browser that keeps nothing remembers it for as long as the page is open.
function seen() {
  try { return shared.hintsSeen || localStorage.getItem(SEEN) !== null; } catch { return shared.hintsSeen; }
}

function dismiss() {
  shared.hintsSeen = true;
  try { localStorage.setItem(SEEN, "1"); } catch { /* see above */ }
  delete document.documentElement.dataset.hints;
}

function part(name, className, text) {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}

function draw(home) {
  const strip = part("section", "strip", "");
  strip.setAttribute("aria-label", gettext("Hints for a first visit"));
  const list = document.createElement("ul");
  const filter = document.createElement("li");
  filter.append(part("span", "wide", gettext("The filter on the left narrows every page.")), part("span", "slim", gettext("The button at the top opens pages and filter.")));
  list.append(part("li", "", gettext("A circle is one place; its number counts the events.")), filter,
    part("li", "", gettext("The address keeps what you see: copy it to share it.")));
  const done = part("button", "", gettext("Got it"));
  done.type = "button";
  done.title = gettext("Hides these hints for good (Escape)");
  const close = () => {
    const back = done.matches(":focus-visible") && document.querySelector("main h1");
    dismiss();
    if (!back) return;
    back.tabIndex = -1;
    back.focus({ preventScroll: true });
  };
  done.addEventListener("click", close);
  strip.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  strip.append(list, done);
  home.replaceChildren(strip);
}

addEventListener("storage", (event) => { if (event.key === SEEN) delete document.documentElement.dataset.hints; }); // another tab

export default function ({ parentElement, data }) {
  speak(data.language);
  const home = parentElement.querySelector("#hints");
  if (seen()) return dismiss();
  draw(home);
  document.documentElement.dataset.hints = "on";
}
