"""Whose name is whose: the names of actors in a file, each beside the actor of the registry it is taken for."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from geodata.imported.actor_mapping import mapping_csv, read_mapping
from geodata.importers.faults import ImportFault
from geodata.languages import gettext, ngettext
from geodata.languages.formats import number
from geodata.reading.story import Story
from pages.bringing import upload
from pages.bringing.upload import Read
from pages.viewing.failed_download import made_when_asked
from pages.viewing.limits import MAX_CELL, MAX_MAPPING_MB, MAX_NAMES
from pages.viewing.text import plain

_EDITED, _ROUND, _FAULT = "actors.edited", "actors.round", "actors.fault"


def actor_mapper(story: Story, read: Read) -> None:
    """Draw the names, those that are not mapped first, and let the viewer map them by hand or by a file."""
    names = read.events.actor_names
    if names.empty:
        st.markdown(gettext("The file names no actor."))
        return
    names = names.assign(known=names["actor_id"] != "").sort_values(["known", "rows"], ascending=[True, False])
    unmapped = int((~names["known"]).sum())
    many = ngettext(
        "**{n} name, {unmapped} not in the registry.** {how}",
        "**{n} names, {unmapped} not in the registry.** {how}",
        len(names),
    )
    how = gettext(
        "A name is mapped by itself only when it is written exactly like a name of one actor of the story; nothing is "
        "guessed. The filter by actor finds mapped names, and they have the actor’s colour and shape on the maps."
    )
    st.markdown(many.format(n=number(len(names)), unmapped=number(unmapped), how=how))
    if len(names) > MAX_NAMES:
        words = gettext("The first {n} names are shown; a mapping that is loaded as a file reaches all of them.")
        st.caption(words.format(n=number(MAX_NAMES)))
        names = names.head(MAX_NAMES)
    edited = _editor(story, names)
    wanted = {
        name: after
        for name, before, after in zip(names["name"], names["actor_id"], edited, strict=True)
        if before != after
    }
    st.session_state[_EDITED] = wanted
    with st.container(horizontal=True, vertical_alignment="center"):
        words = ngettext("Apply {n} change", "Apply {n} changes", len(wanted)).format(n=number(len(wanted)))
        words = words if wanted else gettext("Apply the changes")
        st.button(
            words,
            key="actors.apply",
            on_click=apply_edits,
            args=(read,),
            disabled=not wanted,
            type="primary",
            help=gettext("Takes the names for the actors that you set in the table."),
        )
        st.download_button(
            gettext("Save the mapping (CSV)"),
            made_when_asked(lambda: mapping_csv(read.events.actor_names)),
            "actor-mapping.csv",
            "text/csv",
            key="actors.save",
            on_click="ignore",
            icon=":material/download:",
            help=gettext("Which name stands for which actor, to use with the next file."),
        )
    st.file_uploader(
        gettext("Load a mapping"),
        type="csv",
        max_upload_size=MAX_MAPPING_MB,
        key=f"actors.file.{_round()}",
        on_change=_load,
        args=(story, read),
        help=gettext("A mapping that was saved here; names that it does not know stay as they are."),
    )
    if fault := st.session_state.get(_FAULT):
        st.error(plain(str(fault)), icon=":material/error:")


def apply_edits(read: Read) -> None:
    """Map the names as the viewer has set them in the table, also when that was not asked for by the button."""
    if wanted := st.session_state.get(_EDITED):
        _apply(read, wanted)


def _apply(read: Read, mapping: Mapping[str, str]) -> None:
    names = read.events.actor_names
    current = dict(zip(names["name"], names["actor_id"], strict=True))
    upload.map_actors(read, {**current, **{name: mapping[name] for name in mapping if name in current}})
    st.session_state[_EDITED] = {}
    st.session_state[_ROUND] = _round() + 1
    st.session_state.pop(_FAULT, None)


def _editor(story: Story, names: pd.DataFrame) -> list[str]:
    """Draw the table and return the actor of each name as it stands there now."""
    short = story.actors["short_name"].to_dict()
    options = sorted(short, key=lambda actor: str(short[actor]).casefold())
    table = pd.DataFrame(
        {
            "name": names["name"].str.slice(stop=MAX_CELL).to_numpy(),
            "rows": names["rows"].to_numpy(),
            "actor": names["actor_id"].where(names["known"], None).to_numpy(dtype=object),
        }
    )
    edited = st.data_editor(
        table,
        key=f"actors.table.{_round()}",
        hide_index=True,
        disabled=["name", "rows"],
        placeholder=gettext("not in the registry"),
        alt=gettext("Names of actors in the file and the actors of the story they are taken for"),
        height=min(420, 36 + 33 * len(table)),
        column_config={
            "name": st.column_config.TextColumn(gettext("name in the file"), width="large"),
            "rows": st.column_config.NumberColumn(gettext("rows"), width="small"),
            "actor": st.column_config.SelectboxColumn(
                gettext("actor of the story"),
                options=options,
                format_func=lambda actor: str(short.get(actor, actor)),
                width="medium",
            ),
        },
    )
    return ["" if actor is None or pd.isna(actor) else str(actor) for actor in edited["actor"]]


def _load(story: Story, read: Read) -> None:
    file = st.session_state[f"actors.file.{_round()}"]
    st.session_state.pop(_FAULT, None)
    if file is None:
        return
    try:
        mapping = read_mapping(file.getvalue(), story)
    except ImportFault as fault:
        st.session_state[_FAULT] = fault  # and not its words, which follow the viewer into another language
        return
    _apply(read, mapping)


def _round() -> int:
    """A number that is new after each change, so that table and field start afresh."""
    return int(st.session_state.get(_ROUND, 0))
