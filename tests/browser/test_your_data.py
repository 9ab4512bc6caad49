"""A viewer brings events: the report comes first, the maps follow, and nobody else sees anything of them."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from importers.event_files import PLAIN_ROW, rows_of, table
from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, Route, expect

from tests.browser.conftest import NewScreen
from tests.browser.reader import Reader
from tests.browser.screen import Screen
from tests.ged_sample import GED
from tests.page_lists import WITH_MAP, WITHOUT_MAP

HERE = "/your_data"
PRIVATE = re.compile(r"/imported/")
SECRET = "Quiet words of one viewer"
ROW = {**PLAIN_ROW, "actors": "Somebody", "kind": "clash", "country": "Mali"}
TINY = table(rows_of(ROW, {"title": SECRET}, {"title": SECRET, "lat": "18", "lon": "1"}))
HOSTILE = "`${window.ran = 1}` <img src=x onerror='window.ran = 2'> **b** [l](javascript:window.ran=3) {{7*7}} =1+1"

#: As many rows as keep the patient reader busy for some seconds.
MANY = 400_000

#: How often a hand tries to fill a cell of a table, and the milliseconds it waits for each step to show.
TRIES, GLANCE = 6, 5_000


def payload(content: bytes, name: str = "tiny.csv") -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": content}


def bring(screen: Screen, file: FilePayload | Path) -> None:
    """Choose a file, and wait until the page says what it is called."""
    screen.settle(with_map=False)
    field = screen.page.locator(".st-key-choose-file input[type=file]")
    field.set_input_files(file)
    expect(screen.page.locator(".st-key-brought")).to_be_visible()


def box(screen: Screen) -> Locator:
    """The box of the file that was brought."""
    return screen.page.locator(".st-key-brought")


def laid(screen: Screen) -> Locator:
    """The box that says what lies under the story."""
    return screen.page.locator(".st-key-laid")


def press(screen: Screen, name: str) -> None:
    screen.page.locator(".stMainBlockContainer").get_by_role("button", name=name).click()


def accept(screen: Screen) -> None:
    press(screen, "Lay these events under the story")
    expect(screen.page.locator(".st-key-laid-report")).to_be_visible()


def private_requests(page: Page) -> list[str]:
    """The addresses of imported events that the page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if PRIVATE.search(request.url) else None)
    return asked


def see_the_map(screen: Screen) -> None:
    screen.page.get_by_test_id("stTopNavLink").filter(has_text="Overview").click()
    expect(screen.page.locator('[data-testid="stTopNavLink"][aria-current="page"]')).to_contain_text("Overview")
    screen.settle()


def columns_address(screen: Screen) -> str:
    """Where the map of this screen gets the imported events from."""
    with screen.page.expect_request(PRIVATE) as asked:
        see_the_map(screen)
    answer = asked.value.response()
    assert answer is not None
    assert answer.status == 200
    return asked.value.url


def status(context: BrowserContext, address: str) -> int:
    """What a browser is answered that has the address and its own cookies."""
    return context.request.get(address).status


def take_first_name_for(screen: Screen, actor: str) -> None:
    """Choose an actor for the first name of the table, looking at each step as a person does.

    The table is a canvas: on a busy machine a click or a key may come before it listens, so the hand tries again.
    """
    page = screen.page
    canvas = page.locator('[class*="st-key-actors-table"] canvas').first
    editor = page.locator("#portal [role=combobox]")
    option = page.locator("#portal").get_by_role("option", name=actor, exact=True)
    apply = page.get_by_role("button", name="Apply 1 change", disabled=False)
    for _ in range(TRIES):
        canvas.scroll_into_view_if_needed()
        size = canvas.bounding_box()
        assert size is not None
        page.mouse.click(size["x"] + size["width"] - 60, size["y"] + 52)  # the last cell of the first row
        page.keyboard.press("Enter")
        if appears(editor):
            editor.fill(actor)
            if appears(option):
                page.keyboard.press("Enter")
                if appears(apply):
                    return
        page.keyboard.press("Escape")
    raise AssertionError(f"the table did not take {actor} for its first name")


def appears(what: Locator) -> bool:
    """Whether something is to be seen before a person would try again."""
    try:
        expect(what).to_be_visible(timeout=GLANCE)
    except AssertionError:
        return False
    return True


# --- the way of a file


def test_the_report_comes_first_the_map_only_after_a_yes_and_what_is_taken_away_is_gone(screen: Screen) -> None:
    asked = private_requests(screen.page)
    screen.open(HERE, with_map=False)
    bring(screen, payload(TINY))
    expect(box(screen)).to_contain_text("2 rows read = 2 accepted + 0 rejected")
    expect(laid(screen)).to_contain_text("Nothing of yours")
    see_the_map(screen)
    assert asked == [], "before a yes the map asks for nothing"
    screen.page.go_back()
    expect(box(screen)).to_contain_text("2 rows read = 2 accepted + 0 rejected")
    screen.settle(with_map=False)
    accept(screen)
    expect(laid(screen)).to_contain_text("tiny.csv")
    expect(laid(screen)).to_contain_text("2 events")
    address = columns_address(screen)
    assert address.endswith("/columns")
    screen.page.go_back()
    screen.settle(with_map=False)
    press(screen, "Take it away again")
    expect(laid(screen)).to_contain_text("Nothing of yours")
    assert status(screen.page.context, address) == 404, "gone for its owner too"
    asked.clear()
    see_the_map(screen)
    assert asked == []


def test_a_file_as_ucdp_publishes_them(screen: Screen) -> None:
    screen.open(HERE, with_map=False)
    bring(screen, GED)
    expect(box(screen)).to_contain_text("120 rows read = 120 accepted + 0 rejected")
    expect(box(screen)).to_contain_text("Of the accepted rows 16 are flagged, and 0 have no place.")
    expect(laid(screen)).to_contain_text("Nothing of yours")
    assert screen.overflow() <= 0
    accept(screen)
    expect(laid(screen)).to_contain_text("120 events")
    expect(laid(screen)).to_contain_text("8 August 1991 to 31 December 2022")


def test_the_report_is_saved_in_the_language_of_its_reader(screen: Screen) -> None:
    screen.open(HERE, with_map=False, lang="fr")
    bring(screen, payload(table(rows_of(PLAIN_ROW, {"date": "soon"}))))
    with screen.page.expect_download() as saved:
        press(screen, "Enregistrer le rapport (CSV)")
    assert Path(saved.value.path()).read_text("utf-8-sig") == (
        "row,column,value,severity,reason,remedy\n"
        "2,date,soon,rejetée,ceci ne peut pas être lu comme une date,l’écrire sous la forme AAAA-MM-JJ\n"
    )


def test_a_dirty_file_shows_its_faults_and_the_whole_report_can_be_saved(screen: Screen) -> None:
    screen.open(HERE, with_map=False)
    bring(screen, payload(table(rows_of(PLAIN_ROW, {}, {"date": "soon"}, {"lat": "95"}, {"deaths": "many"}))))
    expect(box(screen)).to_contain_text("4 rows read = 2 accepted + 2 rejected")
    expect(box(screen)).to_contain_text("Of the accepted rows 1 is flagged")
    grid = box(screen).locator('[data-testid="stDataFrame"]').first
    expect(grid).to_contain_text("rejected")  # the table behind the canvas, as a screen reader has it
    expect(grid).to_contain_text("deaths")
    bring(screen, payload(table(rows_of(PLAIN_ROW, {"date": "=1+1"}, {"date": "@now"})), "sums.csv"))
    expect(box(screen)).to_contain_text("2 rows read = 0 accepted + 2 rejected")
    with screen.page.expect_download() as saved:
        press(screen, "Save the report (CSV)")
    lines = Path(saved.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0] == "row,column,value,severity,reason,remedy"
    assert [line.split(",")[2] for line in lines[1:]] == ["'=1+1", "'@now"]


def test_a_file_that_cannot_be_read_leaves_the_old_events_in_place_and_a_page_loaded_again_knows_none(
    screen: Screen,
) -> None:
    screen.open(HERE, with_map=False)
    bring(screen, payload(TINY))
    accept(screen)
    bring(screen, payload(b"%PDF-1.7 a document", "report.csv"))
    expect(box(screen)).to_contain_text("report.csv is a PDF document")
    expect(laid(screen)).to_contain_text("tiny.csv")
    press(screen, "Close")
    expect(laid(screen)).to_contain_text("tiny.csv")
    assert columns_address(screen)
    screen.page.go_back()
    screen.settle(with_map=False)
    expect(laid(screen)).to_contain_text("tiny.csv")
    screen.page.reload()
    screen.settle(with_map=False)
    expect(laid(screen)).to_contain_text("Nothing of yours")


def test_an_import_can_be_stopped(screen: Screen, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("w", encoding="utf-8") as file:
        file.write("id,date,lat,lon,title\nbroken,2024-07-25,19\n")  # a short row: the fast reader gives up on it
        file.writelines(f"{row},2024-07-25,19.5,2.5,Event number {row}\n" for row in range(MANY))
    screen.open(HERE, with_map=False)
    bring(screen, payload(TINY))
    accept(screen)
    bring(screen, large)
    press(screen, "Stop")
    expect(box(screen)).to_contain_text("Nothing of this file was taken in")
    expect(laid(screen)).to_contain_text("tiny.csv")
    press(screen, "Close")
    expect(screen.page.locator(".st-key-laid-report")).to_contain_text("The report on tiny.csv")


def test_columns_are_chosen_by_hand(screen: Screen) -> None:
    screen.open(HERE, with_map=False)
    bring(screen, payload(b"quand,nord,est\n2024-07-25,19.95,2.97\n", "mots.csv"))
    expect(box(screen)).to_contain_text("has no column recognised as date")
    for field, column in (("date", "quand"), ("lat", "nord"), ("lon", "est")):
        screen.page.locator(f".st-key-chooser-{field} input").click()
        screen.page.get_by_role("option", name=column, exact=True).click()
    press(screen, "Read again with these columns")
    expect(box(screen)).to_contain_text("1 row read = 1 accepted + 0 rejected")
    accept(screen)
    expect(laid(screen)).to_contain_text("because no licence is stated")


def test_a_name_is_mapped_by_hand(screen: Screen) -> None:
    screen.open(HERE, with_map=False)
    bring(screen, payload(TINY))
    screen.page.get_by_role("tab", name="Actors").click()
    expect(box(screen)).to_contain_text("1 name, 1 not in the registry.")
    take_first_name_for(screen, "JNIM")
    press(screen, "Apply 1 change")
    expect(box(screen)).to_contain_text("1 name, 0 not in the registry.")
    accept(screen)
    screen.choose("actor", "JNIM")
    expect(screen.page.locator(".st-key-counts")).to_contain_text("2 of 2 events")


def test_hostile_columns_names_and_cells_are_shown_and_run_nothing(screen: Screen) -> None:
    name = HOSTILE.replace("/", "") + ".csv"
    screen.open(HERE, with_map=False)
    bring(screen, payload(table([{HOSTILE: "a", "<b>two</b>": "b"}]), "columns.csv"))
    expect(box(screen)).to_contain_text("has no column recognised as date")
    screen.page.locator(".st-key-chooser-date input").click()
    expect(screen.page.get_by_role("option", name=HOSTILE)).to_be_visible()
    screen.page.keyboard.press("Escape")
    assert screen.page.locator(".stMain img[src=x], .stMain b").count() == 0
    assert screen.page.evaluate("() => window.ran") is None
    rows = rows_of(ROW, {"title": HOSTILE, "actors": HOSTILE, "kind": HOSTILE, "country": HOSTILE}, {"date": HOSTILE})
    bring(screen, payload(table(rows), name))
    expect(box(screen)).to_contain_text(name)
    for tab in ("Cells", "Actors", "Columns", "Findings"):
        screen.page.get_by_role("tab", name=tab).click()
    accept(screen)
    expect(laid(screen)).to_contain_text(name)
    expect(laid(screen)).to_contain_text(HOSTILE.lower())  # kinds are written in small letters
    assert screen.page.locator(".stMain img[src=x], .stMain a[href^='javascript:']").count() == 0
    see_the_map(screen)
    assert screen.page.evaluate("() => window.ran") is None
    assert screen.frame.evaluate("() => window.ran") is None


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_every_step_fits_the_window(new_screen: NewScreen, width: int, height: int) -> None:
    screen = new_screen(width, height)
    screen.open(HERE, with_map=False)
    assert screen.overflow() <= 0
    bring(screen, payload(table(rows_of(ROW, {"actors": "x" * 300, "date": "y" * 300})), "n" * 200 + ".csv"))
    for tab in ("Cells", "Actors", "Columns", "Findings"):
        screen.page.get_by_role("tab", name=tab).click()
        assert screen.overflow() <= 0, tab
    bring(screen, payload(TINY))
    accept(screen)
    assert screen.overflow() <= 0


# --- nobody else


def test_another_viewer_sees_nothing_and_gets_nothing(new_screen: NewScreen) -> None:
    a, b = new_screen(), new_screen()
    b.open(HERE, with_map=False)
    a.open(HERE, with_map=False)
    bring(a, payload(TINY))
    accept(a)
    columns = columns_address(a)
    texts = columns.removesuffix("columns") + "texts/0"
    assert [status(a.page.context, address) for address in (columns, texts)] == [200, 200]
    assert SECRET in a.page.context.request.get(texts).text()

    asked = private_requests(b.page)
    b = Reader(b.page, b.home)  # goes from page to page, as a viewer does
    for path in WITH_MAP:
        b.open(path)
        assert SECRET not in b.page.content()
    for path in (*(path for path in WITHOUT_MAP if path != HERE), HERE):
        b.open(path, with_map=False)
        assert SECRET not in b.page.content()
        assert "tiny.csv" not in b.page.content()
    assert asked == []
    expect(laid(b)).to_contain_text("Nothing of yours")

    assert any(cookie["name"] == "viewer" for cookie in b.page.context.cookies())
    assert [status(b.page.context, address) for address in (columns, texts)] == [404, 404]
    nobody = new_screen().page.context
    assert nobody.cookies() == []
    assert [status(nobody, address) for address in (columns, texts)] == [404, 404]


def test_the_cookie_is_for_no_script_and_for_no_other_site(screen: Screen) -> None:
    screen.open(HERE, with_map=False)
    (cookie,) = [cookie for cookie in screen.page.context.cookies() if cookie["name"] == "viewer"]
    assert cookie["httpOnly"]
    assert (cookie["sameSite"], cookie["path"]) == ("Strict", "/")
    assert "viewer" not in screen.page.evaluate("() => document.cookie")
    value = cookie["value"]
    screen.open("/timeline")
    assert [cookie["value"] for cookie in screen.page.context.cookies() if cookie["name"] == "viewer"] == [value]


def test_a_link_from_another_site_does_not_cut_off_an_open_tab(screen: Screen) -> None:
    screen.open(HERE, with_map=False)
    value = _viewer(screen.page.context)
    other = screen.page.context.new_page()
    other.goto("data:text/html,<a href='" + screen.home + HERE + "'>go</a>")
    other.get_by_text("go").click()
    expect(other.locator(".st-key-laid")).to_be_visible()
    assert _viewer(screen.page.context) == value
    assert other.locator(".st-key-laid ~ * >> text=sent no cookie").count() == 0


def test_a_first_visit_by_a_link_from_another_site_gets_a_cookie_too(new_screen: NewScreen) -> None:
    screen = new_screen()
    screen.page.goto("data:text/html,<a href='" + screen.home + HERE + "'>go</a>")
    screen.page.get_by_text("go").click()
    expect(laid(screen)).to_be_visible()
    assert _viewer(screen.page.context)
    expect(screen.page.get_by_text("sent no cookie")).to_have_count(0)


def test_without_cookies_the_page_says_why_nothing_is_shown(screen: Screen) -> None:
    screen.page.route(re.compile(r"/_stcore/host-config$"), _without_the_cookie)
    screen.open(HERE, with_map=False)
    expect(screen.page.get_by_text("Your browser sent no cookie")).to_be_visible()
    bring(screen, payload(TINY))
    accept(screen)
    asked = private_requests(screen.page)
    see_the_map(screen)
    assert asked == []


def _without_the_cookie(route: Route) -> None:
    """Just before Streamlit's script connects, lose the cookie that came with the page, and let no new one through."""
    route.request.frame.page.context.clear_cookies(name="viewer")
    try:
        answer = urllib.request.build_opener(urllib.request.ProxyHandler({})).open(route.request.url)
    except urllib.error.HTTPError as error:  # Streamlit finds its way by a 404, see watch.py
        answer = error
    with answer:
        others = [value for value in answer.headers.get_all("set-cookie", []) if not value.startswith("viewer=")]
        headers = {
            "content-type": answer.headers["content-type"],
            **({"set-cookie": "\n".join(others)} if others else {}),
        }
        route.fulfill(status=answer.status, headers=headers, body=answer.read())


def _viewer(context: BrowserContext) -> str:
    (value,) = [cookie["value"] for cookie in context.cookies() if cookie["name"] == "viewer"]
    return value
