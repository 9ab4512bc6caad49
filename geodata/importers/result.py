"""What an import gives back."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class ImportResult:
    """The accepted rows, the report, and the counts.

    ``events`` has the columns of ``model.COLUMNS``, indexed by id. ``report`` has the columns of ``report.COLUMNS``;
    its ``row`` is the number of the row in the file (the header is row 1; features of a map file count from 1), blank
    where the whole file is meant; its words are English, ``sentences.report_in_words`` says them in another language.
    ``actor_names`` has one row for each name: name, actor_id ("" when the registry does not know it), rows. Always
    ``rows_read == accepted + rejected``.
    """

    events: pd.DataFrame
    report: pd.DataFrame
    actor_names: pd.DataFrame
    layout: str
    dataset: str
    rows_read: int

    @property
    def accepted(self) -> int:
        """Rows that were taken in, flagged ones among them."""
        return len(self.events)

    @property
    def rejected(self) -> int:
        """Rows that were not taken in."""
        return int(self.report.loc[self.report["severity"] == "rejected", "row"].nunique())

    @property
    def flagged(self) -> int:
        """Accepted rows with at least one flagged cell."""
        flagged = self.report.loc[self.report["severity"] == "flagged", "row"].dropna().unique()
        return int(self.events["source_row"].isin(flagged).sum())

    @property
    def without_place(self) -> int:
        """Accepted rows that have no coordinates."""
        return int(self.events["lat"].isna().sum())

    def summary(self) -> str:
        """One line with all counts."""
        return (
            f"{self.layout}: {self.rows_read} rows read = {self.accepted} accepted + {self.rejected} rejected; "
            f"of the accepted {self.flagged} flagged, {self.without_place} without a place"
        )
