"""Tests in a real browser, with every host but the dashboard's own shut off."""
