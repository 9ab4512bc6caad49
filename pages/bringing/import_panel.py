"""Bringing a file: choose it, see it being read, read the report, and only then lay its events under the story."""

from __future__ import annotations

import streamlit as st

from geodata.languages import gettext, noop
from geodata.reading.story import Story
from pages.bringing import upload
from pages.bringing.actor_mapper import actor_mapper, apply_edits
from pages.bringing.column_chooser import column_chooser
from pages.bringing.import_report_panel import cell_list, counts, finding_list, report_button
from pages.bringing.upload import Asked, Brought, Read, Refused
from pages.viewing import imported
from pages.viewing.text import plain

_KINDS = noop("CSV or other delimited text, GeoJSON, GeoPackage, zipped shapefile, or a zip file with one of them")


def import_panel(story: Story) -> None:
    """Draw the step at which the viewer is."""
    now = upload.brought()
    if now is None:
        if upload.laid() is None:
            _choose_file(gettext("Choose a file of events"))
            _what_is_read()
        else:
            _choose_file(gettext("Choose another file"))
        return
    with st.container(border=True, key="brought"):
        st.markdown(f"##### {plain(now.name)}")
        _step(story, now)
    if not now.reading.running:
        _choose_file(gettext("Choose another file"))


def _step(story: Story, now: Brought) -> None:
    reading = now.reading
    if reading.running:
        st.fragment(_progress, run_every=0.4)()
    elif reading.stopped.is_set():
        st.markdown(gettext("**Stopped.** Nothing of this file was taken in."))
        _put_aside(gettext("Close"))
    elif reading.fault or isinstance(reading.content, Refused):
        fault = str(reading.content.fault) if isinstance(reading.content, Refused) else reading.fault
        st.error(plain(fault), icon=":material/error:")
        st.markdown(gettext("Nothing of this file was taken in. What lay under the story before is still there."))
        _put_aside(gettext("Close"))
    elif isinstance(reading.content, Asked):
        st.info(plain(str(reading.content.choice)), icon=":material/table_view:")
        column_chooser(now, reading.content.columns)
        _put_aside(gettext("Put this file aside"))
    elif reading.content is not None:
        _report(story, now, reading.content)


def _choose_file(label: str) -> None:
    with st.container(key="choose-file"):
        st.file_uploader(
            label,
            key=upload.uploader_key(),
            on_change=upload.take_over,
            help=gettext("{kinds}. What it is, is found out from what is in it, not from its name.").format(
                kinds=gettext(_KINDS)
            ),
        )


def _what_is_read() -> None:
    st.markdown(
        gettext(
            "**What can be read.** UCDP GED and ACLED are recognised by their columns. Of any other table you choose "
            "the columns, if their names do not tell. {kinds}; up to 300 MB."
        ).format(kinds=gettext(_KINDS))
    )
    st.markdown(
        gettext(
            "**What happens then.** First you see a report: how many rows were read, which were rejected and why, and "
            "every cell that deserves a second look. Nothing is repaired or left out without a line in it. The maps "
            "show nothing of the file until you say so."
        )
    )


def _progress() -> None:
    now = upload.brought()
    if now is None or not now.reading.running:
        st.rerun()
        return
    step = now.reading.step or gettext("starting")
    st.progress(min(1.0, now.reading.done / 100), f"{step[:1].upper()}{step[1:]}")
    with st.container(horizontal=True, vertical_alignment="center"):
        told = gettext("Stops reading; what lies under the story stays.")
        st.button(
            gettext("Stop"),
            icon=":material/stop_circle:",
            on_click=now.reading.stopped.set,
            key="bringing.stop",
            help=told,
        )
        st.caption(gettext("What lies under the story now stays there until you have seen the report and accepted it."))


def _report(story: Story, now: Brought, read: Read) -> None:
    counts(read.result)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            gettext("Lay these events under the story"),
            key="bringing.accept",
            type="primary",
            icon=":material/layers:",
            on_click=_accept,
            args=(read,),
            disabled=not read.result.accepted,
            help=gettext("Shows them on every map and in every count, to you alone."),
        )
        _put_aside(gettext("Put this file aside"))
        report_button(read)
    before = imported.current()
    if not read.result.accepted:
        st.markdown(
            gettext("**Not one row was accepted**, so there is nothing to lay under the story. The findings say why.")
        )
    elif before is not None:
        words = gettext("They would take the place of {name}, which lies under the story now.")
        st.caption(words.format(name=plain(before.name)))
    _details(story, read, now)


def laid_report(story: Story) -> None:
    """Draw the report of what lies under the story, unless a new file is being looked at."""
    read = upload.laid()
    if read is None or upload.brought() is not None:
        return
    with st.container(border=True, key="laid-report"):
        st.markdown("##### " + gettext("The report on {name}").format(name=plain(read.events.name)))
        counts(read.result)
        report_button(read)
        _details(story, read)


def _details(story: Story, read: Read, now: Brought | None = None) -> None:
    """Draw findings, cells, actors and, of a file that is not accepted yet, the choice of columns."""
    names = [gettext("Findings"), gettext("Cells"), gettext("Actors")]
    with_columns = now is not None and read.columns is not None
    tabs = st.tabs([*names, gettext("Columns")] if with_columns else names)
    with tabs[0]:
        finding_list(read)
    with tabs[1]:
        cell_list(read)
    with tabs[2]:
        actor_mapper(story, read)
    if now is not None and read.columns is not None:
        with tabs[3]:
            column_chooser(now, read.columns)


def _accept(read: Read) -> None:
    apply_edits(read)
    upload.accept()


def _put_aside(label: str) -> None:
    told = gettext("Forgets the file; nothing of it is shown anywhere.")
    st.button(label, key="bringing.aside", icon=":material/close:", on_click=upload.put_aside, help=told)
