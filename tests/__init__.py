"""The tests. ``bash tests/run`` installs what they need and runs them."""
