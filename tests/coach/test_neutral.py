"""Neutral versions keep the facts and are clean; where they can't be, a question is asked."""

import pytest

from agent.coach.fidelity import preserved
from agent.coach.neutral import neutralise, sentences
from rubrics.findings import Finding
from rubrics.language import agents_in, scan

PEOPLE = ("Zebulon Quist", "Nadia Berg")
BLAME = frozenset({"blame"})

REWRITES = {
    "The storage lead failed to take a dump before the move.": "No dump was taken before the move.",
    "Nadia forgot to renew the certificate on 3 May.": "The certificate was not renewed on 3 May.",
    "A careless edit removed 12 rules at 14:05.": "An edit removed 12 rules at 14:05.",
    "Zebulon broke the checkout at 14:05.": "The checkout was broken at 14:05.",
    "Zebulon's migration locked the orders table for 9 minutes.": "The migration locked the orders table for 9 minutes.",
    "A junior engineer ran the script against db01.": "The script was run against db01.",
    "The fitter skipped the second torque check.": "The second torque check was skipped.",
    "The engineer mistakenly deleted index idx_orders.": "Index idx_orders was mistakenly deleted.",
    "An embarrassing outage hit the shop for 38 minutes.": "An outage hit the shop for 38 minutes.",
    "Obviously the disk was full at 03:12.": "The disk was full at 03:12.",
    "We forgot to rotate the API keys.": "The API keys were not rotated.",
    "Our supplier failed to send the notice of 3 May.": "The notice of 3 May was not sent.",
    "We did not check the replica lag of db-2 at 14:05.": "The replica lag of db-2 was not checked at 14:05.",
    "At 14:05, the operator failed to close the valve.": "At 14:05, the valve was not closed.",
    "Queue depth rose to 900. The clerk failed to notify the depot.": "Queue depth rose to 900. The depot was not notified.",
    "The dispatcher should have called the depot at 14:20.": "The depot was not called at 14:20.",
    "The clerk failed to file the form, and so the case waited 9 days.": "The form was not filed, and so the case waited 9 days.",
    "Support ignored the alert for 40 minutes.": "There was no response to the alert for 40 minutes.",
    "The operator failed to check the tank for leaks.": "The tank was not checked for leaks.",
    "The operator failed to lock all doors.": "Not all doors were locked.",
    "The planner forgot that the truck was full.": "It was not considered that the truck was full.",
}
LEADS = (
    "12:04 UTC - ",
    "- **12:04** ",
    "**Root cause:** ",
    "Contributing factor: ",
    "[2024-03-05 09:12] ",
)
QUESTIONS = [
    "Root cause: human error.",
    "It was my fault, I messed up.",
    "A warning letter was issued after the outage.",
    "The vendor is responsible for the outage.",
    "Who approved this change?",
    "Why didn't she call the depot?",
    "Management forced the date.",
    "The operator forgot it.",
    "Be more careful with deletes.",
]
MORE = [
    "Users misunderstood the dialog.",
    "Nadia broke the checkout with a bad migration.",
    "The engineer carelessly restarted web-3 twice.",
    "Nadia Berg neglected to update the runbook R-7 after 12 March.",
    "The platform team failed to announce the upgrade to the shop.",
    "Our supplier failed to send the notice of 3 May.",
    "The nurse did not verify the dose of 20 mg.",
    "The buyer bypassed the approval.",
    "He crashed the ledger service at 09:14.",
    "She broke the build for 3 hours.",
    "An inexperienced operator pressed the red button.",
    "The rookie mistake cost 4 000 EUR.",
    "Of course the queue was empty at 02:00.",
    "The trader erroneously entered 500 lots.",
    "@zq didn't test the failover of eu-west-1.",
    "The team neglected the backlog of 90 tickets.",
    "The developer did not test it on Kafka 3.7.",
    "An intern's oversight left port 8443 open.",
    "The courier was written up after the loss of 2 crates.",
    "Procurement sat on the order for 6 weeks.",
    "The lead rushed the release of version 2.4.1.",
    "Inattention on the night shift let it grow to 900 jobs.",
    "It is common sense to lock the door.",
    "Poor communication delayed the repair by 52 minutes.",
    "There is a lack of diligence in the depot.",
    "They bypassed the approval of CHG-4812.",
    "The supplier deliberately hid the defect in lot 7.",
    "Reading the label was too much to ask.",
    "Mistakes were made on both sides.",
    "The renewal was simply forgotten.",
    "The root cause was the contractor.",
    "The provider let us down again for 22 minutes.",
    "We should have called the depot before 14:00.",
    "We did not check the replica lag of db-2.",
    "We missed the second page at 03:10.",
    "The unqualified technician replaced fan 3.",
    "A silly bug doubled 40 invoices.",
    "The analyst stupidly removed `users.csv` from the share.",
    "Nobody bothered to read the notice.",
    "The pharmacist misread the decimal point.",
    "Insufficient training on the new console.",
    "It emerged that two junior clerks had shared a password.",
    "The vendor constantly delivers late.",
]


@pytest.mark.parametrize(("source", "expected"), REWRITES.items())
def test_a_simple_sentence_is_said_without_blame(source: str, expected: str):
    assert neutralise(source, PEOPLE).text == expected


@pytest.mark.parametrize("source", QUESTIONS)
def test_what_needs_a_fact_becomes_a_question(source: str):
    neutral = neutralise(source, PEOPLE)
    assert neutral.text == ""
    assert neutral.finding is not None
    assert neutral.finding.suggestion


@pytest.mark.parametrize("source", [*REWRITES, *QUESTIONS, *MORE])
def test_every_rewrite_keeps_the_facts_and_is_clean(source: str):
    assert scan(source, people=PEOPLE, only=BLAME), "the example has to blame"
    neutral = neutralise(source, PEOPLE)
    assert bool(neutral.text) != bool(neutral.finding)
    if neutral.text:
        assert scan(neutral.text, people=PEOPLE, only=BLAME) == ()
        gone = (*PEOPLE, *agents_in(source, PEOPLE))
        assert preserved(source, neutral.text, people=gone) == ()
        assert not neutral.text[0].islower()
        assert neutral.strategy
        assert "  " not in neutral.text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "We overlooked the fact that `LOCK ... FOR WRITE` waits for readers.",
            "The fact that `LOCK ... FOR WRITE` waits for readers was not considered.",
        ),
        ("7:05 PM Operator opened the wrong valve", "7:05 PM The wrong valve was opened"),
        ("<p> We forgot to close the tank.", "<p> The tank was not closed."),
        ("<li><b>We forgot to close the tank.", "<li><b>The tank was not closed."),
    ],
)
def test_what_stands_before_a_sentence_stays_before_it(source: str, expected: str):
    assert neutralise(source).text == expected


def test_there_are_sixty_examples_or_more():
    assert len({*REWRITES, *QUESTIONS, *MORE}) >= 60


def test_nothing_is_offered_for_a_neutral_text():
    neutral = neutralise("The pool was full at 14:05.", PEOPLE)
    assert neutral.text == ""
    assert neutral.finding is None


def test_other_sentences_stay_as_they_are():
    source = "Load was 40 %.\n\n- Zebulon's change went out at 14:05.\n- The engineer said so."
    expected = "Load was 40 %.\n\n- The change went out at 14:05.\n- The engineer said so."
    assert neutralise(source, PEOPLE).text == expected


def test_one_sentence_that_needs_a_fact_keeps_the_whole_text_from_being_rewritten():
    source = "A careless edit removed 12 rules. The clerk should have seen it."
    neutral = neutralise(source, PEOPLE)
    assert neutral.text == ""
    assert neutral.finding is not None
    assert neutral.finding.rule == "BP04"


def test_a_warning_letter_is_never_reworded():
    neutral = neutralise("A warning letter was issued, and we forgot to close port 22.")
    assert neutral.text == ""
    assert neutral.finding is not None


def test_a_title_before_a_name_does_not_end_the_sentence():
    neutral = neutralise("Dr. Berg did not read the allergy note. Ward B was full.", ("Ana Berg",))
    assert neutral.text == "The allergy note was not read. Ward B was full."


def test_a_time_of_day_inside_a_sentence_does_not_end_it():
    assert [part for part in sentences("At 4 p.m. the gate was open.") if part] == [
        "At 4 p.m. the gate was open."
    ]
    assert len([part for part in sentences("We left at 4 p.m. The gate was open.") if part]) == 2
    assert len([part for part in sentences("The F.R.A. found it. It was hot.") if part]) == 2


def test_another_scanner_may_judge_the_sentences():
    source = "The change went out on Friday. Zorp removed the index."

    def whole_sentences(text: str) -> tuple[Finding, ...]:
        if "Zorp" not in text:
            return ()
        start = text.index("Zorp")
        return (
            Finding(
                rule="XX01",
                category="blame",
                severity="warning",
                message="",
                start=start,
                end=len(text),
            ),
        )

    assert neutralise(source, ("Zorp",), whole_sentences).text == (
        "The change went out on Friday. The index was removed."
    )


def test_a_heap_of_verbs_is_no_sentence_and_is_left_alone():
    heap = f"Had the team {'failed to check ' * 30}it."
    assert neutralise(heap).text == ""


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("source", REWRITES)
def test_a_time_or_label_before_a_sentence_stays_and_changes_nothing_else(source, lead):
    """Half of the rewrites were not offered behind the time of a timeline."""
    if source[-1] == "." and ". " not in source:
        assert neutralise(f"{lead}{source}", PEOPLE).text == f"{lead}{REWRITES[source]}"


def test_behind_a_time_small_letters_stay_small():
    assert (
        neutralise("12:04 - we forgot to drain the node").text == "12:04 - the node was not drained"
    )


def test_a_label_that_blames_is_no_mere_label():
    assert "uman error" not in neutralise("Human error: The engineer ran the script twice.").text
