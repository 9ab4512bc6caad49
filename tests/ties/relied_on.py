"""What this project relies on inside Streamlit and streamlit-folium, read from the project's own files.

None of it is promised by those libraries: names that a page of theirs bears in the browser, sentences that they have in
English alone, modules and methods that they keep to themselves. Nothing is listed here by hand, so a new reliance is
known as soon as it is written.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parents[2]

#: The folders with code that runs in the dashboard; what is built from them has no names of its own.
_PLACES = ("app.py", "pages", "geodata")
_LIBRARIES = ("streamlit", "streamlit_folium")

#: A name of the browser's page: a class, or a `data-testid`, as a selector or a script has it.
_DOM = re.compile(r"""(?<=[."'`])st[A-Z]\w*(?:-\w*)?""")
_DATA = re.compile(r"""\[(data-(?!testid)[\w-]+)=\\?["']([^"'\\]+)""")
_FRAME = re.compile(r"""\bStreamlit\.(\w+)|contentDocument\.getElementById\("(\w+)"\)""")


class Reliance(NamedTuple):
    """A name or a sentence, and the file that relies on it."""

    name: str
    file: str


class Import(NamedTuple):
    """A module of a library, and a chain of attributes from there, as ``AppSession._create_new_session_message``."""

    module: str
    chain: str
    file: str


def dom_names() -> set[Reliance]:
    """Return classes and test ids of Streamlit's page: ``stMain``, ``stBaseButton-tertiary``."""
    return {Reliance(name, file) for file, text in _texts(".css", ".js", ".py") for name in _DOM.findall(text)}


def data_attributes() -> set[Reliance]:
    """Return other attributes with their values, as ``data-baseweb=select``; those of the project's own scripts not."""
    own = {f"data-{_dashed(name)}" for _, text in _texts(".js") for name in re.findall(r"dataset\.(\w+)", text)}
    return {
        Reliance(f"{name}={value}", file)
        for file, text in _texts(".css", ".js")
        for name, value in _DATA.findall(text)
        if name not in own
    }


def sentences() -> set[Reliance]:
    """Return Streamlit's English words that are exchanged for those of the language: all of that context."""
    return {
        Reliance(node.args[1].value, file)
        for file, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "pgettext"
        if isinstance(node.args[0], ast.Constant) and node.args[0].value == "Streamlit"
        if isinstance(node.args[1], ast.Constant) and isinstance(node.args[1].value, str)
    }


def frame_names() -> set[Reliance]:
    """Return what the project's scripts use of streamlit-folium's frame: its functions, and ids of its elements."""
    return {Reliance("".join(found), file) for file, text in _texts(".js") for found in _FRAME.findall(text)}


def python_names() -> set[Import]:
    """Return every module of the libraries that is imported, with the attributes that are reached for in it."""
    return {found for file, tree in _trees() for found in _imports(file, tree)}


def keywords() -> set[Import]:
    """Return the keywords that functions of streamlit-folium are called with."""
    found = set()
    for file, tree in _trees():
        known = {name: module for name, (module, _) in _bound(tree).items() if module.startswith("streamlit_folium")}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
                named = [keyword.arg for keyword in node.keywords if keyword.arg]
                found |= {Import(known[node.func.id], f"{node.func.id}.{name}", file) for name in named}
    return found


def _imports(file: str, tree: ast.Module) -> Iterator[Import]:
    bound = _bound(tree)
    for module, chain in bound.values():
        yield Import(module, chain, file)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in bound:
            module, chain = bound[node.value.id]
            yield Import(module, f"{chain}.{node.attr}".lstrip("."), file)
        if isinstance(node, ast.ClassDef):
            yield from _overridden(file, node, bound)


def _overridden(file: str, node: ast.ClassDef, bound: dict[str, tuple[str, str]]) -> Iterator[Import]:
    """The methods that a class of the project has in place of those of a class of Streamlit."""
    methods = [part.name for part in node.body if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef))]
    for base in node.bases:
        if isinstance(base, ast.Name) and base.id in bound:
            module, chain = bound[base.id]
            yield from (Import(module, f"{chain}.{method}", file) for method in methods)


def _bound(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """What each imported name stands for: a module of a library, and the attribute of it, "" for the module itself."""
    bound: dict[str, tuple[str, str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and _is_library(node.module or ""):
            bound |= {alias.asname or alias.name: (node.module or "", alias.name) for alias in node.names}
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if _is_library(alias.name):
                    name = alias.asname or alias.name.split(".")[0]
                    bound[name] = (alias.name if alias.asname else name, "")
    return bound


def _is_library(module: str) -> bool:
    return module.split(".")[0] in _LIBRARIES


def _dashed(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name)


def _texts(*endings: str) -> Iterator[tuple[str, str]]:
    return ((file, text) for file, text in _files() if file.endswith(endings))


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for file, text in _texts(".py"):
        if "streamlit" in text.lower():  # to take a hundred files apart that have none of it takes a second
            yield file, ast.parse(text)


@cache
def _files() -> tuple[tuple[str, str], ...]:
    paths = [
        path for place in _PLACES for path in ([TOP / place] if (TOP / place).is_file() else (TOP / place).rglob("*"))
    ]
    found = sorted(path for path in paths if path.suffix in (".css", ".js", ".py"))
    return tuple((path.relative_to(TOP).as_posix(), path.read_text(encoding="utf-8")) for path in found)
