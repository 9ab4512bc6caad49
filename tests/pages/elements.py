"""What stands on a page, element by element, and how a cell of the ledger is chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Dataframe, Node


def nodes(block: Block) -> Iterator[Node]:
    for child in block.children.values():
        yield child
        if isinstance(child, Block):
            yield from nodes(child)


def _said(node: Node) -> str:
    """All that an element tells a viewer or sends to the browser, as one text."""
    proto: Any = getattr(node, "proto", None)
    if isinstance(node, Dataframe):
        frame = node.value
        return "\n".join(str(value) for row in frame.to_numpy() for value in row)
    if node.type == "vega_lite_chart":
        frame = convert_arrow_bytes_to_pandas_df(proto.data.data)
        words = "\n".join(str(value) for column in ("label", "hint", "short", "words") for value in frame[column])
        return f"{words}\n{proto.alt}"
    if node.type == "component_instance":  # the map: its script holds the base map, the layer what is on
        return str(json.loads(proto.json_args)["feature_group"])
    if node.type == "bidi_component":  # the timeline
        return str(proto.json)
    if node.type in ("html", "imgs"):
        return ""
    return str(proto or "").replace("\\\\", "").replace("\\'", "'")


def everything(page: AppTest) -> dict[str, str]:
    """What every element of a page says, by kind and number."""
    found = {f"{number} {node.type}": _said(node) for number, node in enumerate(nodes(page._tree))}
    assert len(found) > 10
    return found


def ledger_of(page: AppTest) -> tuple[pd.DataFrame, Dataframe]:
    found = next(frame for frame in page.dataframe if "ledger.cell" in frame.proto.id)
    return found.value, found


def choose_cell(page: AppTest, claimant: str, heading: str) -> AppTest:
    """Choose a cell of the ledger, as a click does."""
    frame, element = ledger_of(page)
    row = [name[2:] for name in frame.iloc[:, 0]].index(claimant)
    key = element.proto.id[element.proto.id.index("ledger.cell") :]
    page.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": [(row, heading)]}}
    return page.run()
