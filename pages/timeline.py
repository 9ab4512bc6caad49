"""Timeline: events and presence as bars in lanes, with a map of the same rows beside it."""

from __future__ import annotations

import streamlit as st

from geodata.asking.filters import events_mask, presence_mask
from geodata.drawing.page_map import with_apart
from geodata.drawing.timeline import LANES, timeline_document
from geodata.knowing.vague_dates import events_apart, reports_apart
from geodata.languages import gettext
from geodata.reading.span import told_years
from geodata.views.registry import page_map
from geodata.views.timeline import LANES_BY
from pages.viewing import address
from pages.viewing.imported_rows import imported_days
from pages.viewing.own_choice import own_choice
from pages.viewing.reading import story
from pages.widgets.counts import counts_line
from pages.widgets.event_card import chosen_card
from pages.widgets.event_table import event_table
from pages.widgets.imported_table import imported_table
from pages.widgets.map_frame import map_frame
from pages.widgets.presence_table import presence_table
from pages.widgets.timeline_frame import timeline_frame

found, wanted = story(), address.filters()
events, presence = events_mask(found, wanted), presence_mask(found, wanted)

first, last = told_years(found)
st.title(gettext("Timeline, {first} to {last}").format(first=first.year, last=last.year))
top = st.container()
left, right = st.columns([1.5, 1], gap="medium")
with right:
    with st.container(key="beside"):
        map_frame(with_apart(page_map(address.page(), found, wanted), found, wanted))  # before what can wait
    card = st.container()
with left:
    told = gettext("What a lane of the timeline stands for.")
    lanes = own_choice(LANES_BY, gettext("Lanes"), LANES, told)
    apart = {**events_apart(found, wanted), **reports_apart(found, wanted)}
    days = imported_days(found, wanted)
    timeline_frame(timeline_document(found, events, presence, lanes, wanted, address.chosen(), days, apart))
with top:
    counts_line(found, wanted)
with card:
    chosen_card(found)
event_table(found, events)
presence_table(found, presence, gettext("Reports of presence shown, as a table"))
imported_table(found, wanted)
