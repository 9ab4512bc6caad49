// The columns of the viewer's own events: one binary, fetched once by its address and read without a copy.
// Its layout is written in geodata/drawing/imported_columns.py: "CME1", the length of the header, the header, the columns.

const TYPES = { f4: Float32Array, i4: Int32Array, u4: Uint32Array, u2: Uint16Array, u1: Uint8Array };
export const MISSING_DAY = -2147483648;
export const NO_DEATHS = 65535;

// The bytes at an address. A stand-alone file holds them itself, compressed, as a data address.
export async function readBytes(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  if (!address.startsWith("data:application/gzip")) return answer.arrayBuffer();
  return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

// Resolves to {rows, name, dataset, licence, origin, looks, asking, x, y, look, vague, deaths, start, end}; x and y are parts of the
// square world (Web Mercator, 0 to 1, y down) and NaN without a place, start and end are days since 1970.
/** @type {(address: string) => Promise<Columns>} */
export async function readColumns(address) {
  const bytes = await readBytes(address), view = new DataView(bytes);
  if (bytes.byteLength < 8 || view.getUint32(0) !== 0x434d4531) throw new Error("not the expected format");
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 8, view.getUint32(4, true))));
  /** @type {any} */
  const columns = { rows: head.rows, name: head.name, dataset: head.dataset, licence: head.licence, origin: head.origin, looks: head.looks, asking: head.asking };
  for (const [name, { type, offset }] of Object.entries(head.columns)) columns[name] = new TYPES[type](bytes, offset, head.rows);
  return columns;
}

// The numbers of the rows that pass and have a place. A mask is one bit a row, most significant first, in base64.
/** @type {(columns: Pick<Columns, "rows" | "x">, mask: Mask) => Uint32Array} */
export function rowsPlaced(columns, mask) {
  const bits = atob(mask), { rows, x } = columns, found = new Uint32Array(rows);
  let count = 0;
  for (let first = 0, byte = 0; first < rows; first += 8, byte++) {
    let eight = bits.charCodeAt(byte);
    for (let row = first; eight && row < rows; row++, eight = (eight << 1) & 255) {
      if (eight & 128 && !Number.isNaN(x[row])) found[count++] = row;
    }
  }
  return found.subarray(0, count);
}

// Those of the rows that have begun by a day. Of a row without a date nobody can say when it appears.
// `found` takes their numbers, so that a moment of playback needs no memory of its own.
/** @type {(columns: Pick<Columns, "start">, rows: Uint32Array, day: number, found?: Uint32Array) => Uint32Array} */
export function rowsBegun(columns, rows, day, found = new Uint32Array(rows.length)) {
  const { start } = columns;
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const begins = start[rows[i]];
    if (begins <= day && begins !== MISSING_DAY) found[count++] = rows[i];
  }
  return found.subarray(0, count);
}

// Those of the rows that lie in a view (pixels of the map plane, see event_layer.js), or null when there are too many.
/** @type {(columns: Pick<Columns, "x" | "y">, rows: Uint32Array, view: PlaneView, most: number) => Uint32Array | null} */
export function rowsInView(columns, rows, view, most) {
  const { x, y } = columns, { scale } = view, found = new Uint32Array(Math.min(most, rows.length));
  const west = view.left / scale, north = view.top / scale;
  const east = (view.left + view.width) / scale, south = (view.top + view.height) / scale;
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (x[row] < west || x[row] > east || y[row] < north || y[row] > south) continue;
    if (count === most) return null;
    found[count++] = row;
  }
  return found.subarray(0, count);
}
