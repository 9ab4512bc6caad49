// Buttons that move the map, for those who cannot drag it (WCAG 2.2, 2.5.7). The keyboard's arrows do the same.
import { element, sign, svg } from "./icons.js";
import { gettext } from "./words.js";

const PART = 0.3; // of the map's width or height
/** @type {[string, number, number, number][]} */
const WAYS = [["north", 0, -1, -90], ["west", -1, 0, 180], ["east", 1, 0, 0], ["south", 0, 1, 90]];

const arrow = (turn) => svg("svg", { viewBox: "-10 -10 20 20", width: 18, height: 18, "aria-hidden": "true", class: "cm-sign" }, [
  svg("path", { d: "M-6 -1.4H1V-6L8 0L1 6V1.4H-6z", fill: "currentColor", transform: "rotate(" + turn + ")" }),
]);

export function panButtons(map) {
  const names = { north: gettext("Move the map north"), west: gettext("Move the map west"), east: gettext("Move the map east"), south: gettext("Move the map south") };
  const button = (name, title, sign, act) => {
    const node = element("a", "cm-button cm-pan-" + name);
    node.appendChild(sign);
    node.href = "#";
    node.title = title;
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", title);
    L.DomEvent.on(node, "click", (event) => { L.DomEvent.stop(event); act(node); });
    return node;
  };
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    const bar = element("div", "leaflet-bar cm-pan"), ways = element("div", "cm-pan-ways");
    ways.hidden = true;
    ways.setAttribute("role", "group");
    ways.setAttribute("aria-label", gettext("Move the map"));
    ways.append(...WAYS.map(([name, x, y, turn]) => button(name, names[name], arrow(turn), () => {
      const size = map.getSize();
      map.panBy([x * PART * size.x, y * PART * size.y]);
    })));
    const opener = button("open", gettext("Move the map with buttons"), sign("move"), (node) => {
      ways.hidden = !ways.hidden;
      node.setAttribute("aria-expanded", String(!ways.hidden));
      map.fire("cm:legend"); // labels give way to what lies over the map
    });
    opener.setAttribute("aria-expanded", "false");
    bar.append(opener, ways);
    return bar;
  };
  control.addTo(map);
}
