"""Evidence: the claims ledger, the open questions, every claim, every source, and the base document."""

from __future__ import annotations

import streamlit as st

from geodata.asking.filters import claims_mask, events_mask
from geodata.languages import gettext
from pages.parts import address
from pages.parts.claim_table import claim_table
from pages.parts.counts import counts_line
from pages.parts.data import story
from pages.parts.event_card import chosen_card
from pages.parts.event_table import event_table
from pages.parts.fact_list import fact_list
from pages.parts.ledger_panel import ledger_panel
from pages.parts.question_panel import question_panel
from pages.parts.source_table import source_table

found, wanted = story(), address.filters()

st.title(gettext("Evidence: who says what"))
counts_line(found, wanted)
chosen_card(found)
ledger, questions, claims, events, sources, facts = st.tabs(
    [
        gettext("Ledger"),
        gettext("Open questions"),
        gettext("Claims"),
        gettext("Events"),
        gettext("Sources"),
        gettext("Base document"),
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
with facts:
    fact_list(found, wanted)
