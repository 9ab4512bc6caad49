// The timeline as Streamlit mounts it: a module whose default export is called after every run of the page.
import { mountTimeline } from "./timeline.js";

export default function (component) { mountTimeline(component); }
