// What the scripts are given by Python, and what they share. For the type checker alone: no browser sees this file.
// tests/unit/drawing/browser/test_types.py proves that Python writes what stands here.

/** Leaflet 1.9.3, a global of the frame. Its maps, layers and points are not described here. */
declare const L: any;
type LeafletMap = any;

type Id = string;
/** `2024-07-27`, or "" or null where none is known. */
type Day = string;
type Colour = string;
/** One bit a row, most significant first, in base64. */
type Mask = string;
type LatLon = [number, number];
/** South-west, north-east. */
type Bounds = [LatLon, LatLon];

/** geodata/drawing/story_document.py: all that may be drawn, fetched once. */
interface StoryDocument {
  style: StyleTable;
  names: Record<string, string>;
  subjects: string[];
  named: string[];
  places: Record<Id, Place>;
  events: EventRow[];
  presence: PresenceRow[];
  waypoints: Record<Id, Waypoint>;
  legs: Record<Id, Leg>;
  filter?: FilterDocument;
}

/** geodata/drawing/filter_document.py: what a map filters by before Python has answered. */
interface FilterDocument {
  columns: Record<string, Record<string, FilterColumn>>; python: Record<string, string[]>;
  legs: { ids: Id[]; public: FilterColumn }; titles: Record<Id, [number, string]>;
}
/** Masks by value of a choice, the mask of a flag, or days since 1970: null is open. */
interface FilterColumn { any?: Record<string, Mask>; on?: Mask; days?: (number | null)[]; sure?: (number | null)[]; onward?: boolean }

/** Parameters as in an address. */
type Asked = Record<string, string[]>;

/** geodata/views/live.py */
interface LiveState {
  asked: Asked; change: number; whole: { events?: Mask; presence?: Mask; legs?: Id[]; waypoints?: Id[] };
  apart: string[]; found: Record<string, Mask> | null; begins: Day;
}

interface StyleTable {
  ink: Colour; muted: Colour; paper: Colour; halo: Colour; fighting: Colour; presenceColour: Colour;
  sides: Record<Id, { label: string; colour: Colour; shape: string }>;
  actors: Record<Id, { name: string; short: string; side: Id; colour: Colour; shape: string }>;
  legKinds: Record<string, LineLook>;
  phases: Record<string, LineLook>;
  confidence: Record<string, { label: string; mark: string; dash: string; fill: number }>;
  natures: Record<string, { label: string; mark: string }>;
  candidates: Record<Id, Candidate>;
  shapes: Record<string, string>;
  eventDot: { least: number; base: number; root: number; most: number };
  hexagon: { width: number; above: number; few: number; crowd: number; steps: { fill: Colour; text: Colour }[] };
}

interface LineLook { label: string; dash: string; width: number; colour: Colour }
interface Candidate { label: string; dash: string; width: number; letter: string; bearing: number; shape: string }

interface Place {
  id: Id; name: string; short: string; also: string[]; country: string; lat: number | null; lon: number | null;
  /** How exactly it is known. */
  words: string;
  /** Whether it may have a mark at a point; whether it is known as an area. */
  glyph: boolean; area: boolean; areaLabel: string[]; ring: LatLon[]; tint: Colour;
}

/** What events and reports of presence have in common. */
interface Row {
  id: Id; title: string; when: string; start: Day | null; end: Day | null; place: Id; country: string; confidence: string; mark: string;
  /** The words for a row that is known by relay alone. */
  relay?: string;
}
interface EventRow extends Row { precision: string; kind: string; sides: Id[]; actors: Id[] }
interface PresenceRow extends Row { nature: string; forces: Id[]; shade: boolean }

interface Waypoint { id: Id; name: string; place: Id; when: string; start: Day; phase: string; sure: string; alt: string; relay?: string }
interface Leg {
  id: Id; from: Id; to: Id; kind: string; phase: string; path: LatLon[]; km: number; label: string; flag: boolean; tip: string[];
  /** When playback has the column on it. */
  t0?: string; t1?: string;
}

/** geodata/drawing/story_map.py, MapState: what is on. */
interface MapState {
  view: View; home: { bounds: Bounds }; events: Mask; presence: Mask; marks: boolean; sites: boolean; shade: boolean; candidates: boolean;
  rings: Id[]; legs: Id[]; waypoints: Id[]; lengths: boolean; dates: boolean; steps: Record<Id, number>; soft: Record<Id, string>;
  reported: Record<Id, string[]>; titles: Record<Id, string>; selected: Id | null; legend: any[]; corner: string; play: Record<string, string>;
  look: string; imported: ImportedState | null; told: string; seq: string; live: LiveState | null;
}
interface View {
  seq: string; bounds?: Bounds; lat?: number | null; lng?: number | null; zoom?: number | null; kept?: boolean;
  /** Of a briefing, whose words cover so many pixels; `fly` moves the map instead of setting it. */
  top?: number; bottom?: number; fly?: boolean;
}

/** Where the renderer finds its files. */
interface MapOptions {
  story: string; basemap: Record<string, { url: string; bounds: Bounds | null; minZoom: number | null }>; limits: Bounds; credit: string;
  online: { name: string; url: string; attribution: string; options: Record<string, any> }[];
}

/** A viewer's own events. `texts` is a prefix to which the number of a block is added, or a list of addresses. */
interface ImportedState { columns: string; texts: string | string[]; mask: Mask; selected: number | null; shown: number; shared?: boolean }

/** geodata/drawing/imported_columns.py: one array a column. Days are days since 1970, x and y parts of the square world. */
interface Columns extends ColumnsHead {
  x: Float32Array; y: Float32Array; look: Uint8Array; vague: Uint8Array; deaths: Uint16Array; start: Int32Array; end: Int32Array;
}
interface ColumnsHead { rows: number; name: string; dataset: string; licence: string; origin: string; looks: { shape: string; colour: Colour }[]; asking?: Record<string, AskedOfEvents> }
/** geodata/imported/filter_columns.py */
interface AskedOfEvents { values?: string[][]; on?: boolean; days?: "start" | "end"; onward?: boolean; hides?: boolean; python?: boolean }

/** A part of the map plane, in pixels; the plane is `scale` pixels wide. */
interface PlaneView { scale: number; left: number; top: number; width: number; height: number }

/** geodata/drawing/looks.py */
interface Look {
  ink: Colour; muted: Colour; paper: Colour; panel: Colour; inset: Colour; halo: Colour; edge: Colour; grid: Colour; accent: Colour; on_accent: Colour;
  country: Colour; region: Colour; physical: Colour; water: Colour; border: Colour; inner: Colour; coast: Colour; river: Colour; lake: Colour; sea: Colour;
  relief: string; outline: Colour; focus: number; dark: boolean; line: number; type: number; hexagon: Colour[][]; instead: Record<Colour, Colour>;
}

/** What marks, areas and the route are made with: the way of the keyboard, the words beside a mark, and those that are heard. */
interface Aid { walk: import("./walk.js").Walk; tips: import("./tips.js").Tips; spoken: import("./spoken.js").Spoken }

interface Language { tag: string; words: Record<string, string | string[]> }

/** window.ConflictMap: where the scripts of a window meet (shared.js). */
interface Shared {
  looks?: Record<string, Look>;
  mount?: (map: LeafletMap, options: MapOptions) => void;
  update?: (state: MapState) => void;
  speak?: (language: Language) => void;
  open?: () => void;
  words?: Record<string, (...values: any[]) => string>;
  /** The renderer of this window's map. */
  renderer?: any;
  presenting?: boolean;
  presenter?: any;
  /** Of a page of the dashboard. */
  live?: any; guide?: any; phone?: any; ownWords?: any; hintsSeen?: boolean; amended?: string;
}

/** What Streamlit calls the script of a component with. */
interface Component<Data> { parentElement: HTMLElement; data: Data; setTriggerValue: (name: string, value: any) => void }

interface Window { ConflictMap: Shared; Streamlit?: { setComponentValue(value: any): void } }

// What our selectors find are elements of HTML, but for a few of SVG that are asked for no more than all elements have.
interface ParentNode {
  querySelector(selectors: string): HTMLElement | null;
  querySelectorAll(selectors: string): NodeListOf<HTMLElement>;
}
interface Element { closest(selectors: string): HTMLElement | null }
