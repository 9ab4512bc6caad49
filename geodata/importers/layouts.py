"""Which layout a table has, by the names of its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geodata.importers import acled, plain, ucdp
from geodata.importers.model import Draft
from geodata.importers.options import ImportOptions
from geodata.importers.raw_table import RawTable, plain_names


@dataclass(frozen=True)
class Layout:
    """Words for the layout, the columns (plain names) to read, and what makes rows of the model out of them."""

    words: str
    columns: tuple[str, ...]
    draft: Callable[[RawTable, ImportOptions], Draft]


def recognise(names: Sequence[str], options: ImportOptions, file: str, *, with_points: bool) -> Layout:
    """Recognise UCDP GED and ACLED by their columns, also when a mapping is given; all else is a plain table.

    Raises ImportFault as :func:`plain.map_columns` does.
    """
    if ucdp.is_ucdp(names):
        return Layout(ucdp.LAYOUT, _present(ucdp.COLUMNS, names), ucdp.draft_ucdp)
    if acled.is_acled(names):
        return Layout(acled.LAYOUT, _present(acled.COLUMNS, names), acled.draft_acled)
    mapped = plain.map_columns(names, options, file, with_points=with_points)
    columns = tuple(dict.fromkeys(column for group in mapped.values() for column in group))
    return Layout(plain.LAYOUT, columns, lambda table, options: plain.draft_plain(table, options, mapped, file))


def _present(columns: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(column for column in columns if column in names)


def whole_names(header: Sequence[str]) -> list[str]:
    """Plain names of the columns of a shapefile, which cuts names after ten letters: what is cut is made whole again.

    >>> whole_names(["type_of_vi", "latitude", "event_id_c"])
    ['type_of_violence', 'latitude', 'event_id_cnty']
    """
    names = plain_names(header)
    for position, given in enumerate(header):
        if len(given) == 10:
            whole = [known for known in {*ucdp.COLUMNS, *acled.COLUMNS} if known[:10] == given.lower()]
            if len(whole) == 1 and whole[0] not in names:
                names[position] = whole[0]
    return names
