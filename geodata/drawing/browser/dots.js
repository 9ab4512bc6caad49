// Events as dots: colour and shape say who, the area says how many deaths, hollow and soft says that the place is only
// roughly known. Each look is drawn once a size and then copied, so that many dots cost little.
import { NO_DEATHS } from "./columns.js";
import { EventGrid } from "./event_grid.js";
import { wardrobe } from "./look.js";

const STEP = 0.5; // radii are drawn in steps of half a pixel
const TRACE = 0.45; // what is past during playback, as .cm-trace

export class Dots {
  // `look`: least, base, root, most of the radius in pixels, from the style table.
  constructor(look, style) {
    this.look = look;
    this.style = style;
    this.shapes = style.shapes;
    this.pictures = new Map();
  }

  radius(deaths) {
    if (deaths === NO_DEATHS) return this.look.least;
    return Math.min(this.look.most, Math.max(this.look.least, this.look.base + this.look.root * Math.sqrt(deaths)));
  }

  // Place the rows of a view and put them in order, biggest first, so that small dots stay visible.
  arrange(columns, inside, view) {
    const radii = Float32Array.from(inside, (row) => this.radius(columns.deaths[row]));
    const order = Uint32Array.from(inside, (_, i) => i).sort((a, b) => radii[b] - radii[a] || inside[a] - inside[b]);
    const dots = { count: order.length, rows: new Uint32Array(order.length), x: new Float32Array(order.length),
      y: new Float32Array(order.length), radius: new Float32Array(order.length) };
    order.forEach((from, to) => {
      const row = dots.rows[to] = inside[from];
      dots.x[to] = columns.x[row] * view.scale - view.left;
      dots.y[to] = columns.y[row] * view.scale - view.top;
      dots.radius[to] = radii[from];
    });
    dots.grid = new EventGrid(dots, view.width, view.height);
    return dots;
  }

  // `since`: the day up to which a row is past, or null.
  paint(ink, dots, columns, since, ratio) {
    const { look, vague, start, end, looks } = columns;
    for (let i = 0; i < dots.count; i++) {
      const row = dots.rows[i];
      ink.globalAlpha = since !== null && Math.max(end[row], start[row]) <= since ? TRACE : 1;
      this.stamp(ink, looks, look[row], vague[row], dots.radius[i], dots.x[i], dots.y[i], ratio);
    }
    ink.globalAlpha = 1;
  }

  stamp(ink, looks, look, vague, radius, x, y, ratio) {
    const picture = this.picture(looks[look], vague, Math.round(radius / STEP) * STEP, ratio), size = picture.width / ratio;
    const whole = (value) => Math.round((value - size / 2) * ratio) / ratio; // pixel upon pixel: sharp, and copied as it is
    ink.drawImage(picture, whole(x), whole(y), size, size);
  }

  picture(look, vague, radius, ratio) {
    const key = [look.shape, look.colour, vague, radius, ratio, wardrobe.name].join();
    if (!this.pictures.has(key)) this.pictures.set(key, this.drawPicture(look, vague, radius, ratio));
    return this.pictures.get(key);
  }

  // The shapes of the style table fill a box of 20 by 20; its circle has a radius of 7.5.
  drawPicture(look, vague, radius, ratio) {
    const canvas = document.createElement("canvas"), ink = canvas.getContext("2d"), part = radius / 7.5;
    const path = new Path2D(), shape = new Path2D(this.shapes[look.shape] || this.shapes.circle);
    path.addPath(shape, new DOMMatrix([part, 0, 0, part, -10 * part, -10 * part]));
    canvas.width = canvas.height = 2 * Math.ceil((1.3 * radius + 5) * ratio);
    ink.setTransform(ratio, 0, 0, ratio, canvas.width / 2, canvas.height / 2);
    ink.lineJoin = "round";
    if (vague) this.hollow(ink, path, wardrobe.colour(look.colour));
    else this.solid(ink, path, wardrobe.colour(look.colour));
    return canvas;
  }

  solid(ink, path, colour) {
    ink.strokeStyle = this.style.halo;
    ink.lineWidth = 2.6;
    ink.stroke(path);
    if (wardrobe.now.outline !== "none") { // some of the sides' colours are too pale for an edge of their own
      ink.strokeStyle = wardrobe.now.outline;
      ink.lineWidth = 0.9;
      ink.stroke(path);
    }
    ink.fillStyle = colour;
    ink.fill(path);
  }

  // No hard edge outside and nothing inside: somewhere about here.
  hollow(ink, path, colour) {
    ink.strokeStyle = this.style.halo;
    ink.globalAlpha = 0.75;
    ink.lineWidth = 4;
    ink.stroke(path);
    ink.fillStyle = this.style.halo;
    ink.fill(path);
    ink.globalAlpha = 0.35;
    ink.strokeStyle = colour;
    ink.lineWidth = 3.4;
    ink.stroke(path);
    ink.globalAlpha = 0.9;
    ink.lineWidth = 1.4;
    ink.stroke(path);
  }

  // The ring of the chosen event, as .cm-selected.
  ring(ink, x, y, radius) {
    for (const [colour, width] of [[this.style.halo, 7], [this.style.ink, 3]]) {
      ink.beginPath();
      ink.arc(x, y, radius + 5, 0, 2 * Math.PI);
      ink.strokeStyle = colour;
      ink.lineWidth = width;
      ink.stroke();
    }
  }
}
