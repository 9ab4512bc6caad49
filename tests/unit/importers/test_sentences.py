"""What an import says, in the language of whoever reads it; the report itself stays the same."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from importers.event_files import PLAIN_ROW, UCDP_ROW, read, rows_of, table

from geodata import importers
from geodata.importers import ImportFault, ImportOptions, read_events, report, sentences
from geodata.importers.report import findings
from geodata.importers.safe_csv import safe_csv
from geodata.importers.sentences import report_in_words, said
from geodata.languages import gettext, speaking

NB = "\u00a0"

DIRTY = table(
    rows_of(
        PLAIN_ROW,
        {},
        {"id": "1"},
        {"date": "soon"},
        {"date": "1527-07-25"},
        {"lat": "19,95"},
        {"lat": "0", "lon": "0"},
        {"deaths": "many"},
        {"id": "x" * 201},
    )
)

#: Row, column, severity, reason and remedy of each line on the dirty file.
IN_FRENCH = [
    (
        3, "id", "rejetée", "cet identifiant figure déjà à la ligne 2",
        "garder une seule des lignes, ou donner à chacune un identifiant propre",
    ),
    (
        4, "date", "rejetée", "ceci ne peut pas être lu comme une date",
        "l’écrire sous la forme AAAA-MM-JJ",
    ),
    (5, "date", "rejetée", "l’année se trouve hors de la période 1900 à 2100", "corriger l’année"),
    (
        6, "lat", "rejetée", f"une virgule décimale{NB}; les coordonnées demandent un point",
        "écrire le nombre avec un point, comme 18.44",
    ),
    (
        7, "lat, lon", "rejetée",
        "0, 0 se trouve dans le golfe de Guinée et signifie le plus souvent que le lieu n’est pas connu",
        "corriger les coordonnées, ou laisser les deux cellules vides si le lieu n’est pas connu",
    ),
    (
        8, "deaths", "signalée",
        f"ceci n’est pas un nombre entier de personnes{NB}; le nombre est donc tenu pour inconnu",
        "n’écrire que des chiffres, ou laisser la cellule vide",
    ),
    (
        9, "id", "rejetée", "l’identifiant a plus de 200 caractères (limite MAX_ID)",
        "donner à la ligne un identifiant court",
    ),
]  # fmt: skip


def test_the_report_on_a_dirty_file_in_french() -> None:
    result = read(DIRTY)
    with speaking("fr"):
        lines = report_in_words(result.report)
    found = lines[["row", "column", "severity", "reason", "remedy"]].itertuples(index=False, name=None)
    assert list(found) == IN_FRENCH
    assert lines["value"].tolist() == result.report["value"].tolist()


def test_the_report_itself_is_english_whoever_reads_the_file() -> None:
    with speaking("fr"):
        french = read(DIRTY)
    assert french.report.equals(read(DIRTY).report)
    assert report_in_words(french.report) is french.report
    with speaking("fr"):
        assert (french.accepted, french.rejected, french.flagged) == (2, 6, 1)


def test_findings_are_grouped_before_they_are_said() -> None:
    found = findings(read(table(rows_of(PLAIN_ROW, {}, {}, {"id": "1"}, {"id": "2"}))).report)
    with speaking("fr"):
        [line] = report_in_words(found).itertuples(index=False)
    assert (line.severity, line.lines, line.reason) == ("rejetée", 2, "cet identifiant figure déjà à la ligne …")


def test_the_saved_report_has_the_same_columns_in_every_language() -> None:
    result = read(table(rows_of(PLAIN_ROW, {"date": "=1+1"})))
    with speaking("fr"):
        saved = safe_csv(report_in_words(result.report)).decode()
    assert saved == (
        "row,column,value,severity,reason,remedy\n"
        "2,date,'=1+1,rejetée,ceci ne peut pas être lu comme une date,l’écrire sous la forme AAAA-MM-JJ\n"
    )


def test_what_a_file_holds_stands_in_a_sentence_as_it_is() -> None:
    name = "a {b} “c” {row}"
    with speaking("fr"):
        told = said(sentences.SAME_PROPERTY.format(name=name))
    assert told == f"la propriété «{NB}{name}{NB}» a le même nom{NB}; elle seule est lue"


def test_a_sentence_of_nobody_stays_as_it_is() -> None:
    with speaking("fr"):
        assert said("battle of 1864") == "battle of 1864"
        assert said("") == ""


@pytest.mark.parametrize(
    ("data", "name", "english", "french"),
    [
        (
            b"%PDF-1.7", "a.csv",
            "a.csv is a PDF document, not a table of events; export the table behind it as CSV.",
            f"a.csv est un document PDF, non un tableau d’événements{NB}; exporter en CSV le tableau dont il est tiré.",
        ),
        (
            b"quand,nord\n2024,1\n", "{b}.csv",
            "{b}.csv has no column recognised as date or lat or lon; choose columns by a mapping. "
            "Columns seen: quand, nord.",
            "{b}.csv n’a pas de colonne reconnue comme date ou lat ou lon"
            f"{NB}; choisir les colonnes par une correspondance. Colonnes vues{NB}: quand, nord.",
        ),
        (
            b"PK\x03\x04 broken", "b.zip",
            "b.zip is a broken zip file; make or download it again.",
            f"b.zip est un fichier zip défectueux{NB}; le créer ou le télécharger de nouveau.",
        ),
        (
            b'{"a": ', "c.json",
            "c.json looks like JSON but cannot be read (line 1); check that it is whole.",
            f"c.json ressemble à du JSON mais ne peut pas être lu (ligne 1){NB}; vérifier qu’il est entier.",
        ),
    ],
)  # fmt: skip
def test_a_fault_of_the_whole_file_follows_its_reader_into_another_language(
    data: bytes, name: str, english: str, french: str
) -> None:
    with pytest.raises(ImportFault) as caught:
        read_events(data, name)
    assert str(caught.value) == english
    with speaking("fr"):
        assert str(caught.value) == french
    assert str(caught.value) == english


def test_too_many_faults_are_one_sentence_that_holds_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MAX_REPORT", 1)
    with pytest.raises(ImportFault) as caught:
        read_events(table(rows_of(PLAIN_ROW, {"lat": "1,5"}, {"lat": "1,5"})))
    with speaking("fr"):
        assert str(caught.value) == (
            "Plus de 1 cellules sont fausses ou douteuses (limite MAX_REPORT), la dernière dans la colonne "
            f"«{NB}lat{NB}»{NB}: une virgule décimale{NB}; les coordonnées demandent un point{NB}; vérifier que les "
            "bonnes colonnes sont choisies, ou découper le fichier en plusieurs."
        )


def test_the_steps_are_told_in_the_language_of_the_reader() -> None:
    steps: list[str] = []
    with speaking("fr"):
        read_events(table([UCDP_ROW]), options=ImportOptions(progress=lambda _, words: steps.append(words)))
    assert steps == [
        "ouverture du fichier", "1 ligne lue", "lecture des dates", "lecture des lieux", "lecture des nombres",
        "lecture des textes", "assemblage des événements", "rédaction du rapport", "terminé",
    ]  # fmt: skip


def _marked() -> set[str]:
    """Every sentence that the importers mark for translation."""
    found = set()
    for path in Path(importers.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "noop":
                found.add(ast.literal_eval(node.args[0]))
    return found


def test_every_sentence_of_the_importers_has_its_french() -> None:
    with speaking("fr"):
        assert [words for words in sorted(_marked()) if gettext(words) == words] == []


def test_no_cell_is_reported_in_words_that_nobody_marked() -> None:
    unmarked = []
    for path in Path(importers.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("cells", "rows", "file"):
                words = [one for one in node.args[-2:] if isinstance(one, ast.Constant | ast.JoinedStr)]
                unmarked += [f"{path.name}, line {one.lineno}" for one in words]
    assert unmarked == []
