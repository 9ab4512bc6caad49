# Tasks: `just` lists them. They use the environment that `bash tests/run` makes, or the one that TEST_VENV names.
set positional-arguments

bin := env("TEST_VENV", ".venv-test") / "bin"

# list the tasks
default:
    @just --list

# start the dashboard on http://localhost:8501
run *options:
    [ -x .venv/bin/streamlit ] || { python3 -m venv .venv && .venv/bin/pip install -r requirements.txt; }
    .venv/bin/streamlit run app.py "$@"

# every test, or those that are named, as in `just test tests/unit -k legend`
test *options:
    bash tests/run "$@"

# the tests that need no browser and take no half minute
fast *options:
    bash tests/run tests/unit tests/ties tests/pages tests/example_story -m "not slow" -n auto "$@"

# layout, lint, rooms, types, tables
checks: environment
    {{ bin }}/ruff format --check .
    {{ bin }}/ruff check .
    {{ bin }}/lint-imports --no-cache
    {{ bin }}/python -m tests.deno
    {{ bin }}/mypy
    {{ bin }}/python -m geodata check

# what the benchmarks measure
bench *options:
    bash tests/run tests/benchmarks -s "$@"

# whether each finding, or the one that is named, is still as it says
findings name="*":
    #!/usr/bin/env bash
    set -u
    changed=0
    for each in findings/{{ name }}.sh; do
        echo "== $each"
        bash "$each" || { echo "$each: no longer so"; changed=1; }
    done
    exit $changed

# bring the catalogue of each language up to date with the code
catalogue: environment
    {{ bin }}/python -m geodata.languages

# make or renew the environment of the tests
environment:
    @bash tests/run tests/unit/views/test_days.py -q --collect-only >/dev/null
