"""The report of an import: the counts, what was found, the cells, and all of it as a file."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from textwrap import wrap

import pandas as pd
import streamlit as st

from geodata.importers import ImportResult
from geodata.importers.safe_csv import safe_csv
from geodata.importers.sentences import report_in_words, said
from geodata.languages import gettext, ngettext, noop
from geodata.languages.formats import number
from pages.bringing.upload import Read
from pages.handing.print_sheet import printed_table
from pages.viewing.failed_download import made_when_asked
from pages.viewing.look import look

#: Cells, and groups of findings, that are shown; the file holds all.
_SHOWN = 500

#: Columns of the table of findings with their widths, and the least height of a row; all in pixels. Streamlit 1.67
#: lets text run over several lines only in rows above four times the size of the page's letters.
_HEADINGS = {
    noop("severity"): 74,
    noop("column"): 74,
    noop("what is the matter"): 206,
    noop("times"): 56,
    noop("in row"): 74,
    noop("what to do"): 138,
}
_ROW = 66

#: Pixels: a line and a letter of a sentence, and what a column has at least that holds sentences. So many lines are
#: shown at most.
_LINE, _LETTER, _SENTENCE, _MOST_LINES = 19, 6.6, 100, 6

#: Columns of the table of cells, which in the file are called so in every language.
_CELLS = {
    "row": noop("row"),
    "column": noop("column"),
    "value": noop("value"),
    "severity": noop("severity"),
    "reason": noop("reason"),
    "remedy": noop("remedy"),
}


def counts(result: ImportResult) -> None:
    """Draw the counts, which always add up: rows read = accepted + rejected."""
    read = ngettext("{n} row read", "{n} rows read", result.rows_read).format(n=number(result.rows_read))
    accepted = ngettext("{n} accepted", "{n} accepted", result.accepted).format(n=number(result.accepted))
    rejected = ngettext("{n} rejected", "{n} rejected", result.rejected).format(n=number(result.rejected))
    flagged = ngettext("**{n}** is flagged", "**{n}** are flagged", result.flagged)
    placeless = ngettext("**{n}** has no place", "**{n}** have no place", result.without_place)
    more = gettext("Read as {layout}. Of the accepted rows {flagged}, and {placeless}.")
    with st.container(key="import-counts", gap="xsmall"):
        st.subheader(f"{read} = {accepted} + {rejected}", anchor=False)
        st.markdown(
            more.format(
                layout=said(result.layout),
                flagged=flagged.format(n=number(result.flagged)),
                placeless=placeless.format(n=number(result.without_place)),
            )
        )


def finding_list(read: Read) -> None:
    """Draw what was found, grouped: rejected cells first, then by how often it occurs."""
    found = read.findings
    if found.empty:
        st.markdown(gettext("Nothing to remark: every cell is as it should be."))
        return
    shown = report_in_words(found.head(_SHOWN))
    frame = shown.assign(
        column=shown["column"].where(shown["column"] != "", "–"),
        first_row=_row_words(shown["first_row"], shown["lines"] > 1),
    )
    widths = {gettext(heading): round(width * look().type) for heading, width in _HEADINGS.items()}
    frame.columns = list(widths)
    high = _row_height(frame, widths)
    st.dataframe(
        frame,
        hide_index=True,
        row_height=high,
        height=min(420, 36 + high * len(frame)),
        column_config={name: st.column_config.Column(width=width) for name, width in widths.items()},
        alt=gettext("Findings of the import, grouped"),
    )
    printed_table(frame)
    words = gettext(
        "Rejected rows are not taken in, for they would put something false on the map or the timeline. "
        "Flagged rows are taken in all the same."
    )
    if len(found) > _SHOWN:
        more = gettext("The first {shown} of {n} kinds of findings are shown.")
        words += " " + more.format(shown=number(_SHOWN), n=number(len(found)))
    st.caption(words)


def _row_height(frame: pd.DataFrame, widths: Mapping[str, int]) -> int:
    """How high every row has to be for the longest sentence: one language needs more room than another."""
    larger = look().type
    sentences = [name for name, width in widths.items() if width > _SENTENCE * larger]
    lines = [
        len(wrap(text, int((widths[name] - 16) / (_LETTER * larger))))
        for name in sentences
        for text in frame[name].unique()
    ]
    return round(max(_ROW, _LINE * min(max(lines), _MOST_LINES) + 10) * larger)


def _row_words(rows: pd.Series, several: pd.Series) -> pd.Series:
    """The number of the first row, "from" before it where more follow."""
    words = [
        gettext("whole file") if pd.isna(row) else gettext("from {row}").format(row=row) if many else str(row)
        for row, many in zip(rows, several, strict=True)
    ]
    return pd.Series(words, index=rows.index, dtype="str")


def cell_list(read: Read) -> None:
    """Draw the cells at fault, as far as a page can hold them."""
    report = read.result.report
    if report.empty:
        st.markdown(gettext("No cell was rejected or flagged."))
        return
    shown = report_in_words(report.head(_SHOWN))
    frame = shown.assign(row=shown["row"].astype("str").fillna(gettext("whole file")))
    frame = frame.rename(columns={name: gettext(words) for name, words in _CELLS.items()})
    st.caption(_how_many(len(report)))
    alt = gettext("Cells rejected or flagged")
    st.dataframe(frame, hide_index=True, height=min(420, 38 + 35 * len(frame)), alt=alt)


def _how_many(cells: int) -> str:
    if cells > _SHOWN:
        many = gettext(
            "Cells rejected or flagged: the first {shown} of {n}. Rows are numbered as in the file; the header of a "
            "table is row 1."
        )
    else:
        many = gettext(
            "Cells rejected or flagged: {n} in all. Rows are numbered as in the file; the header of a table is row 1."
        )
    return many.format(shown=number(_SHOWN), n=number(cells))


def report_button(read: Read) -> None:
    """Draw the button that saves the whole report."""
    st.download_button(
        gettext("Save the report (CSV)"),
        made_when_asked(_csv(read)),
        "import-report.csv",
        "text/csv",
        key=f"report.{'laid' if read.result.accepted else 'none'}.{id(read)}",
        on_click="ignore",
        icon=":material/download:",
        help=gettext("Every finding with its row, its column and its value."),
    )


def _csv(read: Read) -> Callable[[], bytes]:
    """The report as CSV, made when the button is pressed; its first three bytes are for spreadsheets with accents.

    Its columns are called the same in every language, its sentences are in that of the viewer.
    """
    return lambda: codecs.BOM_UTF8 + safe_csv(report_in_words(read.result.report))
