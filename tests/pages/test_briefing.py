"""The briefing: a viewer rearranges, rewords, saves and loads a set of scenes; the story's own stays as it is."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from geodata.telling.scenes import Scene, story_scenes, write_set
from pages.viewing import reading
from tests.pages.conftest import PageMaker

OWN = [scene.headline for scene in story_scenes(reading.story())]


def headlines(page: AppTest) -> list[str]:
    """The scenes in the order in which the page holds them."""
    scenes: list[Scene] = page.session_state["briefing.set"]
    return [scene.headline for scene in scenes]


def written_headlines(page: AppTest) -> list[str]:
    """The same as a viewer reads them: "3. Stopped near Tinzaouaten", in bold."""
    texts = [text.value.replace("\\", "").strip("*") for text in page.markdown]
    found = [text.split(". ", 1) for text in texts if text.split(". ", 1)[0].isdigit() and ". " in text]
    assert [number for number, _ in found] == [str(place) for place in range(1, len(found) + 1)]
    return [headline for _, headline in found]


def press(page: AppTest, what: str, place: int) -> None:
    """Press one of the buttons of a scene."""
    scene = page.session_state["briefing.set"][place]
    page.button(key=f"scene.{what}.{scene.id}.{place}").click().run()
    assert not page.exception


def reset(page: AppTest) -> None:
    """Press the button that brings the story's own scenes back."""
    next(button for button in page.button if "own scenes" in button.label).click().run()
    assert not page.exception


def load(page: AppTest, content: bytes) -> None:
    """Choose a file to load."""
    page.file_uploader[0].upload("set.json", content, "application/json").run()
    assert not page.exception


@pytest.fixture
def briefing(opened: PageMaker) -> AppTest:
    page = opened("briefing.py")
    assert not page.exception
    return page


def test_it_opens_with_the_storys_own_scenes(briefing: AppTest) -> None:
    assert len(briefing.title) == 1
    assert headlines(briefing) == written_headlines(briefing) == OWN
    assert any(f"{len(OWN)} scenes" in text.value for text in briefing.markdown)
    assert not briefing.error


def test_each_scene_shows_its_notes_and_sources(briefing: AppTest) -> None:
    story = reading.story()
    said = " ".join([text.value for text in briefing.markdown]).replace("\\", "")
    for scene in story_scenes(story):
        assert " ".join(scene.text.split()) in said
        for source in scene.source_ids:
            assert story.sources.at[source, "publisher"] in said
    notes = " ".join(text.value for text in briefing.caption).replace("\\", "")
    assert all(" ".join(scene.notes.split()) in notes for scene in story_scenes(story))


def test_a_scene_can_be_put_earlier_and_later(briefing: AppTest) -> None:
    press(briefing, "up", 2)
    wanted = [OWN[0], OWN[2], OWN[1], *OWN[3:]]
    assert headlines(briefing) == written_headlines(briefing) == wanted
    press(briefing, "down", 1)
    assert headlines(briefing) == OWN


def test_the_first_cannot_go_earlier_nor_the_last_later(briefing: AppTest) -> None:
    scenes = briefing.session_state["briefing.set"]
    last = len(scenes) - 1
    assert briefing.button(key=f"scene.up.{scenes[0].id}.0").disabled
    assert briefing.button(key=f"scene.down.{scenes[last].id}.{last}").disabled


def test_a_scene_can_be_left_out_but_never_the_last_one(briefing: AppTest) -> None:
    press(briefing, "drop", 0)
    assert headlines(briefing) == OWN[1:]
    for _ in range(len(OWN) - 2):
        press(briefing, "drop", 0)
    assert headlines(briefing) == OWN[-1:]
    only = briefing.session_state["briefing.set"][0]
    assert briefing.button(key=f"scene.drop.{only.id}.0").disabled


def test_the_storys_own_scenes_come_back(briefing: AppTest) -> None:
    press(briefing, "drop", 4)
    press(briefing, "up", 1)
    reset(briefing)
    assert headlines(briefing) == written_headlines(briefing) == OWN


def test_what_is_typed_is_taken_over_and_shown_at_once(briefing: AppTest) -> None:
    briefing.text_input(key="scene.words.SC01.0.headline").input("*My* own words").run()
    assert not briefing.exception
    assert headlines(briefing)[0] == "*My* own words"
    shown = next(text.value for text in briefing.markdown if text.value.startswith("**1. "))
    assert shown == "**1. \\*My\\* own words**"


def test_what_was_typed_goes_when_the_storys_own_scenes_come_back(briefing: AppTest) -> None:
    briefing.text_input(key="scene.words.SC01.0.headline").input("Mine").run()
    reset(briefing)
    assert headlines(briefing) == OWN
    assert briefing.text_input(key="scene.words.SC01.0.headline").value == OWN[0]


def test_what_was_typed_moves_with_its_scene(briefing: AppTest) -> None:
    briefing.text_area(key="scene.words.SC02.1.notes").input("Say this first.").run()
    press(briefing, "up", 1)
    briefing.run()
    moved = briefing.session_state["briefing.set"][0]
    assert (moved.id, moved.notes) == ("SC02", "Say this first.")
    assert headlines(briefing) == [OWN[1], OWN[0], *OWN[2:]]


def test_a_view_can_be_added_with_the_filters_and_the_chosen_event(opened: PageMaker) -> None:
    page = opened("briefing.py", country=["NER"], event=["E46"])
    next(button for button in page.button if button.label.startswith("Add the view")).click().run()
    assert not page.exception
    added = page.session_state["briefing.set"][-1]
    assert added.filters(reading.story()).countries == ("NER",)
    assert added.chosen() == "E46"
    assert len(headlines(page)) == len(OWN) + 1


def test_a_saved_set_can_be_loaded(briefing: AppTest) -> None:
    mine = story_scenes(reading.story())[3:6][::-1]
    load(briefing, write_set(mine).encode())
    assert headlines(briefing) == written_headlines(briefing) == [OWN[5], OWN[4], OWN[3]]
    assert not briefing.error


def test_the_words_of_a_loaded_set_stand_over_those_on_the_page(briefing: AppTest) -> None:
    rows = json.loads(write_set(story_scenes(reading.story())))
    rows["scenes"][0]["headline"] = "Reworded in a file"
    load(briefing, json.dumps(rows).encode())
    briefing.run()
    assert headlines(briefing)[0] == "Reworded in a file"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"no json", "not JSON"),
        (b"[1]", "no list named"),
        (b'{"scenes": [{"id": "A"}]}', "Scene 1"),
    ],
)
def test_a_broken_file_is_answered_in_words_and_changes_nothing(briefing: AppTest, content: bytes, named: str) -> None:
    load(briefing, content)
    assert len(briefing.error) == 1
    assert named in briefing.error[0].value.replace("\\", "")
    assert headlines(briefing) == OWN


@pytest.mark.parametrize("scene_id", ["OWN²", "OWN" + "9" * 1900, "OWN", "OWN-1"])
def test_a_view_can_be_added_to_a_set_with_odd_ids(briefing: AppTest, scene_id: str) -> None:
    rows = json.loads(write_set(story_scenes(reading.story())[:1]))
    rows["scenes"][0]["id"] = scene_id
    load(briefing, json.dumps(rows).encode())
    next(button for button in briefing.button if button.label.startswith("Add the view")).click().run()
    assert not briefing.exception
    assert len({scene.id for scene in briefing.session_state["briefing.set"]}) == 2


def test_twice_the_same_scene_is_no_trouble(briefing: AppTest) -> None:
    scene = story_scenes(reading.story())[0]
    load(briefing, write_set([scene, scene]).encode())
    assert headlines(briefing) == [OWN[0], OWN[0]]
    press(briefing, "down", 0)
    press(briefing, "drop", 1)
    assert headlines(briefing) == [OWN[0]]


def test_the_set_can_be_saved_and_taken_along(briefing: AppTest) -> None:
    labels = [button.proto.label for button in briefing.get("download_button")]
    assert any("JSON" in label for label in labels)
    assert any("HTML" in label for label in labels)
