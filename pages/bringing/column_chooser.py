"""What a table leaves open: which layer, which column is what, which part of a date comes first, name and licence."""

from __future__ import annotations

import streamlit as st

from geodata.importers.preview import Preview
from geodata.languages import gettext, noop
from pages.bringing import upload
from pages.bringing.upload import Brought, Wishes

#: Field of ``plain.FIELDS`` -> what a viewer calls it.
_WORDS = {
    "date": noop("Date, or first day"),
    "lat": noop("Latitude"),
    "lon": noop("Longitude"),
    "date_end": noop("Last day"),
    "country": noop("Country"),
    "place_name": noop("Place"),
    "kind": noop("Kind of event"),
    "best": noop("Deaths, best figure"),
    "title": noop("Title"),
    "low": noop("Deaths, low figure"),
    "high": noop("Deaths, high figure"),
    "notes": noop("Notes"),
    "source_text": noop("Source"),
    "id": noop("Id"),
    "place_precision": noop("Precision of the place"),
    "radius_km": noop("Radius of the place, km"),
}
_ORDERS = {
    "": noop("as the dates tell"),
    "dmy": noop("day first: 3/4 is 3 April"),
    "mdy": noop("month first: 3/4 is 4 March"),
}
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
        placeholder = gettext("choose one")
        told = gettext("The file holds several layers, and one of them is read.")
        st.selectbox(
            gettext("Layer"), seen.layers, index=place, key="chooser.layer", placeholder=placeholder, help=told
        )
        told = gettext("Reads the file again with the layer that is chosen here.")
        st.button(gettext("Read this layer"), key="chooser.read_layer", on_click=_read_layer, args=(now,), help=told)


def _read_layer(now: Brought) -> None:
    if layer := st.session_state["chooser.layer"]:
        upload.start(now.name, now.data, Wishes(layer=layer))


def _columns(now: Brought, seen: Preview) -> None:
    st.markdown(
        gettext("**Which column is what?** A date is needed; without latitude and longitude no event has a place.")
    )
    options = (_NONE, *seen.columns)
    with st.form("chooser", border=False):
        fields = list(_WORDS)
        for first in range(0, len(fields), 3):
            for box, field in zip(st.columns(3, gap="small"), fields[first : first + 3], strict=False):
                current = _current(now, seen, field)
                box.selectbox(
                    gettext(_WORDS[field]),
                    options,
                    index=options.index(current[0]) if current and current[0] in options else 0,
                    format_func=lambda column: column or gettext("no such column"),
                    key=f"chooser.{field}",
                    help=gettext("The column of the file that holds this."),
                )
        st.multiselect(
            gettext("Actors (several names in one cell are parted by semicolons)"),
            seen.columns,
            default=[column for column in _current(now, seen, "actors") if column in seen.columns],
            key="chooser.actors",
            placeholder=gettext("no such column"),
            help=gettext("The columns of the file that name who took part."),
        )
        _about(now)
        st.form_submit_button(
            gettext("Read again with these columns"),
            key="chooser.submit",
            type="primary",
            icon=":material/refresh:",
            on_click=_read_columns,
            args=(now,),
            help=gettext("Reads the file once more and makes a new report."),
        )


def _about(now: Brought) -> None:
    order, dataset, licence = st.columns(3, gap="small")
    order.selectbox(
        gettext("In dates like 3/4/2024"),
        list(_ORDERS),
        index=list(_ORDERS).index(now.wishes.day_order),
        format_func=lambda order: gettext(_ORDERS[order]),
        key="chooser.order",
        help=gettext("Whether 3/4/2024 is a day in April or one in March."),
    )
    dataset.text_input(
        gettext("Name of the data set"),
        now.wishes.dataset,
        max_chars=80,
        key="chooser.dataset",
        help=gettext("Stands in every card and every file that shows these events."),
    )
    licence.text_input(
        gettext("Licence"),
        now.wishes.licence,
        max_chars=120,
        key="chooser.licence",
        help=gettext(
            "Such as CC BY 4.0. As long as none is stated the rows stay out of every file that you take with you."
        ),
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
    upload.start(now.name, now.data, wishes)
