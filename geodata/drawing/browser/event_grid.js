// Which dot is under the pointer: dots by squares of the picture, so that a question looks at a few of them only.

const SQUARE = 32; // pixels; wider than the largest dot's radius, so that nine squares are enough
const REACH = 3; // a small dot may be missed by so many pixels

export class EventGrid {
  // `dots`: {x, y, radius: arrays in pixels, count}, in the order in which they are drawn.
  constructor(dots, width, height) {
    this.dots = dots;
    this.across = Math.ceil(width / SQUARE) + 1;
    this.down = Math.ceil(height / SQUARE) + 1;
    this.first = new Int32Array(this.across * this.down).fill(-1);
    this.next = new Int32Array(dots.count);
    for (let i = 0; i < dots.count; i++) { // later dots come first in the chain of a square
      const square = this.square(dots.x[i], dots.y[i]);
      this.next[i] = this.first[square];
      this.first[square] = i;
    }
  }

  square(x, y) {
    const clamp = (value, most) => Math.max(0, Math.min(most - 1, Math.floor(value / SQUARE)));
    return clamp(y, this.down) * this.across + clamp(x, this.across);
  }

  // Calls `see(dot, distance)` for each dot near a point.
  around(x, y, see) {
    const { dots } = this, column = Math.floor(x / SQUARE), row = Math.floor(y / SQUARE);
    for (let r = Math.max(0, row - 1); r <= Math.min(this.down - 1, row + 1); r++) {
      for (let c = Math.max(0, column - 1); c <= Math.min(this.across - 1, column + 1); c++) {
        for (let i = this.first[r * this.across + c]; i >= 0; i = this.next[i]) see(i, Math.hypot(dots.x[i] - x, dots.y[i] - y));
      }
    }
  }

  // The dot on top at a point, or -1: the last one drawn among those that cover it, else the nearest in reach.
  top(x, y) {
    let best = -1, near = -1, nearest = REACH;
    this.around(x, y, (i, distance) => {
      if (distance <= this.dots.radius[i]) best = Math.max(best, i);
      else if (distance - this.dots.radius[i] < nearest) { nearest = distance - this.dots.radius[i]; near = i; }
    });
    return best >= 0 ? best : near;
  }

  // All dots whose centre is within a distance of a dot's centre: for a viewer they stand at one spot.
  together(dot, distance) {
    const found = [];
    this.around(this.dots.x[dot], this.dots.y[dot], (i, away) => away <= distance && found.push(i));
    return found;
  }
}
