// The map on paper: as wide as a sheet of A4 on its side, in the light look, its legend open, no buttons. Leaflet draws
// for the window it stands in, so the frame is given the size of the paper just before it is printed, and its own again
// afterwards. Nothing here waits: a printer does not either.
import { wardrobe } from "./look.js";

const fine = L.Browser.retina;
const SIZE = { width: 1028, height: 540 }; // pixels of CSS; A4 on its side within its margins is 1031 wide

export class Paper {
  constructor(renderer) {
    this.renderer = renderer;
    window.addEventListener("beforeprint", () => this.lay());
    window.addEventListener("afterprint", () => this.lift());
  }

  lay() {
    const { map, legend, state, playback } = this.renderer;
    if (this.before || !state || !this.renderer.marks) return;
    if (playback && playback.on) playback.pause();
    this.before = { centre: map.getCenter(), zoom: map.getZoom(), bounds: map.getBounds(), open: legend.box.open, style: frame() ? frame().style.cssText : "" };
    if (frame()) for (const side in SIZE) frame().style.setProperty(side, SIZE[side] + "px", "important");
    this.wear(true);
    this.renderer.fitPaper(this.before.bounds);
    legend.box.open = true; // another size of the map may have shut it
    this.renderer.labels.place();
    this.copies = Array.from(map.getContainer().querySelectorAll("canvas"), copied);
  }

  lift() {
    if (!this.before) return;
    const { map, legend, address } = this.renderer, { centre, zoom, open, style } = this.before;
    if (frame()) frame().style.cssText = style;
    this.before = null;
    this.copies.forEach(({ canvas, copy }) => { canvas.style.display = ""; copy.remove(); });
    this.wear(false);
    address.silently(() => map.invalidateSize({ pan: false, animate: false }));
    legend.box.open = open; // another size of the map may have opened it
    this.renderer.keepInside();
    address.silently(() => map.setView(centre, zoom, { animate: false }));
  }

  wear(onPaper) {
    wardrobe.onPaper = onPaper;
    L.Browser.retina = onPaper || fine; // canvases of twice as many pixels: a printer has them
    this.renderer.map.getContainer().classList.toggle("cm-paper", onPaper);
    this.renderer.draw(this.renderer.state);
  }
}

// To Chromium's printer a canvas is all that was ever done to it, and where it was once cleared the pictures below are
// wiped out too. A copy that was drawn in one go is a picture.
function copied(canvas) {
  const copy = document.createElement("canvas");
  Object.assign(copy, { width: canvas.width, height: canvas.height, className: canvas.className });
  copy.style.cssText = canvas.style.cssText;
  if (canvas.width && canvas.height) copy.getContext("2d").drawImage(canvas, 0, 0);
  canvas.after(copy);
  canvas.style.display = "none";
  return { canvas, copy };
}

// The element of the page in which this frame stands; null in a page that stands alone.
function frame() {
  try {
    return /** @type {HTMLElement | null} */ (window.frameElement);
  } catch {
    return null; // another site's page
  }
}
