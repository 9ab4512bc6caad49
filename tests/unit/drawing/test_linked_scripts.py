"""Modules of the browser become one script, and whatever the linker does not know it refuses."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from geodata.drawing import linked_scripts
from geodata.drawing.linked_scripts import BROWSER, module_script, modules, page_script
from tests.node import node

#: Streamlit's components and what a page imports by itself are modules, the rest run in a page.
MODULES = ("timeline_component", "strip", "guide", "hints", "phone", "own_words", "amend_address", "sheet")
SCRIPTS = ("map", "handout")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of modules of its own."""
    monkeypatch.setattr(linked_scripts, "BROWSER", tmp_path)
    return tmp_path


def written(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")


def ran(script: str, *, module: bool = False) -> str:
    """What a script writes when Node.js runs it."""
    command = [node(), f"--input-type={'module' if module else 'commonjs'}", "--eval", script]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


COUNTING = """let count = 0;
export const counted = () => (count += 1);
"""
ONE = """import { counted } from "./counting.js";

const name = "one";
export class One {
  is() { return name + counted(); }
}
"""
TWO = """import { counted as number } from "./counting.js";

const name = "two";
export function two() { return name + number(); }
"""
ENTRY = """import { One } from "./one.js";
import "./aside.js";
import { two } from "./two.js";

console.log(new One().is(), two());
"""
GIVEN = """import { counted } from "./counting.js";

export const own = 7;
export default function () { return counted() + own; }
"""
COMMENTED = """// What it is.
/**
 * @param {number} a
 */
const sum = (a) => a + 1; // more
  /** @type {number} */
console.log(sum(1), "// text");
"""


def test_every_module_runs_once_after_those_it_needs_and_keeps_its_names_to_itself(folder: Path) -> None:
    written(
        folder,
        counting=COUNTING,
        one=ONE,
        two=TWO,
        aside='console.log("aside");\n',
        entry=ENTRY,
    )
    assert [module.path.stem for module in modules("entry")] == ["counting", "one", "aside", "two", "entry"]
    page_script.cache_clear()
    assert ran(page_script("entry")) == "aside\none1 two2\n"


def test_a_module_gives_what_its_file_gives(folder: Path) -> None:
    written(
        folder,
        counting=COUNTING,
        given=GIVEN,
    )
    module_script.cache_clear()
    text = json.dumps("data:text/javascript," + module_script("given"))
    assert ran(f"const on = await import({text}); console.log(on.default(), on.own);", module=True) == "8 7\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('import * as other from "./other.js";', "form of import or export"),
        ('import other from "./other.js";', "form of import or export"),
        ('import { other } from "elsewhere";', "form of import or export"),
        ('const other = await import("./other.js");', "form of import or export"),
        ('  import { other } from "./other.js";', "form of import or export"),
        ("export let changing = 1;", "form of import or export"),
        ("const other = 1;\nexport { other };", "form of import or export"),
        ('export * from "./other.js";', "form of import or export"),
        ('import { missing } from "./other.js";', "imports missing, which other.js does not export"),
        ('import { round } from "./round.js";', "in a circle: entry.js > round.js > entry.js"),
        ("export default function () {}", "default export"),
    ],
)
def test_what_the_linker_does_not_know_is_refused(text: str, fault: str, folder: Path) -> None:
    written(
        folder, other="export const other = 1;\n", round='import { it } from "./entry.js";\nexport const round = 1;\n'
    )
    written(folder, entry=text + "\n")
    page_script.cache_clear()
    with pytest.raises(ValueError, match=fault):
        page_script("entry")


def test_lines_of_comment_are_left_out_and_others_are_not(folder: Path) -> None:
    written(
        folder,
        entry=COMMENTED,
    )
    page_script.cache_clear()
    script = page_script("entry")
    assert "What it is" not in script
    assert "@" not in script
    assert ran(script) == "2 // text\n"


@pytest.mark.parametrize("name", [*MODULES, *SCRIPTS])
def test_each_of_our_scripts_is_one_that_a_browser_can_read(name: str, tmp_path: Path) -> None:
    made = tmp_path / ("script.mjs" if name in MODULES else "script.cjs")
    made.write_text(module_script(name) if name in MODULES else page_script(name), encoding="utf-8")
    subprocess.run([node(), "--check", str(made)], capture_output=True, timeout=60, check=True)


def test_every_file_is_part_of_a_script() -> None:
    used = {module.path for name in (*MODULES, *SCRIPTS) for module in modules(name)}
    assert used == set(BROWSER.rglob("*.js"))


def test_no_line_of_a_text_is_taken_for_a_comment() -> None:
    """A text in back-ticks over several lines would lose one that begins with two strokes."""
    for path in BROWSER.rglob("*.js"):
        for text in path.read_text("utf-8").split("`")[1::2]:
            assert not any(line.lstrip().startswith("//") for line in text.splitlines()[1:]), path.name
