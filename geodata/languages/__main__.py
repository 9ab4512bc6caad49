"""``python -m geodata.languages``: bring every catalogue up to date with the code and say what is still missing.

The words of the story's codes stand in its ``story.toml``; those that lack a language are told one by one.
"""

from __future__ import annotations

import sys

from geodata.languages import ENGLISH, LANGUAGES
from geodata.languages.catalogue import is_translated, update
from geodata.reading.story import load_story
from geodata.reading.vocabularies import VOCABULARIES, untranslated

manifest = load_story().manifest

for code in LANGUAGES:
    if code != ENGLISH:
        catalogue = update(code)
        missing = [message for message in catalogue if message.id and not is_translated(message)]
        sys.stdout.write(f"{code}: {len(catalogue)} texts, {len(missing)} without a translation\n")
        for words in untranslated([getattr(manifest, section) for section in VOCABULARIES], code):
            sys.stdout.write(f"{code}: “{words}” of story.toml has no translation\n")
