"""Your data: a file is read, its report is seen, and only then do its events lie under the story."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from importers.event_files import ACLED_ROW, PLAIN_ROW, UCDP_ROW, rows_of, table
from shapely.geometry import Point
from streamlit.testing.v1 import AppTest

from geodata.imported.event_set import EventSet
from geodata.importers import ImportOptions, ImportResult, read_events
from geodata.serving.private_data import Lent
from pages.bringing import upload as bringing
from pages.bringing.upload import Brought
from pages.viewing.making import Making
from tests.ged_sample import GED
from tests.pages.conftest import PageMaker
from tests.real_story import EVENTS

TWO = table(rows_of(UCDP_ROW, {}, {"best": "0", "high": "0", "low": "0"}))
FOREIGN = "Quand;Nord;Est;Quoi;Qui\n25/07/2024;19.95;2.97;Combat;FLA\n26/07/2024;19.9;2.9;Combat;Wagner Group\n"
HOSTILE = "</script><script>alert(1)</script> `${1}` **b** [l](javascript:x) =1+1"


def bring(page: AppTest, data: bytes, name: str = "mine.csv") -> None:
    """Choose a file and wait until it is read."""
    field = next(field for field in page.file_uploader if field.key and field.key.startswith("bringing.file."))
    field.upload(name, data, "application/octet-stream").run()
    wait(page)


def wait(page: AppTest) -> None:
    """Wait until nothing is being read."""
    if has(page, "bringing.stop"):
        reading_of(page).wait(30)
        page.run()
    assert not has(page, "bringing.stop")
    assert not page.exception


def reading_of(page: AppTest) -> Making[Any]:
    """The reading of the file that was brought."""
    found = page.session_state["bringing.brought"]
    assert isinstance(found, Brought)
    return found.reading


def has(page: AppTest, key: str) -> bool:
    return any(button.key == key for button in page.button)


def press(page: AppTest, key: str) -> None:
    page.button(key=key).click().run()
    assert not page.exception


def said(page: AppTest) -> str:
    """All that the page says in words, without Markdown's backslashes."""
    parts: Sequence = [*page.markdown, *page.subheader, *page.caption, *page.error, *page.info, *page.warning]
    return "\n".join(part.value for part in parts).replace("\\", "")


def lying(page: AppTest) -> EventSet | None:
    """The events that lie under the story."""
    found = page.session_state["imported.lent"] if "imported.lent" in page.session_state else None  # noqa: SIM401
    return found.events if isinstance(found, Lent) else None


def tables(page: AppTest) -> list[list[str]]:
    return [list(frame.value.columns) for frame in page.dataframe]


@pytest.fixture
def page(opened: PageMaker) -> AppTest:
    found = opened("your_data.py")
    assert not found.exception
    return found


def test_it_opens_with_a_field_for_a_file_and_a_word_on_who_sees_it(page: AppTest) -> None:
    assert [title.value for title in page.title] == ["Your data"]
    words = said(page)
    assert f"of {EVENTS} events shown" not in words
    assert "Nothing of yours" in words
    assert "gone when the tab is closed or loaded again" in words
    assert "ACLED: its terms forbid passing rows on" in words
    assert lying(page) is None


def test_without_a_cookie_the_page_says_why_no_map_shows_the_events(page: AppTest) -> None:
    assert any("sent no cookie" in warning.value for warning in page.warning)


def test_the_report_comes_first_and_nothing_lies_under_the_story(page: AppTest) -> None:
    bring(page, TWO)
    words = said(page)
    assert "2 rows read = 2 accepted + 0 rejected" in words
    assert "Read as UCDP GED. Of the accepted rows 1 is flagged, and 0 have no place." in words.replace("**", "")
    assert lying(page) is None
    press(page, "bringing.accept")
    found = lying(page)
    assert found is not None
    assert (len(found.events), found.name, found.dataset) == (2, "mine.csv", "UCDP GED")
    assert "mine.csv" in said(page)
    assert not has(page, "bringing.accept")


def test_a_file_as_ucdp_publishes_them(page: AppTest) -> None:
    bring(page, GED.read_bytes(), GED.name)
    words = said(page).replace("**", "")
    assert "120 rows read = 120 accepted + 0 rejected" in words
    assert "16 are flagged, and 0 have no place" in words
    (found,) = [frame.value for frame in page.dataframe if "what is the matter" in frame.value.columns]
    assert found["times"].tolist() == [10, 4, 4]
    (cells,) = [frame.value for frame in page.dataframe if "remedy" in frame.value.columns]
    assert list(cells.columns) == ["row", "column", "value", "severity", "reason", "remedy"]
    assert len(cells) == 18
    assert lying(page) is None


def test_it_can_be_put_aside_and_taken_away_again(page: AppTest) -> None:
    bring(page, TWO)
    press(page, "bringing.aside")
    assert lying(page) is None
    assert "Nothing of yours" in said(page)
    bring(page, TWO)
    press(page, "bringing.accept")
    press(page, "bringing.take_away")
    assert lying(page) is None
    assert "Nothing of yours" in said(page)


def test_a_new_file_takes_the_place_of_the_old_one_only_when_accepted(page: AppTest) -> None:
    bring(page, TWO, "old.csv")
    press(page, "bringing.accept")
    before = lying(page)
    bring(page, table([PLAIN_ROW]), "new.csv")
    assert lying(page) is before
    assert "They would take the place of old.csv" in said(page)
    press(page, "bringing.accept")
    now = lying(page)
    assert now is not None
    assert now.name == "new.csv"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 x", "is a PDF document"),
        (b"PK\x03\x04 broken", "broken zip file"),
        (b"\x00\x01\x02" * 50, "is not text"),
        (b'{"type": "nothing"}', "not GeoJSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_in_a_sentence_and_changes_nothing(
    page: AppTest, data: bytes, named: str
) -> None:
    bring(page, TWO, "old.csv")
    press(page, "bringing.accept")
    before = lying(page)
    bring(page, data, "broken.csv")
    (error,) = page.error
    assert named in error.value.replace("\\", "")
    assert "Nothing of this file was taken in" in said(page)
    assert not has(page, "bringing.accept")
    assert lying(page) is before
    press(page, "bringing.aside")
    assert not page.error


def test_a_dirty_file_shows_its_faults(page: AppTest) -> None:
    changes = [{}, {"date": "soon"}, {"lat": "95"}, {"deaths": "many"}, {"lat": "", "lon": ""}]
    bring(page, table(rows_of(PLAIN_ROW, *changes)))
    words = said(page).replace("**", "")
    assert "5 rows read = 3 accepted + 2 rejected" in words
    assert "1 is flagged, and 1 has no place" in words
    (cells,) = [frame.value for frame in page.dataframe if "remedy" in frame.value.columns]
    assert cells[["row", "value"]].values.tolist() == [["3", "soon"], ["4", "95, 2.97"], ["5", "many"]]


def test_a_file_without_one_good_row_cannot_be_laid_under_the_story(page: AppTest) -> None:
    bring(page, table(rows_of(PLAIN_ROW, {"date": "soon"})))
    assert page.button(key="bringing.accept").disabled
    assert "Not one row was accepted" in said(page)


def test_names_and_cells_are_shown_letter_by_letter(page: AppTest) -> None:
    bring(page, table(rows_of(PLAIN_ROW, {"date": HOSTILE, "actors": HOSTILE}, {"actors": HOSTILE})), HOSTILE)
    assert HOSTILE in said(page)
    raw = "\n".join(part.value for part in [*page.markdown, *page.caption, *page.error, *page.info])
    for mark in ("<script>", "**b**", "](javascript", "`${"):
        assert mark not in raw
    press(page, "bringing.accept")
    raw = "\n".join(part.value for part in [*page.markdown, *page.caption])
    assert "<script>" not in raw


def test_an_error_that_nobody_foresaw_is_a_sentence(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> ImportResult:
        raise RuntimeError("secret /home/x")

    monkeypatch.setattr(bringing, "read_events", breaks)
    bring(page, TWO)
    (error,) = page.error
    assert "could not be read" in error.value
    assert "secret" not in error.value


def test_want_of_memory_is_a_sentence(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_large(*_: object) -> ImportResult:
        raise MemoryError

    monkeypatch.setattr(bringing, "read_events", too_large)
    bring(page, TWO)
    (error,) = page.error
    assert "needs more memory than there is" in error.value


# --- stopping


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """An import that goes on step by step until the event is set or it is stopped."""
    go_on = threading.Event()

    def read(data: bytes, name: str, options: ImportOptions) -> ImportResult:
        for step in range(600):
            options.step(step / 600, f"step {step}")
            if go_on.wait(0.05):
                break
        return read_events(data, name, options)

    monkeypatch.setattr(bringing, "read_events", read)
    yield go_on
    go_on.set()


def start_slow(page: AppTest) -> None:
    page.file_uploader[0].upload("slow.csv", TWO, "text/csv").run()
    assert not page.exception
    assert has(page, "bringing.stop")


def test_an_import_can_be_stopped(page: AppTest, slow: threading.Event) -> None:
    start_slow(page)
    reading = reading_of(page)
    press(page, "bringing.stop")
    assert "Nothing of this file was taken in" in said(page)
    slow.set()
    reading.wait(30)
    page.run()
    assert not has(page, "bringing.accept")
    assert lying(page) is None


def test_the_old_events_stay_while_a_new_file_is_read(page: AppTest, slow: threading.Event) -> None:
    slow.set()
    bring(page, TWO, "old.csv")
    press(page, "bringing.accept")
    before = lying(page)
    slow.clear()
    start_slow(page)
    page.switch_page("timeline.py").run()
    assert lying(page) is before
    page.switch_page("your_data.py").run()
    assert has(page, "bringing.stop")
    slow.set()
    wait(page)
    assert lying(page) is before
    assert has(page, "bringing.accept")


# --- columns and layers


def choose_columns(page: AppTest, **columns: str) -> None:
    for field, column in columns.items():
        page.selectbox(key=f"chooser.{field}").select(column)
    page.button(key="chooser.submit").click().run()
    wait(page)


def test_columns_that_nobody_recognises_are_chosen_by_hand(page: AppTest) -> None:
    bring(page, FOREIGN.encode())
    assert any("has no column recognised as date" in info.value for info in page.info)
    assert page.selectbox(key="chooser.date").options == ["no such column", "Quand", "Nord", "Est", "Quoi", "Qui"]
    page.multiselect(key="chooser.actors").select("Qui")
    page.text_input(key="chooser.dataset").input("Ma liste")
    page.text_input(key="chooser.licence").input("CC0")
    choose_columns(page, date="Quand", lat="Nord", lon="Est", kind="Quoi")
    assert "2 rows read = 2 accepted + 0 rejected" in said(page)
    press(page, "bringing.accept")
    found = lying(page)
    assert found is not None
    assert (found.dataset, found.licence, found.may_export) == ("Ma liste", "CC0", True)
    assert found.events["actor_ids"].tolist() == [("fla",), ("wagner",)]
    assert found.events["lat"].tolist() == [19.95, 19.9]


def test_a_file_with_ids_of_its_own_keeps_them(page: AppTest) -> None:
    bring(page, b"event_id,date,lat,lon\nA1,2024-07-25,19.5,2.6\nA2,2024-07-26,19.6,2.7\n")
    assert "2 rows read = 2 accepted + 0 rejected" in said(page)
    press(page, "bringing.accept")
    found = lying(page)
    assert found is not None
    assert found.events.index.tolist() == ["mine:A1", "mine:A2"]


def test_the_column_of_the_ids_can_be_chosen(page: AppTest) -> None:
    bring(page, b"nr,date,lat,lon\nA1,2024-07-25,19.5,2.6\nA2,2024-07-26,19.6,2.7\n")
    choose_columns(page, id="nr")
    press(page, "bringing.accept")
    found = lying(page)
    assert found is not None
    assert found.events.index.tolist() == ["mine:A1", "mine:A2"]


def test_without_a_date_the_choice_is_asked_for_again_and_kept(page: AppTest) -> None:
    bring(page, FOREIGN.encode())
    choose_columns(page, lat="Nord")
    assert any("has no column recognised as date" in info.value for info in page.info)
    assert page.selectbox(key="chooser.lat").value == "Nord"


def test_recognised_columns_can_be_changed_before_the_events_are_accepted(page: AppTest) -> None:
    bring(page, table([{**PLAIN_ROW, "date": "03/04/2024", "other": "25/12/2023"}]))
    assert "1 row read = 0 accepted + 1 rejected" in said(page)
    assert page.selectbox(key="chooser.date").value == "date"
    choose_columns(page, date="other")
    assert "1 row read = 1 accepted + 0 rejected" in said(page)
    page.selectbox(key="chooser.order").select("dmy")
    choose_columns(page, date="date")
    press(page, "bringing.accept")
    found = lying(page)
    assert found is not None
    assert str(found.events["date_start"].iloc[0].date()) == "2024-04-03"


def test_a_known_layout_offers_no_columns(page: AppTest) -> None:
    bring(page, TWO)
    assert not any(box.key == "chooser.date" for box in page.selectbox)


def test_of_a_file_with_several_layers_one_is_chosen(page: AppTest, tmp_path: Path) -> None:
    path = tmp_path / "two.gpkg"
    for layer in ("one", "two"):
        frame = gpd.GeoDataFrame({"date": ["2024-07-25"], "title": [layer]}, geometry=[Point(2, 19)], crs="EPSG:4326")
        frame.to_file(path, layer=layer, driver="GPKG")
    bring(page, path.read_bytes(), "two.gpkg")
    assert any("has several layers" in info.value for info in page.info)
    page.selectbox(key="chooser.layer").select("two")
    press(page, "chooser.read_layer")
    wait(page)
    press(page, "bringing.accept")
    found = lying(page)
    assert found is not None
    assert found.events["title"].tolist() == ["two"]


# --- actors


def names(page: AppTest) -> Mapping[str, str]:
    found = lying(page)
    assert found is not None
    return dict(zip(found.actor_names["name"], found.actor_names["actor_id"], strict=True))


def load_mapping(page: AppTest, content: bytes) -> None:
    field = next(field for field in page.file_uploader if field.key and field.key.startswith("actors.file."))
    field.upload("mapping.csv", content, "text/csv").run()
    assert not page.exception


def actor_table(page: AppTest) -> list[list[object]]:
    (frame,) = [frame.value for frame in page.dataframe if list(frame.value.columns) == ["name", "rows", "actor"]]
    return frame.astype(object).where(frame.notna(), None).values.tolist()


def test_names_that_are_not_mapped_stand_first(page: AppTest) -> None:
    rows = rows_of(PLAIN_ROW, {"actors": "FLA;Somebody"}, {"actors": "FLA"}, {"actors": "Somebody else;FLA"})
    bring(page, table(rows))
    assert actor_table(page) == [["Somebody", 1, None], ["Somebody else", 1, None], ["FLA", 3, "fla"]]
    assert "3 names, 2 not in the registry." in said(page)


def test_a_mapping_can_be_loaded_before_and_after_the_events_are_accepted(page: AppTest) -> None:
    bring(page, table(rows_of(PLAIN_ROW, {"actors": "Somebody"}, {"actors": "FLA"})))
    load_mapping(page, b"name,actor_id\nSomebody,jnim\n")
    assert lying(page) is None
    press(page, "bringing.accept")
    assert names(page) == {"Somebody": "jnim", "FLA": "fla"}
    before = lying(page)
    load_mapping(page, b"name,actor_id\nSomebody,wagner\n")
    assert names(page) == {"Somebody": "wagner", "FLA": "fla"}
    found = lying(page)
    assert found is not None
    assert found is not before
    assert found.events["actor_ids"].tolist() == [("wagner",), ("fla",)]


def test_a_broken_mapping_is_answered_in_words(page: AppTest) -> None:
    bring(page, table(rows_of(PLAIN_ROW, {"actors": "Somebody"})))
    load_mapping(page, b"name,actor_id\nSomebody,nobody-knows\n")
    (error,) = page.error
    assert "nobody-knows" in error.value.replace("\\", "")
    assert actor_table(page) == [["Somebody", 1, None]]


def test_a_change_in_the_table_is_taken_along_when_the_events_are_accepted(page: AppTest) -> None:
    bring(page, table(rows_of(PLAIN_ROW, {"actors": "Somebody"})))
    page.session_state["actors.edited"] = {"Somebody": "jnim"}
    read = page.session_state["bringing.brought"].reading.content
    bringing_set = read.events
    page.button(key="bringing.accept").click().run()
    assert not page.exception
    assert names(page) == {"Somebody": "jnim"}
    assert lying(page) is not bringing_set


# --- terms


def test_acled_is_said_to_stay_out_of_exports(page: AppTest) -> None:
    bring(page, table([ACLED_ROW]))
    press(page, "bringing.accept")
    assert "These rows stay out of every file that you take with you: the terms of ACLED" in said(page)


def test_rows_without_a_licence_stay_out_of_exports_and_the_page_says_so(page: AppTest) -> None:
    bring(page, table([PLAIN_ROW]))
    press(page, "bringing.accept")
    assert "because no licence is stated" in said(page)


def test_every_other_page_opens_with_events_under_the_story(page: AppTest) -> None:
    bring(page, TWO)
    press(page, "bringing.accept")
    for file in ("overview.py", "timeline.py", "evidence.py", "method.py"):
        page.switch_page(file).run()
        assert not page.exception, file
    page.switch_page("your_data.py").run()
    assert "mine.csv" in said(page)


# --- in another language

NB = "\u00a0"


@pytest.fixture
def french(opened: PageMaker) -> AppTest:
    found = opened("your_data.py", lang=["fr"])
    assert not found.exception
    return found


def test_in_french_the_page_opens_with_a_word_on_who_sees_it(french: AppTest) -> None:
    assert [title.value for title in french.title] == ["Vos données"]
    words = said(french)
    assert "Rien qui vienne de vous. Les cartes montrent le récit seul." in words
    assert "Vous, dans cet onglet." in words
    [warning] = french.warning
    assert warning.value.startswith(f"Votre navigateur n’a pas envoyé de cookie{NB}")


def test_in_french_the_report_of_a_dirty_file(french: AppTest) -> None:
    bring(french, table(rows_of(PLAIN_ROW, {}, {"date": "soon"}, {"lat": "95"}, {"deaths": "many"}, {"id": "1"})))
    words = said(french).replace("**", "")
    assert "5 lignes lues = 2 acceptées + 3 rejetées" in words
    assert "Lu comme tableau simple. Parmi les lignes acceptées, 1 est signalée et 0 n’a pas de lieu." in words
    found, cells = (frame.value for frame in french.dataframe)
    assert list(found.columns) == ["gravité", "colonne", "ce qui ne va pas", "fois", "à la ligne", "que faire"]
    assert found["gravité"].tolist() == ["rejetée", "rejetée", "rejetée", "signalée"]
    assert list(cells.columns) == ["ligne", "colonne", "valeur", "gravité", "raison", "remède"]
    assert cells[["ligne", "valeur", "raison"]].values.tolist() == [
        ["3", "soon", "ceci ne peut pas être lu comme une date"],
        ["4", "95, 2.97", f"latitude au-delà de 90 degrés{NB}; la latitude et la longitude semblent interverties"],
        ["5", "many", f"ceci n’est pas un nombre entier de personnes{NB}; le nombre est donc tenu pour inconnu"],
        ["6", "1", "cet identifiant figure déjà à la ligne 2"],
    ]


def test_a_report_follows_its_viewer_into_another_language(page: AppTest) -> None:
    bring(page, table(rows_of(PLAIN_ROW, {"date": "soon"})))
    bring(page, b"%PDF-1.7 x", "broken.csv")
    assert "is a PDF document" in page.error[0].value
    page.session_state["viewer.lang"] = "fr"
    page.run()
    [fault] = page.error
    assert fault.value.replace("\\", "") == (
        f"broken.csv est un document PDF, non un tableau d’événements{NB}; exporter en CSV le tableau dont il est tiré."
    )


def test_in_french_the_events_lie_under_the_story(french: AppTest) -> None:
    bring(french, table(rows_of({**UCDP_ROW, "side_b": "Nobody"}, {}, {"latitude": "", "longitude": ""})))
    press(french, "bringing.accept")
    words = said(french)
    assert f"2 événements{NB}; 1 n’a pas de lieu" in words
    assert "25 juillet 2024" in words
    assert "violence impliquant un État" in words
    assert "**2 noms, dont 1 hors du registre.** Un nom n’est associé" in words
    french.session_state["imported-open"] = True
    french.switch_page("overview.py").run()
    [rows] = [frame.value for frame in french.dataframe if "morts" in frame.value]
    assert list(rows.columns) == ["quand", "titre", "où", "type", "qui", "morts", "source"]
    assert rows["morts"].tolist() == [f"2 tués (meilleure estimation de l’UCDP{NB}; 1 à 3)"] * 2
    assert rows["où"].tolist() == [
        "Tinzaouaten, Mali (à 25 km près)",
        "Tinzaouaten, Mali (sans coordonnées, donc pas sur la carte)",
    ]


def test_in_french_columns_are_asked_for(french: AppTest) -> None:
    bring(french, FOREIGN.encode())
    [info] = french.info
    assert "n’a pas de colonne reconnue comme date ou lat ou lon" in info.value.replace("\\", "")
    assert french.selectbox(key="chooser.date").label == "Date, ou premier jour"
    assert french.selectbox(key="chooser.date").options[0] == "aucune colonne"
    assert f"le jour d’abord{NB}: 3/4 est le 3 avril" in french.selectbox(key="chooser.order").options


def test_in_french_a_mapping_that_is_none_is_answered_in_a_sentence(french: AppTest) -> None:
    bring(french, TWO)
    field = next(field for field in french.file_uploader if field.key and field.key.startswith("actors.file."))
    field.upload("map.csv", b"name,actor_id\nFLA,nobody\n", "text/csv").run()
    [error] = french.error
    assert error.value.replace("\\", "") == (
        f"Ligne 2 de la correspondance{NB}: le registre n’a pas d’acteur «{NB}nobody{NB}»{NB}; écrire l’identifiant "
        "d’un acteur qu’il contient, ou laisser la cellule vide."
    )
