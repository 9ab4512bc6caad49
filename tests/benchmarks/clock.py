"""The clock of the benchmarks. It runs in the browser: from a viewer's key or click to the frame with the new marks.

A *count* is the source of a JavaScript function without arguments that says how many marks stand on the map. Every
frame the outermost page asks it; the clock stops in the frame after the one in which the count is right, which is when
that frame's drawing is done.
"""

from __future__ import annotations

import json

from playwright.sync_api import Page

#: Milliseconds after which the clock gives up.
LIMIT = 600_000

_CLOCK = """([wanted, limit]) => {{
    const count = {count};
    window.clock = new Promise((done, failed) => {{
        let start = null;
        const begin = event => {{
            if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== 'Backspace') return;
            start = performance.now();
            for (const type of ['keydown', 'click']) removeEventListener(type, begin, true);
        }};
        for (const type of ['keydown', 'click']) addEventListener(type, begin, true);
        const look = () => {{
            if (start !== null && count() === wanted)
                return requestAnimationFrame(() => done(performance.now() - start));
            if (start !== null && performance.now() - start > limit)
                return failed(new Error(`after ${{limit / 1000}} s there are ${{count()}} marks and not ${{wanted}}`));
            return requestAnimationFrame(look);
        }};
        look();
    }});
    window.clock.catch(() => 0);
}}"""

#: Runs before the page's own scripts, in every frame; only the outermost looks.
_FIRST_SEEN = """if (window === top) {{
    const count = {count};
    const look = () => {{
        try {{
            if (count() > 0) {{ window.firstSeen = performance.now(); return; }}
        }} catch (error) {{ /* not yet */ }}
        requestAnimationFrame(look);
    }};
    look();
}}"""


def elements(selector: str) -> str:
    """Return a count of the elements that match a selector inside the page's frames."""
    return f"""() => [...document.querySelectorAll('iframe')].reduce(
        (n, frame) => n + (frame.contentDocument?.querySelectorAll({json.dumps(selector)}).length ?? 0), 0)"""


def counted(page: Page, count: str) -> int:
    """Ask a count once."""
    found: int = page.evaluate(f"() => ({count})()")
    return found


def wait_for(page: Page, count: str, condition: str) -> None:
    """Wait until a count fulfils a condition on ``n``, such as ``n > 0``."""
    page.wait_for_function(f"() => {{ const n = ({count})(); return {condition}; }}")


def set_clock(page: Page, count: str, wanted: int, limit: float = LIMIT) -> None:
    """Have the clock start at the next Enter, Backspace or click, and stop when as many marks are drawn as wanted."""
    page.evaluate(_CLOCK.format(count=count), [wanted, limit])


def read_clock(page: Page) -> float:
    """Wait until the clock has stopped and return milliseconds. Raises playwright's Error when it gave up."""
    took: float = page.evaluate("() => window.clock")
    return took


def first_seen(count: str) -> str:
    """Return a script for a new page that notes in ``window.firstSeen`` when the count is first above 0."""
    return _FIRST_SEEN.format(count=count)
