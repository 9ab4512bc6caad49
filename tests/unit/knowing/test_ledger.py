"""The claims ledger: every claim in one cell, rivals side by side, and nothing anywhere that adds them up."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.drawing.figure_chart import figure_chart
from geodata.drawing.story_document import story_document
from geodata.knowing.ledger import cell_words, ledger, notes, what_others_say
from geodata.knowing.tolls import PARTS, counted, short_range, toll_rows
from geodata.languages import speaking
from geodata.reading.descriptor import table_shapes
from geodata.reading.story import Story, load_story
from small_tables import SmallTables
from tests.real_story import FRENCH, REAL

ROOT = Path(__file__).parents[3]
ALL = pd.Series(True, index=REAL.claims.index)
BOUNDS = ["quantity_min", "quantity_max"]
#: A figure that no claim of the tables gives, so that a change to it is seen.
ODD = 9973.0
LEDGER = ledger(REAL, ALL)
#: The outcomes that each column holds.
OUTCOMES_OF = {
    column: [code for code, outcome in REAL.manifest.outcomes.items() if outcome.column == column]
    for column in REAL.manifest.columns
}


@pytest.fixture
def small(small_tables: SmallTables) -> Story:
    return load_story(small_tables.folder)


def every(story: Story) -> pd.Series:
    return pd.Series(True, index=story.claims.index)


def cells(matrix: pd.DataFrame) -> dict[tuple[str, str], tuple[str, ...]]:
    """The filled cells of a ledger, by claimant and column."""
    return {
        (who, column): matrix.at[who, column] for who in matrix.index for column in matrix if matrix.at[who, column]
    }


def only(*claim_ids: str) -> pd.Series:
    return pd.Series(ALL.index.isin(claim_ids), index=ALL.index)


# --- every claim, once


def test_every_claim_stands_in_exactly_one_cell() -> None:
    matrix = LEDGER
    placed = Counter(claim for ids in cells(matrix).values() for claim in ids)
    assert len(REAL.claims) == 113
    assert placed == Counter(REAL.claims.index)
    assert matrix.index.is_unique
    for (claimant, column), ids in cells(matrix).items():
        for claim in ids:
            assert REAL.claims.at[claim, "claimant"] == claimant
            assert REAL.claims.at[claim, "outcome"] in OUTCOMES_OF[column]


@given(st.sets(st.sampled_from(list(ALL.index))))
@settings(max_examples=40, deadline=None)
def test_a_filtered_ledger_holds_what_passes_in_the_same_cells(chosen: set[str]) -> None:
    some = cells(ledger(REAL, only(*chosen)))
    kept = {place: tuple(claim for claim in ids if claim in chosen) for place, ids in cells(LEDGER).items()}
    assert some == {place: ids for place, ids in kept.items() if ids}


def test_no_claimant_and_no_column_is_empty() -> None:
    matrix = ledger(REAL, only("K01", "K30"))
    assert list(matrix) == ["wagner", "soldiers"]
    assert list(matrix.index) == ["JNIM (via SITE)", "The New York Times"]
    assert matrix.at["JNIM (via SITE)", "soldiers"] == ()
    assert ledger(REAL, only()).empty


def test_every_outcome_that_a_claim_may_have_has_one_column() -> None:
    allowed = table_shapes()["claims"].columns["outcome"].enum
    placed = [outcome for outcomes in OUTCOMES_OF.values() for outcome in outcomes]
    assert len(set(placed)) == len(placed)
    assert set(placed) == set(allowed)


def test_claims_about_the_ambush_are_60_of_113() -> None:
    mask = REAL.claims["event_id"].isin(REAL.manifest.fighting)
    assert int(mask.sum()) == 60
    assert set(REAL.manifest.fighting) <= set(REAL.events.index)
    days = REAL.events.loc[REAL.claims.loc[mask, "event_id"].unique()]
    assert set(days["country"]) <= {"MLI", ""}


# --- order


def test_parties_to_the_fight_come_first_and_then_those_close_to_one() -> None:
    matrix = LEDGER
    ids = REAL.claims.drop_duplicates("claimant").set_index("claimant")["claimant_id"]
    parts = [REAL.actors.at[ids[claimant], "part"] for claimant in matrix.index]
    assert parts == sorted(parts, key=list(PARTS).index)
    assert set(parts) == set(PARTS)
    assert matrix.index[0] == "CSP-DPA rebels"


def test_among_equals_the_first_filled_column_decides() -> None:
    matrix = LEDGER
    ids = REAL.claims.drop_duplicates("claimant").set_index("claimant")["claimant_id"]
    first = {who: next(i for i, column in enumerate(matrix) if matrix.at[who, column]) for who in matrix.index}
    for part in PARTS:
        ranks = [first[who] for who in matrix.index if REAL.actors.at[ids[who], "part"] == part]
        assert ranks == sorted(ranks)


def test_a_cell_is_in_order_of_time() -> None:
    for ids in cells(LEDGER).values():
        assert REAL.claims.loc[list(ids), "start"].dropna().is_monotonic_increasing
    assert LEDGER.at["CSP-DPA rebels", "rebels"] == ("K08", "K07")  # seven on 28 July, nine on 1 August


def test_one_claimants_label_means_one_actor() -> None:
    """A row of the ledger is one speaker: a label shared by two would put words into a mouth."""
    assert (REAL.claims.groupby("claimant")["claimant_id"].nunique() == 1).all()


# --- words


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("K01", "50 · 28 Jul"),
        ("K03", "84 · 1 Aug"),
        ("K11", "≥ 50 · 29 Jul"),
        ("K15", "≤ 50 · 29 Jul"),
        ("K25", "20–80 · 29 Jul"),
        ("K29", "≥ 46 · 2024"),
        ("K18", "Significant losses of life and equipment, no figures"),
        ("K45", "The operation set out from Tessalit on 20 July"),  # no day is known
    ],
)
def test_a_cell_gives_figure_and_day_or_the_claims_words(claim: str, words: str) -> None:
    assert cell_words(REAL, (claim,)) == words


def test_a_cell_of_two_claims_keeps_both_figures() -> None:
    assert cell_words(REAL, ("K08", "K07")) == "7 · 28 Jul; 9 · 1 Aug"
    assert cell_words(REAL, ()) == ""


def test_a_day_outside_2024_keeps_its_year() -> None:
    assert "2025" in cell_words(REAL, ("K65",))


def test_long_words_are_cut_between_words(small: Story) -> None:
    for claim in REAL.claims.index:
        words = cell_words(REAL, (claim,))
        assert words
        assert "nan" not in words
        if words.endswith("…"):
            assert len(words) <= 60
            assert REAL.claims.at[claim, "claim"].startswith(words[:-1] + " ")
    assert cell_words(small, ("K02",)) == "Losses without a number"


def test_a_figure_is_not_rounded(small: Story) -> None:
    """At least 15.5 is not at least 16."""
    assert "15.5" in cell_words(small, ("K03",))


def test_a_number_says_what_it_counts_where_its_column_holds_more_than_one_thing() -> None:
    """Sixty kilometres is no count of dead, and one dead captive is not one captured."""
    mixed = [column for column, outcomes in OUTCOMES_OF.items() if len(outcomes) > 1]
    matrix = LEDGER
    for (_, column), ids in cells(matrix).items():
        for claim in ids:
            row = REAL.claims.loc[claim]
            if column in mixed and pd.notna(row["quantity_min"]):
                assert row["unit"] in cell_words(REAL, (claim,)), claim


# --- what others say


def test_each_link_is_said_from_both_ends() -> None:
    links = REAL.claim_links
    for claim in REAL.claims.index:
        about = (links["claim_id"] == claim) | (links["other_id"] == claim)
        assert len(what_others_say(REAL, claim)) == int(about.sum()), claim


def test_a_denial_reads_the_right_way_round() -> None:
    (denied,) = [words for words in what_others_say(REAL, "K35") if words.startswith("denied by")]
    assert "Wagner-linked channel" in denied
    (denies,) = [words for words in what_others_say(REAL, "K36") if words.startswith("denies")]
    assert "Russian and Ukrainian channels" in denies
    assert not any(words.startswith("denied by") for words in what_others_say(REAL, "K36"))


def test_an_update_reads_the_right_way_round() -> None:
    assert any(w.startswith("updated by CSP-DPA rebels, 9 ") for w in what_others_say(REAL, "K08"))
    assert any(w.startswith("updates CSP-DPA rebels, 7 ") for w in what_others_say(REAL, "K07"))


def test_rivals_are_said_to_overlap_at_both_ends() -> None:
    (forward,) = [words for words in what_others_say(REAL, "K01") if "84 Wagner killed" in words]
    assert forward.startswith("overlaps with CSP-DPA rebels, 84 Wagner killed: ")
    assert forward.endswith("the two must never be added.")
    assert any(w.startswith("overlaps with JNIM (via SITE), 50 Wagner killed") for w in what_others_say(REAL, "K03"))


def test_an_actor_who_made_no_claim_of_his_own_is_named() -> None:
    assert any(
        w.startswith(f"not corroborated by {REAL.actors.at['afp', 'name']}") for w in what_others_say(REAL, "K03")
    )


def test_small_links_word_for_word(small: Story) -> None:
    assert what_others_say(small, "K01") == [
        "conflicts with A rebel source, at least 15.5 km: Two numbers",
        "denied by The army: The army denies it",
    ]
    assert what_others_say(small, "K03") == ["conflicts with The rebels, 50 Wagner killed: Two numbers"]
    assert what_others_say(small, "K02") == []


def test_a_sentence_without_a_name_has_no_gap() -> None:
    for claim in REAL.claims.index:
        for words in what_others_say(REAL, claim):
            assert " :" not in words, (claim, words)
            assert "  " not in words, (claim, words)


# --- nothing is added


def test_ucdps_two_records_are_the_one_pair_that_adds() -> None:
    (pair,) = REAL.claim_links[REAL.claim_links["relation"] == "adds-up-with"].itertuples()
    assert pair.claim_id == "K66"
    assert pair.other_id in ("", "K66")  # both records stand in the one row
    claim = REAL.claims.loc["K66"]
    assert claim["claimant_id"] == "ucdp"
    assert (claim["quantity_min"], claim["quantity_max"]) == (62, 87)  # 31 and 31; 43 and 44
    (note,) = notes(REAL, pd.Index(["K01", "K66"]))
    assert "31 and 31 make 62" in note
    assert notes(REAL, pd.Index(["K01"])) == []
    assert any(words.startswith("adds up with") for words in what_others_say(REAL, "K66"))
    others = [claim for claim in REAL.claims.index if claim != "K66"]
    assert not any(words.startswith("adds up") for claim in others for words in what_others_say(REAL, claim))


def test_no_figure_of_the_ledger_is_a_total() -> None:
    """Each figure shown is one that a claim gives, letter by letter: a sum or a mean would have no claim behind it."""
    matrix = LEDGER
    for (_, _), ids in cells(matrix).items():
        assert cell_words(REAL, ids) == "; ".join(cell_words(REAL, (claim,)) for claim in ids)


def _with_odd_figure(claim: str) -> Story:
    claims = REAL.claims.copy()
    claims.loc[claim, ["quantity_min", "quantity_max"]] = ODD
    return replace(REAL, claims=claims)


NUMBERED = [claim for claim in ALL.index if REAL.claims.loc[claim, ["quantity_min", "quantity_max"]].notna().any()]


def test_changing_one_claims_number_changes_exactly_one_cell() -> None:
    def words(story: Story) -> dict[tuple[str, str], str]:
        return {place: cell_words(story, ids) for place, ids in cells(ledger(story, ALL)).items()}

    before = words(REAL)
    for claim in NUMBERED:
        after = words(_with_odd_figure(claim))
        assert list(after) == list(before)
        changed = [place for place in before if after[place] != before[place]]
        assert [place[0] for place in changed] == [REAL.claims.at[claim, "claimant"]], claim
        assert "9,973" in after[changed[0]]


def _lines(story: Story, outcome: str) -> list[dict[str, Any]]:
    """What the chart of one outcome draws, a dictionary a line."""
    rows = toll_rows(story, outcome, ALL)
    rows = rows[rows["low"].notna() | rows["high"].notna()]
    shown = rows.assign(label=list(rows.index), hint=rows["claim"], colour="#000000")
    values: list[dict[str, Any]] = figure_chart(shown, 20_000.0)["data"]["values"]
    return values


def test_changing_one_claims_number_changes_exactly_one_line_of_the_charts() -> None:
    before = {outcome: _lines(REAL, outcome) for outcome in counted(REAL)}
    for claim in NUMBERED:
        if REAL.claims.at[claim, "outcome"] not in counted(REAL):
            continue
        story = _with_odd_figure(claim)
        changed = [
            new["label"]
            for outcome in counted(REAL)
            for old, new in zip(before[outcome], _lines(story, outcome), strict=True)
            if old != new
        ]
        assert changed == [claim]


def test_the_browser_is_sent_no_figure_of_a_claim_to_add() -> None:
    document = story_document(REAL)
    assert "claims" not in document
    for row in document["events"]:
        assert not any("quantity" in name or "killed" in name for name in row)


# --- no code path adds claims up: what the source says

#: Columns of claimed numbers, under the names they have in the tables and in the charts.
FIGURES = {"quantity_min", "quantity_max", "strength_min", "strength_max", "low", "high"}
#: Frames that hold such columns: adding up a whole frame adds up its numbers.
FRAMES = {"claims", "toll_rows", "strengths"}
#: What makes one number of many, save picking one of them: the largest may set the end of an axis.
ADDING = {
    "sum", "mean", "median", "cumsum", "prod", "product", "cumprod", "agg", "aggregate", "add", "dot", "average",
    "nansum", "nanmean", "fsum", "fmean", "quantile", "mode", "describe", "pivot_table", "resample", "rolling",
    "expanding", "reduce", "accumulate", "std", "var", "sem", "eval", "corr", "interpolate", "diff",
}  # fmt: skip


class _Adding(ast.NodeVisitor):
    """Finds where claimed numbers may be added, in one function or module, following assigned names."""

    def __init__(self, figures: set[str]) -> None:
        self.figures = set(figures)
        self.frames: set[str] = set(FRAMES)
        self.found: list[str] = []

    def _mentions(self, node: ast.AST, names: set[str]) -> bool:
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id in names:
                return True
            if isinstance(part, ast.Attribute) and part.attr in names:
                return True
            if isinstance(part, ast.Constant) and part.value in names:
                return True
        return False

    def _carries(self, node: ast.AST) -> bool:
        """Whether an expression still holds claimed numbers: a test, a length or a count of them does not."""
        if isinstance(node, ast.Compare):
            return False
        if isinstance(node, ast.GeneratorExp) and isinstance(node.elt, (ast.Compare, ast.Constant)):
            return False  # counts how many
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"notna", "isna", "isin", "eq", "any", "all", "len", "map", "nunique", "value_counts"}:
                return False
        if isinstance(node, (ast.BinOp, ast.BoolOp)) and not self._is_sum(node):
            parts = [node.left, node.right] if isinstance(node, ast.BinOp) else node.values
            return any(self._carries(part) for part in parts)
        return self._mentions(node, self.figures | self.frames)

    @staticmethod
    def _is_sum(node: ast.AST) -> bool:
        return isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mult, ast.MatMult))

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        targets = [name for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
        if self._carries(node.value) and self._mentions(node.value, self.figures):
            self.figures |= {target.id for target in targets}
        elif self._carries(node.value):
            self.frames |= {target.id for target in targets}

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name not in ADDING:
            return
        held = [*node.args, *(keyword.value for keyword in node.keywords)]
        if isinstance(function, ast.Attribute):
            held.append(function.value)
        if any(self._carries(part) for part in held):
            self.found.append(ast.unparse(node))

    def visit_BinOp(self, node: ast.BinOp) -> None:
        self.generic_visit(node)
        both = self._mentions(node.left, self.figures) and self._mentions(node.right, self.figures)
        if isinstance(node.op, (ast.Add, ast.Sub)) and both and self._carries(node.left) and self._carries(node.right):
            self.found.append(ast.unparse(node))

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.generic_visit(node)
        is_text_or_list = isinstance(node.value, (ast.JoinedStr, ast.List, ast.ListComp, ast.Tuple))
        if isinstance(node.op, ast.Add) and not is_text_or_list and self._carries(node.value):
            self.found.append(ast.unparse(node))


def _additions(source: str) -> list[str]:
    """Each place in a source that may add claimed numbers. A function's names are its own."""
    tree = ast.parse(source)
    # a printed map has low and high ends too: the short names count only where claimed numbers are read
    beside = r"quantity_|strength_m|toll_rows|strengths\(|[\"'](low|high)[\"']|\.(low|high)\b"
    figures = FIGURES if re.search(beside, source) else FIGURES - {"low", "high"}
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.Lambda))]
    found: list[str] = []
    for scope in (tree, *functions):
        search = _Adding(figures)
        search.visit(scope)
        found += search.found
    return sorted(set(found))


def _sources() -> Iterator[Path]:
    for folder in ("geodata", "pages"):
        yield from (path for path in (ROOT / folder).rglob("*.py") if "basemap" not in path.parts)


@pytest.mark.parametrize(
    "source",
    [
        "story.claims['quantity_min'].sum()",
        "story.claims.quantity_max.mean()",
        "story.claims[mask].groupby('outcome')['quantity_min'].agg('max')",
        "sum(row.quantity_min for row in story.claims.itertuples())",
        "np.nansum(story.claims['quantity_max'])",
        "math.fsum(presence['strength_min'])",
        "story.claims.sum(numeric_only=True)",
        "toll_rows(story, 'wagner-killed', mask).sum()",
        "a = story.claims['quantity_min']\nb = a.dropna()\nprint(b.median())",
        "rows = story.claims[mask]\nrows.cumsum()",
        "total = 0\nfor row in rows.itertuples():\n    total += row.quantity_min",
        "total = one['quantity_min'] + two['quantity_min']",
        "def f(rows):\n    low = rows['low']\n    return low.sum()",
        "low, high = toll_rows(story, outcome, mask).iloc[0][['low', 'high']]\nmiddle = (low + high) / 2",
    ],
)
def test_the_search_finds_what_adds_claims(source: str) -> None:
    assert _additions(source)


@pytest.mark.parametrize(
    "source",
    [
        "int(mask.sum())",
        "(story.presence['start'].isna()).sum()",
        "story.claims['quantity_min'].notna().sum()",
        "limit = float(table[['low', 'high']].max().max()) * 1.3",
        "low.fillna((high - reach).clip(lower=0))",
        "mask = story.claims['event_id'].isin(wanted)\nmask.sum()",
        "sum(len(table.rows) for table in tables.values())",
        "words += f'{row.low} men'",
        "sum(row.quantity_min > 10 for row in story.claims.itertuples())",
        "sum(1 for row in story.claims.itertuples())",
        "south, north = low, high\nmiddle = (low + high) / 2",
    ],
)
def test_the_search_lets_counts_of_rows_and_axes_pass(source: str) -> None:
    assert _additions(source) == []


def test_no_code_path_adds_the_numbers_of_claims() -> None:
    sources = sorted(_sources())
    assert {"ledger.py", "tolls.py", "presence.py", "toll_panel.py", "ledger_panel.py"} <= {p.name for p in sources}
    found = {str(path.relative_to(ROOT)): _additions(path.read_text("utf-8")) for path in sources}
    assert {path: places for path, places in found.items() if places} == {}


# --- in French


def test_cells_are_written_in_french() -> None:
    days = REAL.claims["date_claimed"]
    with speaking("fr"):
        assert cell_words(FRENCH, tuple(days.index[days == "2024-08-01"][:1])).endswith(" · 1er août")
        assert cell_words(FRENCH, tuple(days.index[days == "2024-09-11"][:1])).endswith(" · 11 sept.")
        two = [claim for claim in FRENCH.claims.index if short_range(*FRENCH.claims.loc[claim, BOUNDS])][:2]
        assert "\u00a0; " in cell_words(FRENCH, tuple(two))


def test_how_claims_stand_to_each_other_is_told_in_french() -> None:
    with speaking("fr"):
        told = [sentence for claim in FRENCH.claims.index for sentence in what_others_say(FRENCH, claim)]
    assert len(told) == len([s for claim in REAL.claims.index for s in what_others_say(REAL, claim)])
    assert {sentence.split(" ")[0] for sentence in told} <= {
        "démentie", "dément", "non", "ne", "se", "mise", "met", "s’additionne", "en",
    }  # fmt: skip
    assert not any(re.search(r"\w: |no number|killed", sentence) for sentence in told)


def test_both_languages_have_the_same_cells() -> None:
    pd.testing.assert_frame_equal(ledger(FRENCH, ALL).reset_index(drop=True), LEDGER.reset_index(drop=True))
