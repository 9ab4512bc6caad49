"""Waiting for a page to come to rest, instead of waiting for some time."""

from __future__ import annotations

from playwright.sync_api import Page

#: How many frames in a row have to be alike; a page that is laid out anew draws something else within one or two.
_FRAMES = 8

#: What moves on a page: animations that end, the map's view and its glide, how large and how far scrolled things are.
_AT_REST = """most => new Promise(done => {
    const windows = () => [window, ...[...document.querySelectorAll('iframe')].map(frame => frame.contentWindow)]
        .filter(one => { try { return one && one.document; } catch { return false; } });
    const moves = one => one.document.getAnimations().some(move => move.playState === 'running'
        && Number.isFinite(move.effect?.getComputedTiming().endTime));
    const glides = map => map._animatingZoom || (map._panAnim && map._panAnim._inProgress);
    const box = node => { const { x, y, width, height } = node.getBoundingClientRect(); return [x, y, width, height]; };
    const signs = one => {
        const map = one.ConflictMap?.renderer?.map, root = one.document.scrollingElement;
        const parts = '[data-testid=stMain], [data-testid=stSidebar], .st-key-event-card, iframe, h1, svg.timeline';
        return [map ? [map.getCenter(), map.getZoom(), map.getSize()] : 0, one.innerWidth, root.scrollTop,
            root.scrollHeight, root.scrollWidth, one.document.querySelector('[data-testid=stMain]')?.scrollTop,
            [...one.document.querySelectorAll(parts)].map(box)];
    };
    let last = '', alike = 0;
    const look = () => {
        const all = windows(), now = JSON.stringify(all.map(signs));
        const maps = all.map(one => one.ConflictMap?.renderer?.map).filter(Boolean);
        const busy = all.some(moves) || maps.some(glides);
        alike = now === last && !busy ? alike + 1 : 0;
        last = now;
        if (alike >= most) done(); else requestAnimationFrame(look);
    };
    look();
})"""


def wait_until_still(page: Page) -> None:
    """Wait until nothing on a page, nor in its frames, has moved for some frames."""
    page.evaluate(_AT_REST, _FRAMES)


#: Frames for which a finger or the mouse is held still before it is lifted: more than the 50 ms over which Leaflet 1.9
#: measures whether a drag was a throw.
HELD = 6


def draw_frames(page: Page, number: int) -> None:
    """Let the browser draw so many frames."""
    page.evaluate(
        """number => new Promise(done => {
            const next = left => left ? requestAnimationFrame(() => next(left - 1)) : done();
            next(number);
        })""",
        number,
    )
