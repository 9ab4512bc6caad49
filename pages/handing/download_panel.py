"""Take it with you: the rows on the page as files, made only when a button is pressed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import streamlit as st

from geodata.asking.filters import Filters
from geodata.exports import FORMATS, Format
from geodata.imported.shown import ShownEvents
from geodata.languages import gettext
from geodata.reading.story import Story
from geodata.selecting.colophon import colophon, imported_words
from geodata.selecting.selection import select
from pages.viewing import address
from pages.viewing.failed_download import made_when_asked
from pages.viewing.imported_rows import shown_events
from pages.viewing.text import plain


def download_panel(story: Story, filters: Filters, variant: str = "enriched") -> None:
    """Draw a button that opens the formats. ``variant`` is the variant of the route that the page shows."""
    own = shown_events(story, filters)
    told = gettext("Files of what is shown, to keep or to hand on.")
    with (
        st.popover(gettext("Take it with you"), icon=":material/download:", help=told),
        st.container(key="download-panel"),
    ):
        st.caption(
            gettext(
                "The rows that pass the filter. Each file says which filter that was, how to cite it, and under which "
                "licence it may be used."
            )
        )
        if own is not None and own.counts.shown:
            st.caption(plain(imported_words(own)))
        for name, words in [(name, form.good_for) for name, form in FORMATS.items() if form.good_for]:
            st.download_button(
                gettext(FORMATS[name].words),
                data=made_when_asked(_maker(FORMATS[name], story, filters, variant, address.chosen(), own)),
                file_name=story.manifest.files.stem + FORMATS[name].ending,
                mime=FORMATS[name].media_type,
                key=f"download.{name}",
                help=gettext(words),
                on_click="ignore",  # the page need not run again
                icon=":material/download:",
                width="stretch",
            )


def _maker(
    form: Format, story: Story, filters: Filters, variant: str, chosen: str | None, imported: ShownEvents | None
) -> Callable[[], bytes]:
    """A function that makes the file; Streamlit calls it, on a thread of its own, when the button is pressed."""

    def make() -> bytes:
        about = colophon(story, filters, dt.datetime.now(dt.UTC), chosen=chosen, imported=imported)
        return form.content(select(story, filters, variant, chosen, imported), about)

    return make
