"""One filter and one map as most tutorials draw it: a folium marker for each event, inside the base map.

With ``?empty=yes`` in the address: one empty map and nothing else.
"""

from __future__ import annotations

import folium
import streamlit as st
from streamlit_folium import st_folium

from geodata.reading.story import Story, load_story


@st.cache_resource
def story() -> Story:
    """Read the tables once."""
    return load_story()


def base_map() -> folium.Map:
    """An empty map that needs nothing but Leaflet and jQuery, from this server."""
    made = folium.Map(location=(18.0, 4.0), zoom_start=5, tiles=None)
    made.default_js = [("leaflet", "../../leaflet/leaflet.js"), ("jquery", "../../jquery/jquery.min.js")]
    made.default_css = [("leaflet_css", "../../leaflet/leaflet.css")]
    return made


st.set_page_config(layout="wide")
shown = base_map()
if "empty" not in st.query_params:
    found = story()
    names = sorted({country for country in found.events["country"] if country})
    wanted = st.sidebar.multiselect("Countries", names, key="filter.country")
    events = found.events[found.events["country"].isin(wanted)] if wanted else found.events
    for event in events[events["place_id"] != ""].itertuples():
        point = found.places.loc[event.place_id].geometry
        popup = folium.Popup(f"<b>{event.title}</b><br>{event.summary}", max_width=300)
        folium.Marker((point.y, point.x), popup=popup, tooltip=event.title).add_to(shown)
st_folium(shown, key="map", height=560, use_container_width=True)
