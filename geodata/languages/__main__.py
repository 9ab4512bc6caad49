"""``python -m geodata.languages``: bring every catalogue up to date with the code and say what is still missing."""

from __future__ import annotations

import sys

from geodata.languages import ENGLISH, LANGUAGES
from geodata.languages.catalogue import is_translated, update

for code in LANGUAGES:
    if code != ENGLISH:
        catalogue = update(code)
        missing = [message for message in catalogue if message.id and not is_translated(message)]
        sys.stdout.write(f"{code}: {len(catalogue)} texts, {len(missing)} without a translation\n")
