"""The address of a page and the controls on it, where one is ahead of the other."""

from __future__ import annotations

import pytest

from tests.pages.conftest import PageMaker


def test_a_control_is_heard_though_the_browser_has_not_got_the_last_address_yet(opened: PageMaker) -> None:
    """Two changes right after each other: the second arrives with the address of before the first."""
    page = opened("overview.py")
    page.multiselect(key="filter.actor").set_value(["jnim"]).run()
    assert page.query_params["actor"] == "jnim"
    page.query_params.clear()
    page.multiselect(key="filter.country").set_value(["MLI"]).run()
    assert {name: page.query_params[name] for name in ("actor", "country")} == {"actor": "jnim", "country": "MLI"}


def test_widgets_that_the_browser_never_got_undo_nothing(opened: PageMaker) -> None:
    """A run that was cut short has filled a list; the browser still sends what the list held before."""
    page = opened("overview.py", actor=["jnim"])
    page.session_state["address.filters"] = page.session_state["address.filters"].asking({"actor": ("wagner",)})
    page.session_state["address.used"] = True
    page.multiselect(key="filter.country").set_value(["MLI"]).run()
    assert page.query_params["actor"] == "wagner"
    assert page.query_params["country"] == "MLI"


def test_a_viewer_changes_a_list_and_changes_it_back(opened: PageMaker) -> None:
    page = opened("overview.py", actor=["jnim"])
    page.multiselect(key="filter.actor").set_value(["wagner"]).run()
    assert page.query_params["actor"] == "wagner"
    page.multiselect(key="filter.actor").set_value(["jnim"]).run()
    assert page.query_params["actor"] == "jnim"


@pytest.mark.parametrize(("parameter", "named", "wanted"), [("look", "light", "dark"), ("lang", "en", "fr")])
def test_what_the_address_names_can_be_chosen_anew(opened: PageMaker, parameter: str, named: str, wanted: str) -> None:
    page = opened("method.py", **{parameter: [named]})
    page.selectbox(key=f"viewer.{parameter}.field").set_value(wanted).run()
    assert page.selectbox(key=f"viewer.{parameter}.field").value == wanted
    assert page.query_params[parameter] in (wanted, [wanted])
