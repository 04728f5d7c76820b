"""A sentence told from the side of the things, by the marks of its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.parts.marks import MARKS, read_marked
from agent.coach.rewriting.parts.spelled import spelled_out
from agent.coach.rewriting.parts.telling import gone, tell
from agent.coach.rewriting.parts.verb_group import passive, read_act
from agent.coach.rewriting.tokens import Sentence

_TOLD = {
    # one act
    "{D The operator} {V dropped} {SS the tables} at 14:02.": "The tables were dropped at 14:02.",
    "{D We} {V had also not checked} {S the plan}.": "The plan had also not been checked.",
    "{D She} {V was restarting} {S the node}.": "The node was being restarted.",
    "{D They} {V have always treated} {SS plans} so.": "Plans have always been treated so.",
    "{D He} {V should have tested} {S the fix}.": "The fix was not tested.",
    "{D He} {V shouldn't have run} {S it} twice.": "It was run twice.",
    "{D We} {V could easily have split} {S the file}.": "The file was not split.",
    "{D We} {V went on feeding} {SS cards} into it.": "Cards continued to be fed into it.",
    "{D Tim} {V carelessly looked} at {S the graph}.": "The graph was looked at.",
    "{D We} {V took} {S checkout} down.": "Checkout was taken down.",
    "at 3 {D bob} {V unplugged} {S it}": "at 3 it was unplugged",
    "- {V Spent} {S an hour} on it": "- An hour was spent on it",
    "It was late. {D We} {V closed} {S the hatch}.": "It was late. The hatch was closed.",
    "It was late. {D Ann's} decisions led to it.": "It was late. Decisions led to it.",
    "it is out. {D yes we know.} it says so": "it is out. it says so",
    "{D We} {V did not relay} {S the call}.": "The call was not relayed.",
    "{D We} {V relaid} {S the cable}.": "The cable was relaid.",
    "{D The crew} {V stopped} and {V restarted} {S the pump}.": (
        "The pump was stopped and restarted."
    ),
    "{D She} {V meant to set} {S the limit} to 60.": "The limit was meant to be set to 60.",
    "{D We} {V keep sending} {S the old form}.": "The old form keeps being sent.",
    "{D We} {V made} {S the job} depend on a server.": "The job was made to depend on a server.",
    # not done, or late
    "{D The pilot's} {N failure to} {V set} {SS the flaps}.": "The flaps were not set.",
    "{D He} {N also forgot to} {V lock} {S it}.": "It was also not locked.",
    "{D He} {N forgot to} {V renew} {S a permit}.": "A permit was not renewed.",
    "{D He} {V did not open} {S a ticket}.": "No ticket was opened.",
    "{D We} {V never tested} {S a restore}.": "No restore was ever tested.",
    "{N Nobody} {V had read} {S the note}.": "The note had not been read.",
    "{D We} {N never got round to} {V monitoring} {S drift}.": "Drift was never monitored.",
    "{D They} {L were too slow to} {V call} {S the vendor}.": "The vendor was called late.",
    "{D He} {L was too quick to} {V close} {S case 5}.": "Case 5 was closed too quickly.",
    "{N Anna hasn't bothered to} {V write} {S it} down.": "It has not been written down.",
    "{D they} {N couldnt be arsed to} {V test} {S it}": "it was not tested",
    "{D The crew's} {N omission to} {V arm} {SS the spoilers} lengthened the roll.": (
        "The spoilers were not armed, which lengthened the roll."
    ),
    "{D A prudent master} {V would have reduced} {S speed} in the fog.": (
        "Speed was not reduced in the fog."
    ),
    "If {D we} {V had read} {S it}, {D we} {V would have seen} {S the gap}.": (
        "If it had been read, the gap would have been seen."
    ),
    "a fall {D we} {R could have avoided} with one call": (
        "a fall that could have been avoided with one call"
    ),
    "{D We} {V did not test} {SS all paths}.": "Not all paths were tested.",
    "{D We} {V should have tested} {S each circuit}.": "Not every circuit was tested.",
    "{D We} {V should have been watching} {S the queue}.": "The queue was not watched.",
    "{D Ops} {V had yet to tell} {S support}.": "Support had yet to be told.",
    "{N Nobody} {V has ever tested} {S the siren}.": "The siren has never been tested.",
    "{D We} {V did not make} {S it} clear that it was live.": (
        "It was not made clear that it was live."
    ),
    "{D We} {V did not have} {S the bridge} inspected.": "The bridge was not inspected.",
    # several acts, one denial
    "{D We} {V did not test} and {V did not document} {S the change}.": (
        "The change was neither tested nor documented."
    ),
    "{D We} {V had not renamed} and {V had not disabled} {S the key}.": (
        "The key had been neither renamed nor disabled."
    ),
    "Had {D we} {V not renamed} and {V not disabled} {S the key}, it would be there.": (
        "Had the key been neither renamed nor disabled, it would be there."
    ),
    "{D We} {V did not cut}, {V did not cap} and {V did not tag} {S the line}.": (
        "The line was neither cut, capped nor tagged."
    ),
    "{D We} {V never tested} and {V never documented} {S the change}.": (
        "The change was never tested or documented."
    ),
    "{D We} {V did not build} and {V did not sign} {S a package}.": (
        "No package was built or signed."
    ),
    "{D We} {V never built} and {V did not sign} {S the package}.": (
        "The package was never built and was not signed."
    ),
    "{D We} {V had written} but {V never tested} {S a plan}.": (
        "A plan had been written but was never tested."
    ),
    "{D We} {V did not test} but {V documented} {S the change}.": (
        "The change was not tested but was documented."
    ),
    "{D We} {V did not read} or {V sign} {S the sheet}.": "The sheet was not read or signed.",
    "{D We} {V never monitored} {S the lag} or {V reviewed} {S the graph}.": (
        "The lag was never monitored and the graph was not reviewed."
    ),
    "{N Nobody} {V had checked} {S the seal} or {V logged} {S the time}.": (
        "The seal had not been checked and the time had not been logged."
    ),
    "{D He} {V neither load tested} {S the gate} nor {V set} up {S a limit}.": (
        "The gate was not load tested and no limit was set up."
    ),
    "{D We} {V should have isolated} {S the panel}, {V tested} {S the earth} and {V hung} {S the tag}.": (
        "The panel was not isolated, the earth was not tested and the tag was not hung."
    ),
    "{D We} {V should have cut} {S the feed} off, but {V waited} for {S a call}.": (
        "The feed was not cut off, but a call was waited for."
    ),
    "{D We} {V had not opened} {S the port}, and {V lost} {S the mail}.": (
        "The port had not been opened, and the mail was lost."
    ),
    "{D We} {V moved} {S the job} and {V checked} {S the log}, {V read} {S the mail} and {V called} {S the vendor}.": (
        "The job was moved and the log was checked, the mail was read and the vendor was called."
    ),
    # "had" before the doer
    "Had {N nobody} {V signed} off {S the change}, it would have waited.": (
        "Had the change not been signed off, it would have waited."
    ),
    "Had {D we} {V not restarted} {S the node}, it would have healed.": (
        "Had the node not been restarted, it would have healed."
    ),
    "Had {D we} {V kept} {SS the exports}, {D we} {V could have rebuilt} {S the week}.": (
        "Had the exports been kept, the week could have been rebuilt."
    ),
    "Had {D I} {I known} that the job was live, the stop would have come late.": (
        "Had it been known that the job was live, the stop would have come late."
    ),
    "{D The watch's} {N failure to} {V keep} {S a lookout} by all available means.": (
        "A lookout was not kept by all available means."
    ),
    "{D He} {V signed} {S the form} without {I noticing} that page two was missing.": (
        "The form was signed without it being noticed that page two was missing."
    ),
    # several clauses
    "{D He} {V did not read} {S page two} and {V sent} {S it} on.": (
        "Page two was not read and it was sent on."
    ),
    "{D We} {V saw} {S the mail} and {I thought} that it was spam.": (
        "The mail was seen, and it was thought that it was spam."
    ),
    "{D They} {I took} nine days to answer.": "It took nine days to answer.",
    "as {D they} {R had done} before": "as had been done before",
    "{D He} {V dropped} {S the table} and {V restored} {S it} later.": (
        "The table was dropped and was restored later."
    ),
    "{D He} {V ran} {S the job}, {N failing to} {V check} {S the host}.": (
        "The job was run without the host being checked."
    ),
    "{V Replaying} {SS the logs}, {D Ann} {V set} {S the wrong day}.": (
        "When the logs were replayed, the wrong day was set."
    ),
    "{D He} {V sent} {S the mail}, {V having skipped} {S the test}.": (
        "The mail was sent after the test had been skipped."
    ),
    "before {V retiring} {S the old one}": "before the old one was retired",
    "before properly {V closing} {S the hatch}": "before the hatch was properly closed",
    "without first {V confirming} {S the line-up}": "without the line-up first being confirmed",
    "without ever {V opening} {S it}": "without it ever being opened",
    "by only {V reading} {S page two}": "by only page two being read",
    "because {D he}, {V having swapped} {SS two points}, {V called} {S the pilot}": (
        "because after two points had been swapped, the pilot was called"
    ),
    "{D Ann's} {N failure to} {V set} {S the flap} led to a stall, {V having skipped} {S the list}.": (
        "The flap was not set, which led to a stall after the list had been skipped."
    ),
    "{D Ann's} {N failure to} {I check} whether the pump had been fully closed.": (
        "It was not checked whether the pump had been fully closed."
    ),
    "Had {D we} {I taken} nine days, it would be over.": "Had it taken nine days, it would be over.",
    "without {V opening} {SS them}": "without them being opened",
    "{D We} {I assumed} that it was off.": "It was assumed that it was off.",
    "{D We} {I assumed} it was safe to restart.": "It was assumed that it was safe to restart.",
    "{D We} {I did not realise} the script also touched billing.": (
        "It was not realised that the script also touched billing."
    ),
    "{D We} {I thought} the job was idle.": "It was thought the job was idle.",
    "{D We} {I noticed} they were late.": "It was noticed that they were late.",
    "{D We} {V had not tested} {S it} and {I assumed} that it worked.": (
        "It had not been tested, and it was assumed that it worked."
    ),
    "the value {D he} {R had typed} was wrong": "the value that had been typed was wrong",
    "values which {D he} {RR typed} in": "values which were typed in",
    "{D We} {V let} {S the fuse} burn out.": "The fuse was allowed to burn out.",
    "{D We} {V let} {S the guest} in.": "The guest was let in.",
    # how sure, how much
    "{D They} {V evidently did not read} {S it}.": "It was evidently not read.",
    "{D We} {V lost} {SS about forty minutes}.": "About forty minutes were lost.",
    "{D We} {V had not load tested} {S the shop}.": "The shop had not been load tested.",
    "{D We} {V double checked} {S the list}.": "The list was double checked.",
    "{D We} {V had not sanity checked} {S the file}.": "The file had not been sanity checked.",
    "{D Ops} {V never fully finished} {S the drill}.": "The drill was never fully finished.",
    "{D The team} {N failed to} {V promptly stand} up {S a bridge}.": (
        "A bridge was not promptly stood up."
    ),
    "{D We} {V had presumably closed} {S the valve}.": "The valve had presumably been closed.",
    "{D We} {V tested} only {S the first page}.": "Only the first page was tested.",
    # what it was done to
    "{D We} {V never escalated} {SS any of them}.": "None of them were ever escalated.",
    "{D Ines's} wrong entry stopped the run.": "The wrong entry stopped the run.",
    "The {D pilot's} late call led to it.": "The late call led to it.",
    "{D The pilots'} late call led to it.": "The late call led to it.",
    "{D The pilots'} calls led to it.": "Calls led to it.",
    "{D Our} decision to wait cost an hour.": "The decision to wait cost an hour.",
    "It was caused by {D our} decision to wait.": "It was caused by the decision to wait.",
    "{D Our} late drawings were wrong.": "Late drawings were wrong.",
    "{D Our} communication to tenants was thin.": "The communication to tenants was thin.",
    "{D We} {V found} {S a second, older leak} in it.": "A second, older leak was found in it.",
    "{D We} {V lost} {S the north tower, our oldest,} in it.": (
        "The north tower, our oldest, was lost in it."
    ),
    "{D He} {V lost} {SS them} and {V did not tell} {SS us}.": (
        "They were lost and we were not told."
    ),
    "{D He} {N forgot to} {V lock} {S his screen}.": "The screen was not locked.",
    "{D He} {V did not call} {S the desk, which was open}.": (
        "The desk, which was open, was not called."
    ),
    "{D He} {V opened} {S `a:  1`} here.": "`a:  1` was opened here.",
    "{D We} {V built} {S an sdist}.": "An sdist was built.",
}


@pytest.mark.parametrize("marked", _TOLD)
def test_a_sentence_is_told_by_its_marks(marked: str) -> None:
    text, marks = read_marked(marked)
    assert tell(Sentence(text), marks) == _TOLD[marked]


@pytest.mark.parametrize(
    "marked",
    [
        "{D We} {V went} home.",
        "{D We} {V closed} it.",
        "{S The log} was read.",
        "{D We} {N forgot to} go.",
        "{D They} {L were slow to} {I see} that it was off.",
        "The log was read.",
        "{D We} {N failed to} {V load} {S test the new page}.",
        "{N Nobody tried to} {V stop} {S it}.",
        "{D We} {V did not stop} {S the run / tell people}.",
        "{D The clerk} {V was told to close} {S the case}.",
        "{D They} {V went on} until it stopped.",
        "{D They} {V never built} and {V did not sign} {S a package}.",
        "It sank after {D he}, {V having swapped} {SS two points}, {V called} {S the pilot}.",
        "{D Ann's} {N failure to} {I see} that the pump had tripped led to the flood.",
        "{D Ann's} {N failure to} {I see} that the pump leaks led to the flood.",
        "{D Ann's} {N failure to} {I see} that the pump was off, led to the flood.",
        "{D Ann's} {N failure to} {I decide} how to go led to a delay.",
        "{D We} {V did not, it appears, switch} over {S the feed}.",
        "{D We} {V did not check} {S the log}, {V read} {S the mail} or {V call} {S the vendor}.",
    ],
)
def test_marks_that_make_no_sentence_are_refused(marked: str) -> None:
    text, marks = read_marked(marked)
    assert tell(Sentence(text), marks) is None


@pytest.mark.parametrize("line", ["{X We} ran", "{D W}e ran"])
def test_a_wrong_mark_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        read_marked(line)


def test_what_goes_is_told() -> None:
    text, marks = read_marked("{D Ann} {N forgot to} {V close} {S it}.")
    assert gone(Sentence(text), marks) == "Ann forgot to"


@given(st.lists(st.sampled_from(MARKS), min_size=1, max_size=12), st.data())
def test_any_marks_are_told_or_refused_and_nothing_is_invented(
    marks: list[str], data: st.DataObject
) -> None:
    words = st.sampled_from(
        [
            "we",
            "they",
            "closed",
            "did",
            "not",
            "run",
            "failed",
            "to",
            "went",
            "on",
            "the",
            "log",
            "it",
            "7",
            "`x`",
            ",",
            "and",
        ]
    )
    text = " ".join(data.draw(words) for _ in marks)
    sentence = Sentence(text)
    told = tell(sentence, tuple(marks[: len(sentence.tokens)]))
    if told is not None and len(sentence.tokens) == len(marks):
        assert told.count("7") <= text.count("7")
        assert told.count("`x`") <= text.count("`x`")


@given(st.sampled_from(sorted(lexicon().table("irregular"))))
def test_a_verb_that_was_not_done_keeps_its_participle(base: str) -> None:
    act = read_act(["did", "not", base])
    assert act is not None
    assert passive(act, plural=False) == f"was not {lexicon().participle(base)}"


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("we'd forgotten it", "we had forgotten it"),
        ("We'd have seen it", "We would have seen it"),
        ("they've closed it, I'm told", "they have closed it, I am told"),
        ("he’d never opened it", "he had never opened it"),
        ("Bob's table", "Bob's table"),
    ],
)
def test_what_is_drawn_together_is_spelled_out(text: str, spelled: str) -> None:
    assert spelled_out(text) == spelled
