"""The description of the tables keeps the published standard and covers every file, column and reference."""

from __future__ import annotations

import json

import frictionless

from geodata.reading.descriptor import table_shapes
from geodata.story_folder import TABLES

TABLE_NAMES = list(table_shapes())


def test_description_and_tables_pass_the_reference_validator_of_the_standard() -> None:
    package = frictionless.Package(str(TABLES / "datapackage.json"))
    report = package.validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    assert report.stats["tasks"] == len(TABLE_NAMES)


def test_every_list_and_reference_of_the_description_names_a_table() -> None:
    for shape in table_shapes().values():
        for column in shape.columns.values():
            assert set(column.refers_to) <= set(TABLE_NAMES)
            assert column.is_list or len(column.refers_to) <= 1


def test_every_table_and_column_is_described_with_a_licence() -> None:
    package = json.loads((TABLES / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        assert resource["title"]
        assert resource["description"]
        assert resource["licenses"][0]["name"] == "CC-BY-4.0"
        for field in resource["schema"]["fields"]:
            assert field["title"], field["name"]
            assert field["description"], field["name"]


def test_every_csv_file_beside_the_description_is_described() -> None:
    described = {shape.file_name for shape in table_shapes().values()}
    assert {path.name for path in TABLES.glob("*.csv")} == described
