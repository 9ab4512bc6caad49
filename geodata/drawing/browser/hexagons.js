// Too many events for dots: hexagons with the number of events in each.
// Cells are counted on the map plane at the current zoom, so that a hexagon stays where it is while the map is dragged.

const LEAST = 0.78, MOST = 0.95; // a hexagon's part of its cell, from few events to many: between them the map shows
const FEW = 8; // of fewer than one row in so many the cells are worked out alone
const TRACE = 0.45; // what is past during playback, as .cm-trace
const SIZES = [0, 14, 14, 13, 12.5, 11, 9.5, 8.5]; // of the number, by how many digits it has

export class Hexagons {
  // `look`: width (pixels from flat side to flat side), steps (fills from few to many), from the style table.
  constructor(look, style) {
    this.style = style;
    this.high = look.width; // flat sides above and below: a number is wider than high
    this.side = look.width / Math.sqrt(3);
    this.wide = 1.5 * this.side;
    this.steps = look.steps;
  }

  // The cell of a point on the map plane: the nearest centre, found by rounding in a brick pattern
  // and asking the neighbouring column where that may be wrong. The column comes back, the row in `this.row`.
  cell(x, y) {
    const across = x / this.wide;
    let column = Math.round(across);
    const down = y / this.high - (column & 1) / 2;
    let row = Math.round(down);
    const off = across - column;
    if (Math.abs(off) * 3 > 1) {
      const dy = down - row, row2 = row + (down < row ? -0.5 : 0.5), column2 = column + (across < column ? -1 : 1);
      const off2 = across - column2, dy2 = down - row2, stretch = (this.wide / this.high) ** 2;
      if (off * off * stretch + dy * dy > off2 * off2 * stretch + dy2 * dy2) {
        row = row2 + (column & 1 ? 0.5 : -0.5);
        column = column2;
      }
    }
    this.row = row;
    return column;
  }

  // The cell of every row at a zoom: working them out is most of the work, so they are kept until the zoom changes.
  cells(columns, scale) {
    if (this.kept && this.kept.columns === columns && this.kept.scale === scale) return this.kept;
    const { x, y } = columns, across = new Int32Array(x.length), down = new Int32Array(x.length);
    for (let row = 0; row < x.length; row++) {
      across[row] = Number.isNaN(x[row]) ? -1 : this.cell(x[row] * scale, y[row] * scale);
      down[row] = this.row;
    }
    this.kept = { columns, scale, across, down };
    return this.kept;
  }

  // Count rows in cells. `view`: scale (pixels of the world), left, top, width, height, all in pixels of the map plane.
  // Only cells whose centre lies in the view count: so every hexagon that is drawn is whole. `since`: the day up to
  // which a row is past, or null.
  bin(columns, rows, view, since) {
    const { x, y, vague, start, end } = columns, { scale, left, top } = view;
    const first = Math.floor(left / this.wide) - 2, top0 = Math.floor(top / this.high) - 2;
    const across = Math.ceil(view.width / this.wide) + 5, down = Math.ceil(view.height / this.high) + 5;
    const counts = new Uint32Array(across * down), rough = new Uint32Array(across * down), fresh = new Uint32Array(across * down);
    const kept = rows.length * FEW > x.length ? this.cells(columns, scale) : null;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i], off = (kept ? kept.across[row] : this.cell(x[row] * scale, y[row] * scale)) - first;
      const below = (kept ? kept.down[row] : this.row) - top0;
      if (off < 0 || off >= across || below < 0 || below >= down) continue;
      const key = off * down + below;
      counts[key] += 1;
      rough[key] += vague[row];
      if (since === null || Math.max(end[row], start[row]) > since) fresh[key] += 1;
    }
    const cells = [];
    let shown = 0, most = 0;
    for (let key = 0; key < counts.length; key++) {
      if (!counts[key]) continue;
      const column = first + Math.floor(key / down), row = top0 + key % down;
      const cx = column * this.wide - left, cy = (row + (column & 1) / 2) * this.high - top;
      if (cx < 0 || cy < 0 || cx > view.width || cy > view.height) continue;
      cells.push({ column, row, x: cx, y: cy, count: counts[key], vague: rough[key], fresh: fresh[key] > 0 });
      shown += counts[key];
      most = Math.max(most, counts[key]);
    }
    return { cells, shown, most, byKey: new Map(cells.map((cell) => [cell.column + " " + cell.row, cell])) };
  }

  // The cell under a point of the map plane, or undefined.
  at(binned, x, y) {
    const column = this.cell(x, y);
    return binned.byKey.get(column + " " + this.row);
  }

  // The rows of a cell.
  rowsOf(cell, columns, rows, scale) {
    return rows.filter((row) => this.cell(columns.x[row] * scale, columns.y[row] * scale) === cell.column && this.row === cell.row);
  }

  // Steps of equal ratio between 1 and the largest number in the view, which is taken to be at least a hundred.
  step(count, most) {
    const part = Math.log(count) / Math.log(Math.max(100, most));
    return Math.min(this.steps.length - 1, Math.floor(part * this.steps.length));
  }

  // `taken`: boxes [x, y, width, height] of labels and marks. No number is written there: half a number would be another.
  paint(ink, binned, taken) {
    this.family = getComputedStyle(ink.canvas).fontFamily; // the style sheet may come later than the first state
    ink.textAlign = "center";
    ink.lineJoin = "round";
    for (const cell of binned.cells) {
      const step = this.step(cell.count, binned.most), part = LEAST + (MOST - LEAST) * step / (this.steps.length - 1);
      ink.globalAlpha = cell.fresh ? 0.88 : 0.88 * TRACE;
      this.outline(ink, cell.x, cell.y, part);
      ink.strokeStyle = this.style.halo;
      ink.lineWidth = 2.6;
      ink.stroke();
      ink.fillStyle = this.steps[step].fill;
      ink.fill();
      ink.strokeStyle = this.style.ink;
      ink.lineWidth = 0.7;
      ink.stroke();
      ink.globalAlpha = cell.fresh ? 1 : TRACE;
      ink.fillStyle = this.steps[step].text;
      this.number(ink, cell, taken);
    }
    ink.globalAlpha = 1;
  }

  number(ink, { x, y, count }, taken) {
    const words = String(count), size = SIZES[Math.min(words.length, SIZES.length - 1)], half = size * 0.29 * words.length;
    if (taken.some((box) => box[0] < x + half && box[0] + box[2] > x - half && box[1] < y + size / 2 && box[1] + box[3] > y - size / 2)) return;
    ink.font = "700 " + size + "px " + this.family;
    ink.fillText(words, x, y + size * 0.35);
  }

  outline(ink, x, y, part) {
    const half = this.side * part / 2, high = this.high * part / 2;
    ink.beginPath();
    ink.moveTo(x - 2 * half, y);
    ink.lineTo(x - half, y - high);
    ink.lineTo(x + half, y - high);
    ink.lineTo(x + 2 * half, y);
    ink.lineTo(x + half, y + high);
    ink.lineTo(x - half, y + high);
    ink.closePath();
  }
}
