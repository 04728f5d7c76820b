"""Which entry a question gets next: what was said already is passed by, what differs is played."""

from agent.workflow.answers import Entry
from agent.workflow.matching import Past, count_said, next_entry, reply_of, said_in


def entries(*said: str | tuple[str, str]) -> tuple[Entry, ...]:
    pairs = ((one, "") if isinstance(one, str) else one for one in said)
    return tuple(Entry(answer=answer, about=about) for answer, about in pairs)


def past(*said: str | tuple[str, str]) -> list[Past]:
    pairs = ((one, "") if isinstance(one, str) else one for one in said)
    return [Past(about, said_in(reply_of(Entry(answer=answer), "", ""))) for answer, about in pairs]


def due(file: tuple[Entry, ...], before: list[Past], about: str = "", text: str = "", **more: bool):
    found = next_entry(file, about, text, before, **{"repeats": False, **more})
    return found.answer if found else None


def test_entries_about_things_are_found_by_id_by_words_and_else_in_order():
    file = entries(("Ana Ruiz", "A1"), ("Bo Lind", "Refuse pool"), "Cy", "Di")
    assert due(file, [], "A1", "Anything") == "Ana Ruiz"
    done = past(("Ana Ruiz", "A1"))
    assert due(file, done, "A1", "Anything") is None
    assert due(file, done, "A2", "Refuse pool sizes") == "Bo Lind"
    assert due(file, done, "A3", "Third") == "Cy"
    done += past(("Cy", "A3"))
    assert due(file, done, "A4", "Fourth") == "Di"
    assert due(file, done, "A3", "Third") is None
    assert due(file, done + past(("Di", "A4")), "A5", "Fifth") is None


def test_what_was_said_already_is_not_said_again_and_what_differs_is():
    assert due(entries("yes"), past("yes")) is None
    assert due(entries("yes"), past("no")) == "yes"
    assert due(entries("yes"), past("yes", "no")) == "yes"
    assert due(entries("yes"), past("yes", "no", "yes")) is None


def test_several_entries_follow_each_other_once_each():
    file = entries("no", "yes", "no")
    assert [due(file, past(*file_so_far)) for file_so_far in ((), ("no",), ("no", "yes"))] == [
        "no",
        "yes",
        "no",
    ]
    assert due(file, past("no", "yes", "no")) is None


def test_a_question_that_repeats_gets_what_it_was_not_told_yet():
    assert due(entries("yes", "yes", "no"), past("yes"), repeats=True) == "yes"
    assert due(entries("yes", "yes", "no"), past("yes", "yes", "no"), repeats=True) is None
    assert due(entries("new"), past("old"), repeats=True) == "new"
    assert due(entries("old"), past("old", "new"), repeats=True) is None


def test_a_changed_entry_among_others_corrects_the_thing_in_its_turn():
    done = past(("a", "A1"), ("b", "A2"), ("c", "A3"))
    file = entries("a", "b, put right", "c")
    assert due(file, done, "A4") is None
    assert due(file, done, "A2") == "b, put right"
    assert due(file, done, "A1") is None


def test_an_entry_alone_is_for_the_thing_asked_about_now():
    assert due(entries("z"), past(("a", "A1")), "A2") == "z"
    assert due(entries("a"), past(("a", "A1")), "A2") is None


def test_the_same_answers_in_another_order_change_nothing():
    done = past(("a", "A1"), ("b", "A2"))
    assert due(entries("b", "a"), done, "A1") is due(entries("b", "a"), done, "A2") is None


def test_an_answer_that_was_purged_stays_answered():
    gone = [Past("", None)]
    assert due(entries("secret"), gone) is None
    assert count_said(entries("secret"), gone) == 1
    assert due(entries("x", "y"), [Past("A1", None)], "A1") is None
