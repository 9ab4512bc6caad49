"""The report of an import: the counts, what was found, the cells, and all of it as a file."""

from __future__ import annotations

import codecs
from collections.abc import Callable

import pandas as pd
import streamlit as st

from geodata.importers import ImportResult
from geodata.importers.safe_csv import safe_csv
from pages.parts.bringing import Read

#: Cells, and groups of findings, that are shown; the file holds all.
_SHOWN = 500

#: Columns of the table of findings with their widths, and the height of a row; all in pixels. Streamlit 1.67 lets text
#: run over several lines only in rows above four times the size of the page's letters.
_HEADINGS = {"severity": 74, "column": 74, "what is the matter": 206, "times": 56, "in row": 74, "what to do": 138}
_ROW = 66


def counts(result: ImportResult) -> None:
    """Draw the counts, which always add up: rows read = accepted + rejected."""
    read, accepted, rejected = (f"{number:,}" for number in (result.rows_read, result.accepted, result.rejected))
    with st.container(key="import-counts", gap="xsmall"):
        rows = "row" if result.rows_read == 1 else "rows"
        st.subheader(f"{read} {rows} read = {accepted} accepted + {rejected} rejected", anchor=False)
        st.markdown(
            f"Read as {result.layout}. Of the accepted rows **{result.flagged:,}** "
            f"{'is' if result.flagged == 1 else 'are'} flagged, and **{result.without_place:,}** "
            f"{'has' if result.without_place == 1 else 'have'} no place."
        )


def finding_list(read: Read) -> None:
    """Draw what was found, grouped: rejected cells first, then by how often it occurs."""
    found = read.findings
    if found.empty:
        st.markdown("Nothing to remark: every cell is as it should be.")
        return
    shown = found.head(_SHOWN)
    frame = shown.assign(
        column=shown["column"].where(shown["column"] != "", "–"),
        first_row=_row_words(shown["first_row"], shown["lines"] > 1),
    )
    frame.columns = list(_HEADINGS)
    st.dataframe(
        frame,
        hide_index=True,
        row_height=_ROW,
        height=min(420, 36 + _ROW * len(frame)),
        column_config={name: st.column_config.Column(width=width) for name, width in _HEADINGS.items()},
        alt="Findings of the import, grouped",
    )
    st.caption(
        "Rejected rows are not taken in, for they would put something false on the map or the timeline. "
        "Flagged rows are taken in all the same."
        + (f" The first {_SHOWN} of {len(found):,} kinds of findings are shown." if len(found) > _SHOWN else "")
    )


def _row_words(rows: pd.Series, several: pd.Series) -> pd.Series:
    """The number of the first row, "from" before it where more follow."""
    return (several.map({True: "from ", False: ""}) + rows.astype("str")).where(rows.notna(), "whole file")


def cell_list(read: Read) -> None:
    """Draw the cells at fault, as far as a page can hold them."""
    report = read.result.report
    if report.empty:
        st.markdown("No cell was rejected or flagged.")
        return
    shown = report.head(_SHOWN)
    frame = shown.assign(row=shown["row"].astype("str").fillna("whole file"))
    many = f"the first {_SHOWN} of {len(report):,}" if len(report) > _SHOWN else f"{len(report):,} in all"
    st.caption(f"Cells rejected or flagged: {many}. Rows are numbered as in the file; the header of a table is row 1.")
    st.dataframe(frame, hide_index=True, height=min(420, 38 + 35 * len(frame)), alt="Cells rejected or flagged")


def report_button(read: Read) -> None:
    """Draw the button that saves the whole report."""
    st.download_button(
        "Save the report (CSV)",
        _csv(read),
        "import-report.csv",
        "text/csv",
        key=f"report.{'laid' if read.result.accepted else 'none'}.{id(read)}",
        on_click="ignore",
        icon=":material/download:",
    )


def _csv(read: Read) -> Callable[[], bytes]:
    """The report as CSV, made when the button is pressed; its first three bytes are for spreadsheets with accents."""
    return lambda: codecs.BOM_UTF8 + safe_csv(read.result.report)
