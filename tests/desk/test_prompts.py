"""The prompts beside the sections' texts."""

import re

from appealdesk.case.values import STANDARD_SECTIONS
from appealdesk.desk.prompts import OWN, all_prompts, prompts_for


def test_every_standard_section_has_its_own_prompts():
    assert set(all_prompts()) == {key for key, _ in STANDARD_SECTIONS} | {OWN}
    assert prompts_for("section-17") == prompts_for(OWN)


def test_prompts_are_few_short_and_plain():
    for key, prompts in all_prompts().items():
        assert 3 <= len(prompts.questions) <= 6, key
        for question in prompts.questions:
            assert len(question) < 100, question
        for sentence in (prompts.say, prompts.example, *prompts.questions):
            longest = max(len(part.split()) for part in re.split(r"[.?:!]", sentence))
            assert longest <= 30, sentence


def test_prompts_hold_no_statistics_addresses_or_advice_on_law():
    for prompts in all_prompts().values():
        words = " ".join([prompts.say, prompts.example, *prompts.questions])
        assert not re.search(r"%|percent|http|@|\bP\.?O\.? Box|\b(sue|lawsuit|guarantee)\b", words)
