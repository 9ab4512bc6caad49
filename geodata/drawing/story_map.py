"""The folium map: a base that never changes while a page is open, and a small state layer that does.

``st_folium`` keeps its frame, and with it centre and zoom, as long as the script of the base map is the same.
So the base holds only addresses; what is on travels in a :class:`StateLayer` (a folium ``FeatureGroup``) as
one JSON object of a kilobyte or two, and ``browser/map.js`` draws it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

import folium
import xyzservices
import xyzservices.providers as xyz
from folium.template import Template

from geodata.basemap import credit, extent, manifest
from geodata.drawing.assets import Assets
from geodata.drawing.legend import Entry
from geodata.languages import gettext, noop

#: Zoom levels between which the basemap's relief and borders hold up.
MIN_ZOOM, MAX_ZOOM = 3, 11

#: Online basemaps, off until a viewer switches one on.
ONLINE = (
    ("OpenStreetMap", xyz.OpenStreetMap.Mapnik),
    (noop("Satellite imagery"), xyz.Esri.WorldImagery),
    (noop("Topographic"), xyz.OpenTopoMap),
)

Bounds = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class View:
    """Where a map opens: bounds ((south, west), (north, east)) in degrees, or a centre and a zoom level.

    ``seq`` numbers the views of a page; the browser goes to a view only when the number is new. ``kept`` means that a
    place in the page's address goes first, which the browser alone knows once a viewer has moved the map.
    """

    seq: str
    bounds: Bounds | None = None
    lat: float | None = None
    lng: float | None = None
    zoom: float | None = None
    kept: bool = False

    def document(self) -> dict[str, Any]:
        """Return the view as the browser reads it."""
        place = {"bounds": self.bounds} if self.bounds else {"lat": self.lat, "lng": self.lng, "zoom": self.zoom}
        return {"seq": self.seq, **place, **({"kept": True} if self.kept else {})}


@dataclass(frozen=True)
class MapState:
    """What is on. ``events`` and ``presence`` are masks (see :mod:`geodata.drawing.mask`).

    ``soft`` are rows that are on but not known for the days asked for, by id, with the words that say so; ``reported``
    rows of presence without an end, by id, with the day on which they were last reported and the words for it;
    ``titles`` what rows are called, by id, whose own title could not be told as of the as-of day.
    ``corner`` is where the legend covers least, ``play`` what playback runs through, ``look`` one of
    :data:`geodata.drawing.looks.LOOKS`. ``imported`` are the viewer's
    own events: ``columns`` (an address), ``texts`` (the beginning of an address, to which the number of a block is
    added, or a list of addresses), ``mask``, ``selected`` (number of a row or None) and ``shown``. ``told`` is an
    address that is asked once when the map stands, or "". ``live`` is what lets the browser follow a filter by itself
    (:func:`geodata.views.live.live_document`); None where nothing is filtered, as in a scene.
    """

    view: View
    home: Bounds
    events: str
    presence: str
    play: dict[str, str]
    marks: bool = True
    sites: bool = False
    shade: bool = False
    candidates: bool = False
    rings: list[str] = field(default_factory=list)
    legs: list[str] = field(default_factory=list)
    waypoints: list[str] = field(default_factory=list)
    lengths: bool = False
    dates: bool = False
    steps: dict[str, int] = field(default_factory=dict)
    soft: dict[str, str] = field(default_factory=dict)
    reported: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    selected: str | None = None
    legend: list[Entry] = field(default_factory=list)
    corner: str = "bottomleft"
    look: str = "light"
    imported: dict[str, Any] | None = None
    told: str = ""
    live: dict[str, Any] | None = None

    def document(self) -> dict[str, Any]:
        """Return the state as the browser reads it. ``seq`` tells one state from the next."""
        state = {name: getattr(self, name) for name in self.__dataclass_fields__}
        state["view"] = self.view.document()
        state["home"] = {"bounds": self.home}
        state["seq"] = f"{hash(json.dumps(state, sort_keys=True)) & 0xFFFFFFFF:08x}"
        return state


def script_json(value: Any) -> str:
    r"""Write a value as JSON that is also safe inside a script element and a JavaScript string.

    >>> script_json("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    text = re.sub(r"\{(?=[{%#])", r"\\u007b", text)  # streamlit-folium passes the script through Jinja
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


class StoryMap(folium.Map):
    """A folium map that fetches scripts, styles, basemap and story from this server and nowhere else.

    ``root`` is the address of the assets as the map's frame sees it, ending in a slash.
    """

    def __init__(self, assets: Assets, root: str) -> None:
        super().__init__(
            location=(18.0, 4.0),
            zoom_start=5,
            tiles=None,
            min_zoom=MIN_ZOOM,
            max_zoom=MAX_ZOOM,
            max_bounds_viscosity=1.0,
            zoom_snap=0.25,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=120,
        )
        self.default_js = [(name, root + assets.path_of(f"{name}.js")) for name in ("leaflet", "map", "language")]
        self.default_css = [("map_css", root + assets.path_of("map.css"))]
        self.add_child(Renderer(assets, root))

    def render(self, **kwargs: Any) -> str:
        """Do nothing: this would put together a page of HTML, of which ``st_folium`` takes the script and links only.

        Those it asks the map's parts for. The page costs as much again, for every viewer and every change.
        """
        return ""


class Renderer(folium.MacroElement):
    """Starts ``browser/map.js`` on the map it is added to."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            ConflictMap.mount({{ this._parent.get_name() }}, {{ this.options }});
        {% endmacro %}
        """
    )

    def __init__(self, assets: Assets, root: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Renderer"
        files = manifest()["files"]
        self.options = script_json(
            {
                "story": root + assets.path_of("story.json"),
                "basemap": {
                    name: {
                        "url": root + assets.path_of(name),
                        "bounds": entry.get("bounds"),
                        "minZoom": entry.get("min_zoom"),
                    }
                    for name, entry in files.items()
                },
                "limits": extent(),
                "credit": credit(),
                "online": [_online(gettext(name), provider) for name, provider in ONLINE],
            }
        )


class StateLayer(folium.FeatureGroup):
    """What is on, as a folium layer: pass it to ``st_folium`` as ``feature_group_to_add``."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.featureGroup();
            ConflictMap.update({{ this.state }});
        {% endmacro %}
        """
    )

    def __init__(self, state: MapState) -> None:
        super().__init__(name="state")
        self.state = script_json(state.document())


def _online(name: str, provider: xyzservices.TileProvider) -> dict[str, Any]:
    keep = {key: provider[key] for key in ("subdomains", "max_zoom") if key in provider}
    options = {"maxZoom" if key == "max_zoom" else key: value for key, value in keep.items()}
    return {
        "name": name,
        "url": provider.build_url(fill_subdomain=False).replace("{r}", ""),
        "attribution": provider.html_attribution,
        "options": options,
    }
