"""Many events on one folium map, the plain ways, each in the best form that is known for it.

``$PLAIN_WAY`` says which, ``$PLAIN_ROWS`` is the CSV file. All of them

- pass the marks as ``feature_group_to_add`` and ask for nothing back (``returned_objects=[]``): the script of the map
  stays the same, so a change of the filter neither replaces the frame nor loses the zoom, and a pan runs nothing;
- read the file once for all viewers, filter with pandas, draw every mark in one colour, with its title as a tooltip;
  no popup, no basemap, two or three of folium's scripts, all from this machine.

``markers``: ``folium.Marker`` for each row. ``prefer_canvas`` changes nothing for markers, which are elements.
``geojson``: one ``folium.GeoJson`` of circle markers, on a canvas (``prefer_canvas=True``; as SVG it is slower from
about 2,000 on), without a ``style_function``, which would write every row's style into the script once more.
``clusters``: ``FastMarkerCluster`` with a callback of its own, because the usual one needs a further library for its
icon; without ``chunkedLoading``, which takes longer until the last mark is there.
"""

from __future__ import annotations

import os
from typing import Any

import folium
import pandas as pd
import streamlit as st
from folium.map import Layer
from folium.plugins import FastMarkerCluster
from streamlit_folium import st_folium

from tests.benchmarks.event_rows import COUNTRIES

_LOCAL = "../../leaflet_markercluster/"
_MARKER = "function (row) { return L.marker([row[0], row[1]]).bindTooltip(row[2]); }"


@st.cache_resource
def events() -> pd.DataFrame:
    """Read the file once."""
    return pd.read_csv(os.environ["PLAIN_ROWS"])


def base_map() -> folium.Map:
    """An empty map that needs nothing but Leaflet and jQuery, from this server; about the dashboard's opening view."""
    made = folium.Map(location=(12.5, 4.5), zoom_start=5, tiles=None, prefer_canvas=True)
    made.options["maxZoom"] = 11  # the clusters ask for it, where a tile layer would say it
    made.default_js = [("leaflet", "../../leaflet/leaflet.js"), ("jquery", "../../jquery/jquery.min.js")]
    made.default_css = [("leaflet_css", "../../leaflet/leaflet.css")]
    return made


def markers(rows: pd.DataFrame) -> folium.FeatureGroup:
    """One marker for each row."""
    group = folium.FeatureGroup()
    for lat, lon, title in zip(rows["lat"], rows["lon"], rows["title"], strict=True):
        folium.Marker((lat, lon), tooltip=title).add_to(group)
    return group


def geojson(rows: pd.DataFrame) -> folium.FeatureGroup:
    """One GeoJson with a feature for each row."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {"title": title},
        }
        for lat, lon, title in zip(rows["lat"], rows["lon"], rows["title"], strict=True)
    ]
    layer = folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=4, weight=1, fill=True),
        tooltip=folium.GeoJsonTooltip(["title"], labels=False) if features else None,
    )
    return _group(layer)


def clusters(rows: pd.DataFrame) -> folium.FeatureGroup:
    """One FastMarkerCluster with a line for each row."""
    layer: Any = FastMarkerCluster(rows[["lat", "lon", "title"]].values.tolist(), callback=_MARKER)  # type: ignore[no-untyped-call]
    layer.default_js = [("markercluster", _LOCAL + "leaflet.markercluster.js")]
    layer.default_css = [(name, f"{_LOCAL}{name}.css") for name in ("MarkerCluster", "MarkerCluster.Default")]
    return _group(layer)


def _group(layer: Layer) -> folium.FeatureGroup:
    group = folium.FeatureGroup()
    layer.add_to(group)
    return group


WAYS = {"markers": markers, "geojson": geojson, "clusters": clusters}


def start_page() -> None:
    """What a viewer sees before the map: how many rows there are."""
    st.write(f"{len(events())} rows")


def map_page() -> None:
    """The filter and the map. With ``?empty=yes`` in the address: no marks, for a server's own first time."""
    rows = events()
    wanted = st.sidebar.multiselect(
        "Countries", list(COUNTRIES), format_func=COUNTRIES.__getitem__, key="filter.country"
    )
    if wanted:
        rows = rows[rows["country"].isin(wanted)]
    if "empty" in st.query_params:
        rows = rows.head(0)
    st_folium(
        base_map(),
        key="map",
        height=542,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=WAYS[os.environ["PLAIN_WAY"]](rows),
    )


st.set_page_config(layout="wide")
st.navigation(
    [st.Page(start_page, title="Start"), st.Page(map_page, title="Overview", url_path="map")], position="top"
).run()
