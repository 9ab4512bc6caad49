"""The language of a page for the browser: which one it is, and Streamlit's own words in it.

Streamlit calls every page English, so that a screen reader reads French with an English voice (WCAG 3.1.1), and has no
words but English ones for its menu, its lists and its upload field (streamlit/streamlit issue 1353, open). The
calendar is written in the browser's language by the library that draws it.
"""

from __future__ import annotations

import streamlit as st

from geodata.drawing.linked_scripts import module_script
from geodata.languages import pgettext
from geodata.languages.formats import locale_tag

_script = st.components.v2.component("own_words", js=module_script("own_words"))


def own_words() -> None:
    """Have the browser name the language of the page and exchange Streamlit's words."""
    with st.container(key="page-language"):
        _script(key="page-language.script", data={"tag": locale_tag(), "words": streamlit_words()})


def streamlit_words() -> dict[str, str]:
    """Return Streamlit's words of version 1.67, English to translated; those that are the same are left out."""
    words = {
        # the head of a page
        "Main menu": pgettext("Streamlit", "Main menu"),
        "Print": pgettext("Streamlit", "Print"),
        "Record screen": pgettext("Streamlit", "Record screen"),
        "Made with Streamlit v": pgettext("Streamlit", "Made with Streamlit v"),
        "Copy version to clipboard": pgettext("Streamlit", "Copy version to clipboard"),
        "App pages": pgettext("Streamlit", "App pages"),
        "{n} more": pgettext("Streamlit", "{n} more"),
        "Skip to main content": pgettext("Streamlit", "Skip to main content"),
        "Link to heading": pgettext("Streamlit", "Link to heading"),
        # the sidebar
        "Sidebar": pgettext("Streamlit", "Sidebar"),
        "Collapse sidebar": pgettext("Streamlit", "Collapse sidebar"),
        "Expand sidebar": pgettext("Streamlit", "Expand sidebar"),
        # fields and lists
        "Help for {name}": pgettext("Streamlit", "Help for {name}"),
        "Selected values": pgettext("Streamlit", "Selected values"),
        "Open": pgettext("Streamlit", "Open"),
        "Dismiss": pgettext("Streamlit", "Dismiss"),
        "Clear all": pgettext("Streamlit", "Clear all"),
        "Clear value": pgettext("Streamlit", "Clear value"),
        "Remove {name}": pgettext("Streamlit", "Remove {name}"),
        "Select all": pgettext("Streamlit", "Select all"),
        "No results": pgettext("Streamlit", "No results"),
        "Choose an option": pgettext("Streamlit", "Choose an option"),
        "1 option available.": pgettext("Streamlit", "1 option available."),
        "{n} options available.": pgettext("Streamlit", "{n} options available."),
        # days
        "Choose date": pgettext("Streamlit", "Choose date"),
        "Choose date, {month}": pgettext("Streamlit", "Choose date, {month}"),
        "Previous month": pgettext("Streamlit", "Previous month"),
        "Next month": pgettext("Streamlit", "Next month"),
        "Use arrow keys to navigate dates. Enter to select. Escape to close.": pgettext(
            "Streamlit", "Use arrow keys to navigate dates. Enter to select. Escape to close."
        ),
        "Clear date": pgettext("Streamlit", "Clear date"),
        "day, {name}": pgettext("Streamlit", "day, {name}"),
        "month, {name}": pgettext("Streamlit", "month, {name}"),
        "year, {name}": pgettext("Streamlit", "year, {name}"),
        "Empty": pgettext("Streamlit", "Empty"),
        "dd": pgettext("Streamlit", "dd"),
        "mm": pgettext("Streamlit", "mm"),
        "yyyy": pgettext("Streamlit", "yyyy"),
        # files
        "Upload": pgettext("Streamlit", "Upload"),
        "file upload": pgettext("Streamlit", "file upload"),
        "Add files": pgettext("Streamlit", "Add files"),
        "{n}MB per file": pgettext("Streamlit", "{n}MB per file"),
        # tables and charts
        "Download as CSV": pgettext("Streamlit", "Download as CSV"),
        "Download as CSV: {table}": pgettext("Streamlit", "Download as CSV: {table}"),
        "Search": pgettext("Streamlit", "Search"),
        "Search: {table}": pgettext("Streamlit", "Search: {table}"),
        "Fullscreen": pgettext("Streamlit", "Fullscreen"),
        "Fullscreen: {table}": pgettext("Streamlit", "Fullscreen: {table}"),
        "Close fullscreen": pgettext("Streamlit", "Close fullscreen"),
        "Show/hide columns": pgettext("Streamlit", "Show/hide columns"),
        "Show/hide columns: {table}": pgettext("Streamlit", "Show/hide columns: {table}"),
        "Show data": pgettext("Streamlit", "Show data"),
        "Show data: {chart}": pgettext("Streamlit", "Show data: {chart}"),
        "Download as PNG": pgettext("Streamlit", "Download as PNG"),
        "Download as PNG: {chart}": pgettext("Streamlit", "Download as PNG: {chart}"),
        "Copy Vega-Lite spec": pgettext("Streamlit", "Copy Vega-Lite spec"),
        "Copy Vega-Lite spec: {chart}": pgettext("Streamlit", "Copy Vega-Lite spec: {chart}"),
        "visualization": pgettext("Streamlit", "visualization"),
        "group mark container": pgettext("Streamlit", "group mark container"),
    }
    return {english: text for english, text in words.items() if text != english}
