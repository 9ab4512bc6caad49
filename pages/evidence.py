"""Evidence: the claims ledger, the open questions, every claim, every source, and the base document."""

from __future__ import annotations

import streamlit as st

from geodata.asking.filters import claims_mask, events_mask
from geodata.languages import gettext
from pages.viewing import address
from pages.viewing.reading import story
from pages.widgets.claim_table import claim_table
from pages.widgets.counts import counts_line
from pages.widgets.event_card import chosen_card
from pages.widgets.event_table import event_table
from pages.widgets.fact_list import fact_list
from pages.widgets.ledger_panel import ledger_panel
from pages.widgets.question_panel import question_panel
from pages.widgets.source_table import source_table

found, wanted = story(), address.filters()

st.title(gettext("Evidence: who says what"))
counts_line(found, wanted)
chosen_card(found)
ledger, questions, claims, events, sources, *facts = st.tabs(
    [
        gettext("Ledger"),
        gettext("Open questions"),
        gettext("Claims"),
        gettext("Events"),
        gettext("Sources"),
        *([] if found.facts.empty else [gettext("Base document")]),
    ]
)
with ledger:
    ledger_panel(found, wanted)
with questions:
    question_panel(found, wanted)
with claims:
    claim_table(found, claims_mask(found, wanted))
with events:
    event_table(found, events_mask(found, wanted))
with sources:
    source_table(found, wanted)
for tab in facts:
    with tab:
        fact_list(found, wanted)
