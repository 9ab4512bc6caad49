"""What axe-core finds on a page, Streamlit's own faults left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: WCAG 2.2 A and AA, and what axe-core's makers advise besides.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Known:
    """A fault of Streamlit's own, which no page can mend: axe-core's rule, where it lies, and who knows of it."""

    rule: str
    selector: str
    impact: str
    issue: str


#: All there are; none is serious or critical.
KNOWN = (
    # Streamlit took the zone out of the Tab order (#15928), because its button does the same. It keeps the role
    # "presentation" that react-dropzone gives it (react-dropzone#1182), and axe-core takes a role and a negative
    # tabindex together for a contradiction.
    Known(
        "presentation-role-conflict",
        '[data-testid="stFileUploaderDropzone"]',
        "minor",
        "https://github.com/streamlit/streamlit/issues/15921",
    ),
)

_RUN = """([tags, rules]) => axe.run(document,
    { resultTypes: ['violations'], runOnly: { type: 'tag', values: tags }, rules })
    .then(found => found.violations.flatMap(fault => fault.nodes.map(node => ({
        rule: fault.id, impact: fault.impact, target: JSON.stringify(node.target), html: node.html.slice(0, 200),
        why: [...node.any, ...node.all, ...node.none].map(check => check.message).join(' '),
    }))))"""

Fault = dict[str, str]


def faults(page: Page, without: str = "") -> list[str]:
    """What axe-core finds on a page and in its frames, Streamlit's own faults and one rule left out."""
    return others(found(page, without))


def others(faults: list[Fault]) -> list[str]:
    """Those that are not Streamlit's own, in words."""
    mine = [fault for fault in faults if not any(is_known(fault, known) for known in KNOWN)]
    return ["{impact}: {rule}: {why} {target} {html}".format(**fault) for fault in mine]


def found(page: Page, without: str = "") -> list[Fault]:
    """All that axe-core finds on a page and in its frames, one rule left out."""
    whole(page)
    for frame in page.frames:
        if not frame.evaluate("() => 'axe' in window"):
            frame.evaluate(AXE_SCRIPT)
    rules = {without: {"enabled": False}} if without else {}
    faults: list[Fault] = page.evaluate(_RUN, [TAGS, rules])
    return faults


def whole(page: Page) -> None:
    """Wait until nothing stands in for a part that is still on its way, nor for the colours of a look."""
    page.wait_for_function(
        """() => !document.querySelector('[data-testid=stSkeleton]') && (!/look=(dark|contrast)/.test(location.search)
            || getComputedStyle(document.documentElement).getPropertyValue('--cm-paper'))"""
    )


def is_known(fault: Fault, known: Known) -> bool:
    """Whether a fault is that one, and no worse than it was."""
    test_id = re.sub(r".*\"(.*)\".*", r"\1", known.selector)
    return (fault["rule"], fault["impact"]) == (known.rule, known.impact) and test_id in fault["html"]
