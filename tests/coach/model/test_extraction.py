"""A long record: cut between entries, read in bounded calls side by side, nothing left out unsaid."""

import asyncio
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.coach.model.catalogue import Ceilings, catalogue
from agent.coach.model.errors import ModelError
from agent.coach.model.extraction import AT_ONCE, Reading, cut
from agent.coach.protocol import ExtractEvents
from agent.hygiene import clean
from evals.scripted.behaviour import REFUSAL, Fail
from evals.scripted.helpful import helpful

NOTABLE = "alarm on valve V-{n}, line restarted"
WIDE = Ceilings(tokens=10_000_000, cost=Decimal(100))


def export(size, *, every=200):
    """A chat export: mostly talk, now and then something that happened."""
    lines = []
    length = 0
    while length < size:
        n = len(lines)
        hour, minute, second = n // 3600 % 24, n // 60 % 60, n % 60
        words = (
            NOTABLE.format(n=n) if n % every == 0 else "thanks, same here, looking at it as well"
        )
        lines.append(f"[{hour:02}:{minute:02}:{second:02}] someone: {words}\n")
        length += len(lines[-1])
    return "".join(lines)


def run(place, text, document, advance=lambda *_: None):
    reading = Reading(ExtractEvents(text, "R1"), document, place.coach._rounds, advance)
    asyncio.run(reading.run())
    return reading.came


def test_events_are_found_with_the_words_that_hold_them(bench, review):
    place = bench(answering=helpful)
    text = "06:10 line 3 fills\nso much noise here\n06:12 alarm on V-7\n"
    found = run(place, text, review)
    first, second = found.proposals
    assert (first.text, second.text) == ("line 3 fills", "alarm on V-7")
    assert first.effect.fields["time"]["at"] == "2031-05-01T06:10:00Z"
    assert first.effect.fields["sources"] == ["R1"]
    assert first.reason == "Line 1 of R1: “06:10 line 3 fills”"
    assert second.reason == "Line 3 of R1: “06:12 alarm on V-7”"
    assert found.told == "2 events in 1 of 1 piece."


def test_words_that_the_record_does_not_hold_are_no_event(bench, review):
    def answering(call):
        good = helpful(call)
        return type(good)(good.text.replace("alarm on V-7", "alarm on V-9"))

    place = bench(answering=answering)
    found = run(place, "06:10 line 3 fills\n06:12 alarm on V-7\n", review)
    assert [one.text for one in found.proposals] == ["line 3 fills"]


@given(st.text(alphabet="ab:0123456789 \n[]", max_size=4000))
def test_no_character_of_a_record_is_lost_by_cutting_it(text):
    pieces = cut(text, 1.7)
    whole = "".join(piece.text for piece in pieces)
    assert whole == clean(text) or not clean(text)[len(whole) :].strip()


def test_a_record_is_cut_between_entries_into_pieces_that_fit():
    pieces = cut(export(200_000), 1.7)
    assert len(pieces) > 10
    assert all(piece.text.startswith("[") and piece.text.endswith("\n") for piece in pieces)
    assert all(piece.size <= catalogue().question for piece in pieces)


def test_two_megabytes_are_read_within_the_budget_side_by_side(bench, review):
    seen = []
    place = bench(answering=helpful, ceilings=Ceilings(tokens=60_000, cost=Decimal(2)))
    text = export(2_000_000)
    found = run(place, text, review, lambda done, total: seen.append((done, total)))
    assert found.pieces > 100
    assert 0 < found.pieces - found.left_out < 12
    assert place.budget.spent.total <= 60_000
    assert found.proposals
    assert "were left out" in found.told
    assert seen[0][0] == 0
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == seen[-1][1] == found.pieces - found.left_out


def test_what_says_least_is_left_out_first(bench, review):
    talk = export(60_000, every=10**9).replace("alarm on valve V-0, line restarted", "hello")
    text = talk + "[23:00:00] alarm: V-7 failed, line restarted\n" * 200 + talk
    place = bench(answering=helpful, ceilings=Ceilings(tokens=20_000, cost=Decimal(2)))
    found = run(place, text, review)
    assert found.left_out
    assert any("V-7 failed" in one.text for one in found.proposals)


def test_no_more_than_a_few_are_asked_at_once_and_a_bad_key_ends_it(bench, review):
    place = bench(Fail(403), ceilings=WIDE)
    with pytest.raises(ModelError, match="403"):
        run(place, export(200_000), review)
    assert len(place.server.calls) <= AT_ONCE


def test_a_piece_that_fails_is_counted_and_the_others_stand(bench, review):
    place = bench(
        answering=lambda call: REFUSAL if "V-0" in call.prompt else helpful(call), ceilings=WIDE
    )
    found = run(place, export(60_000), review)
    assert found.failed == 1
    assert found.proposals
    assert found.told.endswith("1 piece could not be read.")
