// What a page adds to its own address takes the place of the entry of the history that is there: one turn, one entry.
// A Streamlit component that draws nothing (pages/viewing/amended_address.py). It writes once, and only while the address
// still says what the page was opened with; whatever stands there otherwise came later, by the viewer.
import { shared } from "./shared.js";

export default function ({ data }) {
  if (!data || shared.amended === data.token) return;
  shared.amended = data.token;
  const url = new URL(location.href), given = url.searchParams;
  const same = (name) => JSON.stringify(given.getAll(name)) === JSON.stringify(data.read[name] || []);
  if (!url.pathname.endsWith("/" + data.page) || !data.names.every(same)) return;
  [...data.names, ...data.dropped].forEach((name) => given.delete(name));
  Object.entries(data.written).forEach(([name, values]) => values.forEach((value) => given.append(name, value)));
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}
