// The map's share of the address bar: lat, lng and zoom of the page around the frame.
// Written by replaceState, so that panning needs no rerun and leaves no trail in the history. The three appear
// only once a viewer has moved the map: until then the opening view fits itself to every screen.

export class Address {
  constructor(map) {
    this.map = map;
    this.moved = false;
    this.quiet = 0;
    let touched = false; // Leaflet also moves the map by itself, to keep it on the relief
    ["pointerdown", "wheel", "keydown", "touchstart"].forEach((name) =>
      map.getContainer().addEventListener(name, () => { touched = true; }, { capture: true, passive: true }));
    map.on("movestart zoomstart", () => { if (touched && !this.quiet) this.moved = true; });
    map.on("moveend", () => this.write());
    this.followPage();
  }

  // The page writes its own parameters by a new address without ours: put them back. Browsers without the
  // Navigation API get them back with the next movement of the map.
  followPage() {
    try {
      const page = window.parent, path = page.location.pathname;
      const again = () => { if (window.frameElement && window.frameElement.isConnected && page.location.pathname === path) this.write(); };
      if (page !== window && page.navigation) {
        page.navigation.addEventListener("currententrychange", again);
        window.addEventListener("pagehide", () => page.navigation.removeEventListener("currententrychange", again));
      }
    } catch { /* another site's page: nothing to follow */ }
  }

  // Run a change of view that is ours, not the viewer's.
  silently(change) {
    this.quiet += 1;
    try { change(); } finally { this.quiet -= 1; }
  }

  // Where the page's address says that the map stands, as a view; null when it does not say.
  place() {
    try {
      const given = new URL(window.parent.location.href).searchParams;
      const [lat, lng, zoom] = ["lat", "lng", "zoom"].map((name) => parseFloat(given.get(name)));
      return [lat, lng, zoom].every(Number.isFinite) ? { lat, lng, zoom } : null;
    } catch { return null; } // another site's page
  }

  write() {
    const size = this.map.getSize();
    if (!this.moved || !size.x || !size.y) return; // a frame that is being taken away has no size and no centre
    try {
      const page = window.parent, url = new URL(page.location.href), centre = this.map.getCenter();
      url.searchParams.set("lat", centre.lat.toFixed(4));
      url.searchParams.set("lng", centre.lng.toFixed(4));
      url.searchParams.set("zoom", String(this.map.getZoom()));
      if (url.href !== page.location.href) page.history.replaceState(page.history.state, "", url);
    } catch {
      this.moved = false; // the page around the frame is another site's: its address is not ours to write
    }
  }
}
