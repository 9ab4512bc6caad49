"""What a table leaves open: which layer, which column is what, which part of a date comes first, name and licence."""

from __future__ import annotations

import streamlit as st

from geodata.importers.preview import Preview
from pages.parts import bringing
from pages.parts.bringing import Brought, Wishes

#: Field of ``plain.FIELDS`` -> what a viewer calls it.
_WORDS = {
    "date": "Date, or first day",
    "lat": "Latitude",
    "lon": "Longitude",
    "date_end": "Last day",
    "country": "Country",
    "place_name": "Place",
    "kind": "Kind of event",
    "best": "Deaths, best figure",
    "title": "Title",
    "low": "Deaths, low figure",
    "high": "Deaths, high figure",
    "notes": "Notes",
    "source_text": "Source",
    "id": "Id",
    "place_precision": "Precision of the place",
    "radius_km": "Radius of the place, km",
}
_ORDERS = {"": "as the dates tell", "dmy": "day first: 3/4 is 3 April", "mdy": "month first: 3/4 is 4 March"}
_NONE = ""


def column_chooser(now: Brought, seen: Preview) -> None:
    """Draw the choice of the layer, then that of the columns; a button reads the file again with them."""
    if seen.layers:
        _layers(now, seen)
    if seen.columns and not seen.known:
        _columns(now, seen)


def _layers(now: Brought, seen: Preview) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="layers"):
        place = seen.layers.index(now.wishes.layer) if now.wishes.layer in seen.layers else None
        st.selectbox("Layer", seen.layers, index=place, key="chooser.layer", placeholder="choose one")
        st.button("Read this layer", key="chooser.read_layer", on_click=_read_layer, args=(now,))


def _read_layer(now: Brought) -> None:
    if layer := st.session_state["chooser.layer"]:
        bringing.start(now.name, now.data, Wishes(layer=layer))


def _columns(now: Brought, seen: Preview) -> None:
    st.markdown("**Which column is what?** A date is needed; without latitude and longitude no event has a place.")
    options = (_NONE, *seen.columns)
    with st.form("chooser", border=False):
        fields = list(_WORDS)
        for first in range(0, len(fields), 3):
            for box, field in zip(st.columns(3, gap="small"), fields[first : first + 3], strict=False):
                current = _current(now, seen, field)
                box.selectbox(
                    _WORDS[field],
                    options,
                    index=options.index(current[0]) if current and current[0] in options else 0,
                    format_func=lambda column: column or "no such column",
                    key=f"chooser.{field}",
                )
        st.multiselect(
            "Actors (several names in one cell are parted by semicolons)",
            seen.columns,
            default=[column for column in _current(now, seen, "actors") if column in seen.columns],
            key="chooser.actors",
            placeholder="no such column",
        )
        _about(now)
        st.form_submit_button(
            "Read again with these columns",
            key="chooser.submit",
            type="primary",
            icon=":material/refresh:",
            on_click=_read_columns,
            args=(now,),
        )


def _about(now: Brought) -> None:
    order, dataset, licence = st.columns(3, gap="small")
    order.selectbox(
        "In dates like 3/4/2024",
        list(_ORDERS),
        index=list(_ORDERS).index(now.wishes.day_order),
        format_func=_ORDERS.__getitem__,
        key="chooser.order",
    )
    dataset.text_input("Name of the data set", now.wishes.dataset, max_chars=80, key="chooser.dataset")
    licence.text_input(
        "Licence",
        now.wishes.licence,
        max_chars=120,
        key="chooser.licence",
        help="Such as CC BY 4.0. As long as none is stated the rows stay out of every file that you take with you.",
    )


def _current(now: Brought, seen: Preview, field: str) -> tuple[str, ...]:
    """The columns of a field as they were chosen, or as they were recognised."""
    if not now.wishes.mapping:
        return (seen.recognised or {}).get(field, ())
    chosen = now.wishes.mapping.get(field, ())
    return (chosen,) if isinstance(chosen, str) else chosen


def _read_columns(now: Brought) -> None:
    state = st.session_state
    mapping: dict[str, str | tuple[str, ...]] = {
        field: state[f"chooser.{field}"] for field in _WORDS if state[f"chooser.{field}"] != _NONE
    }
    if state["chooser.actors"]:
        mapping["actors"] = tuple(state["chooser.actors"])
    wishes = Wishes(
        mapping=mapping,
        day_order=state["chooser.order"],
        dataset=state["chooser.dataset"].strip(),
        licence=state["chooser.licence"].strip(),
        layer=now.wishes.layer,
    )
    bringing.start(now.name, now.data, wishes)
