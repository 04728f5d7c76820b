"""What is refused of a draft of the writer, with its reason."""

import pytest

from agent.coach.rewriting.parts.marks import read_marked
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.writing.refusals import reasons_against
from agent.coach.rewriting.writing.told import Told
from evals.training.writing.alignment import small_words, steps_of

_SMALL = frozenset({*small_words([]), "action", "whom", "kept", "late", "allowed"})


def _reasons(marked: str, draft: str) -> list[str]:
    text, marks = read_marked(marked)
    steps = steps_of(text, draft, _SMALL)
    assert steps is not None
    return [*reasons_against(Told(Sentence(text), marks, steps, draft))]


@pytest.mark.parametrize(
    ("marked", "draft", "reason"),
    [
        ("{D We} broke the lock again.", "The lock was broken.", "fact"),
        ("Out of caution {D we} burnt all the notes.", "All the notes were burnt.", "cause"),
        ("{D We} broke `lock-4` (the new one).", "`lock-4` was broken.", "fact"),
        ("{D The porter's} late answer.", "The late answer.", "fragment"),
        (
            "After the last bun was sold {D we got lazy}.",
            "After the last bun was sold.",
            "fragment",
        ),
        ("{D Bakers} need to stop leaving the oven on.", "The oven is on.", "demands"),
        (
            "{D We} should have sifted the flour and weighed the salt.",
            "The flour was not sifted and the salt weighed.",
            "undoes",
        ),
        ("{D I} baked the cake on my own.", "The cake was baked on my own.", "hangs"),
        ("{D I} cut the loaf (I had no other).", "The loaf was cut (I had no other).", "self"),
        ("{D We} told you of the fire late.", "The fire was told of late.", "you"),
        ("{D We} told you late.", "We were told late.", "you"),
        (
            "Not aware of the fire, {D Ana} went home and left the oven on.",
            "Not aware of the fire, the oven was left on.",
            "dangles",
        ),
        (
            "{D Ana} burnt the rolls, dropped two trays, broke one jar and spilt jam.",
            "The rolls were burnt.",
            "much",
        ),
        ("{D We} think that the oven is hot.", "It was think that the oven is hot.", "garbled"),
        (
            "The van went to a shop {D Ana} had told us of.",
            "The van went to a shop whom had been told of.",
            "garbled",
        ),
        (
            "The van had a shelf where {D Ana} left the key.",
            "The van had a shelf where was left the key.",
            "garbled",
        ),
        ("The label was worded {D carelessly}.", "The label was worded.", "manner"),
        (
            "{D We} failed to test the flour and notify the mill.",
            "The flour was not tested and the mill was notified.",
            "undoes",
        ),
        ("The oven could have been damaged.", "The oven was not damaged.", "supposed"),
        ("{D The scheduler} burnt the rolls.", "The rolls were burnt.", "no person"),
        ("No one in the shop checked the tin.", "The tin was not checked.", "where"),
        ("{D Everyone else} read the recipe.", "The recipe was read.", "others"),
        ("{D We} did not test every oven.", "Every oven was not tested.", "scope"),
        (
            "{D We} made a lot of rolls, which {D we} should have sold.",
            "A lot of rolls, which was not sold, were made.",
            "garbled",
        ),
        ("{D We} then proceeded to burn the rolls.", "It was then proceeded.", "garbled"),
        (
            "{D We} did not read the label, nor did {D we} weigh its contents.",
            "The label was not read, nor was its contents weighed.",
            "garbled",
        ),
        (
            "{D The baker} totally forgot the rolls in the oven.",
            "The rolls in the oven were totally forgotten.",
            "garbled",
        ),
        (
            "{D Ana} opened the drawers that {D she} had assumed to be empty.",
            "The drawers that was assumed to be empty were opened.",
            "garbled",
        ),
        (
            "The bell rang at noon and {D we} did not hear it.",
            "The bell rang at noon was not heard.",
            "garbled",
        ),
        ("{D We} were not prepared to move the flour.", "The flour was not moved.", "fact"),
        (
            "{D The baker} did not look closely at the dough before baking.",
            "The dough was not looked closely before baking.",
            "garbled",
        ),
        ("A 4b {D baker} cut the loaf.", "A 4b the loaf was cut.", "garbled"),
        (
            "The rack was moved {D by a baker} with no gloves.",
            "The rack was moved with no gloves.",
            "tail",
        ),
        ("The van left and we turned the key.", "The van left and the key is turned.", "now"),
        ("{D Ana} turned the key and all is dark.", "The key is turned and all is dark.", "now"),
        ("In sifting {D Ana} broke the tin.", "In sifting the tin was broken.", "hangs"),
        (
            "{D The baker} forgot to sift the flour to save time.",
            "The flour was not sifted to save time.",
            "cause",
        ),
        ("The mill stopped due to {D our haste}.", "The mill stopped.", "cause"),
        ("The mill was stopped by the loss of a belt.", "The mill was stopped.", "only a name"),
        ("The bread was baked at dawn {D by Ana}.", "The bread was baked at dawn.", "only a name"),
        ("The fire was due to human error in the mill.", "The fire was due.", "label"),
        ("Action: remind bakers to sift the flour.", "Action: the flour was sifted.", "demands"),
        (
            "{D Ana} was more interested in cards than in baking the rolls.",
            "The rolls were baked.",
            "character",
        ),
        (
            "The tin was moved without telling the shop, who saw it later.",
            "The tin was moved without the shop being told, who saw it later.",
            "garbled",
        ),
        (
            "According to {D Ana}, the tin was lost.",
            "The tin was lost.",
            "relation",
        ),
        ("{D The baker} tasted his own bread.", "The bread was tasted.", "relation"),
        ("{D We} did not cool the oven promptly.", "The oven was not cooled.", "fact"),
        ("Read the recipe before baking.", "The recipe was read before baking.", "demands"),
        (
            "{D We} should not have baked on Friday, which would have saved the flour.",
            "It was baked on Friday, which would have saved the flour.",
            "supposed",
        ),
        ("{D The owner} forced the date.", "The date was forced.", "doer"),
        ("The mill stopped by {D human} error.", "The mill stopped by action.", "brings in"),
        ("{D We} told the shop.", "The shop was told the shop.", "repeats"),
        (
            "{D The Oslo mill} forgot to sell its half of the bread.",
            "The half of the bread was not sold.",
            "whose",
        ),
        ("{D This} left the oven cold.", "The oven was left cold.", "no person"),
        (
            "This left the bakers cold{D , and added to their grief}.",
            "This left the bakers cold.",
            "no person",
        ),
        (
            "{D That loss taught me to} sell less bread.",
            "Less bread was sold.",
            "no person",
        ),
        (
            "{D Poor training meant that} the rolls were not sold.",
            "The rolls were not sold.",
            "cause",
        ),
        (
            "The rolls were burnt, and {D no one} had been told to sell them.",
            "The rolls were burnt, and were not sold.",
            "act",
        ),
        ("{D We} skipped setting up the oven.", "The oven was skipped.", "act"),
        (
            "{D Ana} never weighed the flour, never salted it, and sold the bread {D herself}.",
            "The flour was never weighed, it was never salted.",
            "act",
        ),
        ("{D So I felt sure when I} salted the bread.", "The bread was salted.", "character"),
        ("{D The baker} took the rolls {D to his flat}.", "The rolls were taken.", "place"),
        ("{D We} did not get a letter.", "No letter was kept.", "says more"),
        ("{D Ana} was quick to sell the bread.", "The bread was sold late.", "says more"),
        (
            "{D We} ran it as the man {D we} run the mill with.",
            "It was run as the man the mill was run with.",
            "then",
        ),
    ],
)
def test_a_draft_that_loses_or_garbles_something_is_refused(
    marked: str, draft: str, reason: str
) -> None:
    assert reason in _reasons(marked, draft)


@pytest.mark.parametrize(
    ("marked", "draft"),
    [
        ("{D The baker} burnt the rolls in tin 4.", "The rolls in tin 4 were burnt."),
        (
            "The incorrect use of the oven {D by the baker} at dawn burnt the bread.",
            "The incorrect use of the oven at dawn burnt the bread.",
        ),
        ("{D We regret that we} did not sell the bread.", "The bread was not sold."),
        ("{D We} were slow to sell the bread.", "The bread was sold late."),
        ("{D We} let the oven cool.", "The oven was allowed to cool."),
        (
            "{D We} broke the lock as {D we} run the mill.",
            "The lock was broken as we run the mill.",
        ),
        ("{D We} broke the lock before noon.", "The lock was broken before noon."),
        ("{D Ana} carelessly left the door open.", "The door was left open."),
        ("{D We} should have sifted the flour.", "The flour was not sifted."),
        ("{D Ana} did not ask us about the tin.", "We were not asked about the tin."),
        (
            "A typo {D by Ana} in the recipe ruined the bread.",
            "A typo in the recipe ruined the bread.",
        ),
        ("{D Ana} burnt the rolls {D and went home}.", "The rolls were burnt."),
        (
            "A loss of heat as a result of {D the cook's failure} to use coal.",
            "A loss of heat as a result of coal not being used.",
        ),
    ],
)
def test_a_draft_that_leaves_out_only_who_acted_stands(marked: str, draft: str) -> None:
    text, marks = read_marked(marked)
    steps = steps_of(text, draft, _SMALL | {"we"})
    assert steps is not None
    assert [*reasons_against(Told(Sentence(text), marks, steps, draft))] == []
