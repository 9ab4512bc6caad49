// Tooltips that anybody can read: they open for pointer and focus, stay while the pointer rests on them, and close
// with Escape (WCAG 2.2, 1.4.13).
import { tooltip } from "./marks.js";

const REACH = 14; // pixels between a mark and its words that the pointer may cross

// What a mark is called stands in its aria-label; the same as a description would be read twice.
L.Layer.include({ _setAriaDescribedByOnLayer() {} });

const inside = (box, x, y) => x > box.left - REACH && x < box.right + REACH && y > box.top - REACH && y < box.bottom + REACH;

export class Tips {
  constructor(map) {
    this.map = map;
    this.left = null;
    map.on("tooltipopen", ({ tooltip }) => { if (this.left && this.left.getTooltip() !== tooltip) this.drop(); });
    document.addEventListener("pointermove", (event) => { if (this.left && !this.holds(event)) this.drop(); });
    document.addEventListener("pointerleave", () => this.drop());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  // Give a layer words of several lines, the first as a heading.
  give(layer, lines, options) {
    layer.bindTooltip(tooltip(lines), { className: "cm-tooltip", ...options });
    layer.off("mouseout", layer.closeTooltip); // Leaflet's own way: gone before the pointer can reach it
    layer.off("mousemove", layer._moveTooltip); // words that run away from the pointer cannot be reached either
    layer.on("mouseout", (event) => this.leave(layer, event.originalEvent));
  }

  leave(layer, event) {
    this.left = layer;
    if (!this.holds(event)) this.drop();
  }

  holds(event) {
    const tip = this.left.getTooltip(), node = tip && tip.isOpen() && tip.getElement();
    return !!node && inside(node.getBoundingClientRect(), event.clientX, event.clientY);
  }

  drop() {
    const layer = this.left;
    this.left = null;
    const node = layer && layer.getElement && layer.getElement();
    if (layer && !(node && node.matches(":focus-visible"))) layer.closeTooltip();
  }

  close() {
    this.left = null;
    this.map.eachLayer((layer) => { if (layer instanceof L.Tooltip) this.map.closeTooltip(layer); });
  }
}
