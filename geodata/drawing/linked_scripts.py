"""One script of many modules: what a bundler does, for the few forms of import and export that our scripts use.

Each file of ``browser/`` is an ES module that says what it needs and gives; tests and checks take it as it is. A
browser gets one script of all of them, because a frame asks for one file more quickly than for thirty and a stand-alone
file, opened without a server, can import nothing at all. A module becomes a function that is called once and returns
what it gives, after those that it needs::

    const $words = (() => {
    const gettext = ...
    return { gettext };
    })();

The forms are these, each at the beginning of a line; everything else that begins with ``import`` or ``export`` is
refused, and so are circles of modules and names that a file does not give::

    import { name, name as other } from "./file.js";
    import "./file.js";
    export const name = ...      export function name(...) ...      export class Name ...
    export default function ...  in a file that the browser is to take as a module, see module_script

Lines that hold a comment and nothing else are left out: no line of a text in back-ticks may begin with ``//``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BROWSER = Path(__file__).parent / "browser"

_IMPORT = re.compile(r'^import (?:\{ ([\w$, ]+) \} from )?"(\.[\w./-]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:(?:async )?function|class|const) ([\w$]+))", re.MULTILINE)
_DEFAULT = re.compile(r"^export default function\b", re.MULTILINE)
_LEFT = re.compile(r"^\s*(?:import|export)\b.*|\bimport\s*[(.].*", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Module:
    """One file. ``needs`` are its imports in order: the other file and the names, each with the name that it gets here.

    ``body`` is its text without them, ``gives`` the names that it exports.
    """

    path: Path
    needs: tuple[tuple[Path, tuple[tuple[str, str], ...]], ...]
    body: str
    gives: tuple[str, ...]

    @property
    def sign(self) -> str:
        """What the module is called in a script of many, such as ``$map_marks``."""
        return "$" + re.sub(r"\W", "_", self.path.relative_to(BROWSER).with_suffix("").as_posix())


@cache
def page_script(name: str) -> str:
    """Return a file of ``browser/`` (its path without ``.js``) and all that it needs as a script of a page.

    Raises ValueError, which names the file, where a module has a form that is not known here.
    """
    parts = [_function(module) for module in modules(name)]
    return '(() => {\n"use strict";\n' + "".join(parts) + "})();\n"


@cache
def module_script(name: str) -> str:
    """Return the same as a module, which gives what the file gives. Raises ValueError as :func:`page_script` does."""
    *others, entry = modules(name)
    body = _EXPORT.sub("export ", _takes(entry) + entry.body)
    return "".join(_function(module) for module in others) + body


def modules(name: str) -> list[Module]:
    """Return the module of a file and all that it needs, each after those that it needs itself, in their order."""
    found: dict[Path, Module] = {}

    def visit(path: Path, way: tuple[Path, ...]) -> None:
        if path in way:
            raise ValueError(f"modules need each other in a circle: {' > '.join(one.name for one in (*way, path))}")
        if path in found:
            return
        module = _read(path)
        for other, names in module.needs:
            visit(other, (*way, path))
            for given, _ in names:
                if given not in found[other].gives:
                    raise ValueError(f"{path.name} imports {given}, which {other.name} does not export")
        found[path] = module

    visit(BROWSER / f"{name}.js", ())
    return list(found.values())


def _read(path: Path) -> Module:
    text = _COMMENT.sub("", path.read_text("utf-8"))
    needs = tuple(((path.parent / file).resolve(), _names(names)) for names, file in _IMPORT.findall(text))
    body = _IMPORT.sub("", text).strip("\n") + "\n"
    gives = tuple(_EXPORT.findall(body))
    if left := _LEFT.search(_DEFAULT.sub("", _EXPORT.sub("", body))):
        raise ValueError(f"{path.name}: a form of import or export that is not known: {left[0].strip()}")
    return Module(path, needs, body, gives)


def _names(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [name.strip().split(" as ") for name in text.split(",") if name.strip()]
    return tuple((pair[0], pair[-1]) for pair in pairs)


def _takes(module: Module) -> str:
    """The lines that give a module what it needs."""
    lines = []
    for other, names in module.needs:
        if names:
            taken = ", ".join(given if given == here else f"{given}: {here}" for given, here in names)
            lines.append(f"const {{ {taken} }} = {_sign(other)};\n")
    return "".join(lines)


def _function(module: Module) -> str:
    if _DEFAULT.search(module.body):
        raise ValueError(f"{module.path.name} has a default export: no other file can need it, and no page run it")
    inside = _takes(module) + _EXPORT.sub("", module.body)
    if not module.gives:
        return f"(() => {{\n{inside}}})();\n"
    return f"const {module.sign} = (() => {{\n{inside}return {{ {', '.join(module.gives)} }};\n}})();\n"


def _sign(path: Path) -> str:
    return Module(path, (), "", ()).sign
