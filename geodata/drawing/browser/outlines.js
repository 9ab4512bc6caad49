// The story's countries in the window: their outlines in pixels, where their names stand, and what lies inside them.

const INSIDE = 0.7; // part of a name's box that has to lie inside its country
const PARTS = [INSIDE, 0.55, 0.4, 0.2]; // the same where no room is free, best first
const COVERED = 4; // how much worse it is to cover a mark than to leave the country
const STEP = 8, MOST = 80; // pixels between the points that are tried, and how many side by side at most
const EDGE = 3; // pixels between a name and the edge of the map

// An outline as the window shows it. `rings` are lists of {x, y}.
export class Outline {
  constructor(rings) {
    this.rings = rings;
    const all = rings.flat(), xs = all.map((p) => p.x), ys = all.map((p) => p.y);
    this.left = Math.min(...xs);
    this.right = Math.max(...xs);
    this.top = Math.min(...ys);
    this.bottom = Math.max(...ys);
    this.rows = new Map();
  }

  // From where to where a line across the window lies inside: pairs of x, from left to right.
  spans(y) {
    if (this.rows.has(y)) return this.rows.get(y);
    const found = [], pairs = [];
    for (const ring of this.rings) {
      for (let i = 0, k = ring.length - 1; i < ring.length; k = i++) {
        const a = ring[k], b = ring[i];
        if ((a.y <= y) !== (b.y <= y)) found.push(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
      }
    }
    found.sort((a, b) => a - b);
    for (let i = 0; i + 1 < found.length; i += 2) pairs.push([found[i], found[i + 1]]);
    this.rows.set(y, pairs);
    return pairs;
  }

  has({ x, y }) { return this.spans(y).some(([from, to]) => from <= x && x <= to); }

  // Whether so much of a box of that size lies inside, around a point.
  holds({ x, y }, [w, h], part) {
    return [-0.5, 0, 0.5].every((k) => this.spans(y + k * h * part).some(([from, to]) => from <= x - w * part / 2 && x + w * part / 2 <= to));
  }

  // Whether a box lies on any of it.
  touches([x, y, w, h]) {
    if (x > this.right || x + w < this.left || y > this.bottom || y + h < this.top) return false;
    for (let at = y; at <= y + h; at += Math.max(1, Math.min(4, h))) {
      if (this.spans(at).some(([from, to]) => from < x + w && x < to)) return true;
    }
    return false;
  }
}

const hits = (a, b) => a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];
const common = (a, b) => (hits(a, b) ? (Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0])) * (Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1])) : 0);
const around = ({ x, y }, [w, h]) => [x - w / 2, y - h / 2, w, h];

// Points of an outline in the window on a grid, nearest to `home` first.
function grid(outline, size, home) {
  const step = Math.max(STEP, size.x / MOST), points = [];
  for (let y = Math.max(step / 2, outline.top); y < Math.min(size.y, outline.bottom); y += step) {
    for (const [from, to] of outline.spans(y)) {
      for (let x = Math.max(EDGE, from); x <= Math.min(size.x - EDGE, to); x += step) points.push({ x, y, far: Math.hypot(x - home.x, y - home.y) });
    }
  }
  return points.sort((a, b) => a.far - b.far);
}

// Where a name stands in its country. `ways` are the ways of writing it, best first: {size: [width, height]}. It stands
// free if any way of it can; else where it covers least; it is left out only where the window shows too little of
// the country. `fixed` are boxes that no name goes under, `taken` those that it should not cover.
// Returns {way, box} or null.
export function nameSpot(outline, ways, { size, homes, fixed, taken }) {
  const inWindow = ([x, y, w, h]) => x >= EDGE && y >= EDGE && x + w <= size.x - EDGE && y + h <= size.y - EDGE;
  const first = homes.find((p) => p.x > 0 && p.y > 0 && p.x < size.x && p.y < size.y) || homes[0] || { x: size.x / 2, y: size.y / 2 };
  const points = [...homes.filter((p) => outline.has(p)), ...grid(outline, size, first)];
  const open = (box) => inWindow(box) && !fixed.some((other) => hits(box, other));
  for (const way of ways) {
    for (const point of points) {
      const box = around(point, way.size);
      if (open(box) && outline.holds(point, way.size, INSIDE) && !taken.some((other) => hits(box, other))) return { way, box };
    }
  }
  return crowded(outline, ways, points, { open, taken });
}

// No room is free: what covers as few marks as can be, and then leaves its country least.
function crowded(outline, ways, points, { open, taken }) {
  let best = null, least = Infinity;
  for (const way of ways) {
    const [w, h] = way.size;
    for (const point of points) {
      const box = around(point, way.size), covered = COVERED * taken.reduce((sum, other) => sum + common(box, other), 0);
      if (covered >= least || !open(box)) continue;
      const part = PARTS.find((one) => outline.holds(point, way.size, one)) || 0;
      const cost = covered + (1 - part) * w * h + (point.far || 0) / 10;
      if (cost < least) [best, least] = [{ way, box }, cost];
    }
  }
  return best;
}

// The rings of a GeoJSON geometry, each a list of [longitude, latitude].
export const rings = ({ type, coordinates }) => (type === "MultiPolygon" ? coordinates.flat() : coordinates);

// An outline for the window as it is now.
export const outline = (map, geometry) => new Outline(rings(geometry).map((ring) => ring.map(([lng, lat]) => map.latLngToContainerPoint([lat, lng]))));
