"""The engine: one question, from the gaps first, that fits, the same for the same past."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from leftovers import document_in, undisturbed_home

from agent.postmortem.edits import Draft
from agent.postmortem.record import Postmortem, StateName
from agent.questions import relevance
from agent.questions.bank import load_bank
from agent.workflow.engine import Asked, Choice, Engine
from agent.workflow.guards import missing_facts
from agent.workflow.states import BY_NAME, STATES
from agent.workflow.view import View

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
PASSED: tuple[StateName, ...] = (
    "TRIAGE",
    "SETUP",
    "TIMELINE",
    "IMPACT",
    "CAUSES",
    "ACTIONS",
    "LEARNING",
    "REVIEW",
    "SHARE",
    "TRACK",
)
BLANKS = (
    ("summary.text", ""),
    ("meta.type", ""),
    ("meta.timezone", ""),
    ("people", []),
    ("evidence", []),
    ("timeline.events", []),
    ("impact.users.affected", None),
    ("analysis.causes", []),
    ("analysis.nodes", []),
    ("analysis.barriers", []),
    ("actions", []),
    ("learning.lessons", []),
    ("sharing.events", []),
    ("followup.entries", []),
)
Key = tuple[str, str]


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory) -> Callable[[StateName], Postmortem]:
    """The demo's document as it was when its session left a state."""
    home = undisturbed_home(tmp_path_factory.getbasetemp().parent / "undisturbed")
    known: dict[str, Postmortem] = {}
    return lambda state: known.setdefault(state, document_in(home, state))


def blanked(document: Postmortem, names: list[str]) -> Postmortem:
    draft = Draft(document)
    for path, empty in BLANKS:
        if path in names:
            draft.set(path, empty)
    return draft.finish()


histories = st.lists(
    st.tuples(st.sampled_from([q.id for q in load_bank().all()]), st.booleans()), max_size=60
)


def history(turns: list[tuple[str, bool]]) -> dict[Key, Asked]:
    return {(name, ""): Asked(turn, answered=done) for turn, (name, done) in enumerate(turns)}


def fits(choice: Choice, view: View) -> bool:
    question = load_bank().by_id(choice.question)
    seen = relevance.Relevance(view.document, view.facts, view.now)
    if not relevance.fits(question, view.document.meta.type, seen):
        return False
    known = {subject.id for subject in relevance.subjects(question.about, seen)}
    return choice.about in known if question.about else choice.about == ""


@settings(
    max_examples=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    state=st.sampled_from(PASSED),
    names=st.lists(st.sampled_from([path for path, _ in BLANKS]), unique=True, max_size=5),
    turns=histories,
)
def test_the_same_past_gives_the_same_question_and_it_fits(
    state: StateName,
    names: list[str],
    turns: list[tuple[str, bool]],
    demo: Callable[[StateName], Postmortem],
) -> None:
    document = blanked(demo(state), names)
    first = Engine(state, View(document, NOW), history(turns)).choose()
    again = Engine(state, View(document, NOW), history(turns)).choose()
    assert first == again
    if first is not None:
        assert fits(first, View(document, NOW))


@pytest.mark.parametrize("state", ["TRIAGE", "SETUP", "CAUSES", "ACTIONS", "TRACK"])
def test_no_question_comes_twice_running_unless_the_step_needs_it(
    state: StateName, demo: Callable[[StateName], Postmortem]
) -> None:
    view = View(demo(state), NOW)
    asked: dict[Key, Asked] = {}
    last: Key | None = None
    for turn in range(1, 80):
        choice = Engine(state, view, asked).choose()
        if choice is None:
            break
        key = (choice.question, choice.about)
        assert key != last or choice.required
        assert key not in asked or choice.required
        last = key
        asked[key] = Asked(turn, answered=turn % 3 == 0)


def test_needed_questions_that_were_answered_take_turns(
    demo: Callable[[StateName], Postmortem],
) -> None:
    """A gap that an answer did not close never keeps the others from being asked."""
    document = blanked(demo("SETUP"), ["meta.timezone", "evidence"])
    view = View(document, NOW)
    asked: dict[Key, Asked] = {}
    order: list[str] = []
    for turn in range(1, 7):
        choice = Engine("SETUP", view, asked).choose()
        assert choice is not None
        order.append(choice.question)
        asked[choice.question, choice.about] = Asked(turn, answered=True)
    assert order == ["SU-07", "SU-05"] * 3


def _every_gap(demo: Callable[[StateName], Postmortem]) -> Mapping[tuple[str, str], Postmortem]:
    found: dict[tuple[str, str], Postmortem] = {}
    for state in PASSED:
        full = demo(state)
        paths = [path for path, _ in BLANKS if path != "meta.type" or state == "TRIAGE"]
        empty = blanked(full, paths)
        draft = Draft(empty)
        draft.set("meta.type", "security_incident")
        for document in (empty, draft.finish(), *(blanked(full, [path]) for path in paths)):
            for gap in missing_facts(state, View(document, NOW)):
                found.setdefault((state, gap.rule or gap.fact), document)
    return found


def test_every_fact_that_a_guard_misses_names_a_question_that_exists_and_fits(
    demo: Callable[[StateName], Postmortem],
) -> None:
    bank = load_bank()
    nothing: list[str] = []
    for (state, rule), document in _every_gap(demo).items():
        view = View(document, NOW)
        seen = relevance.Relevance(document, view.facts, NOW)
        for gap in missing_facts(state, view):  # type: ignore[arg-type]
            if (gap.rule or gap.fact) != rule:
                continue
            parts = [part for name in gap.questions for part in bank.parts(name)]
            assert parts or not gap.questions, (state, gap)
            if not any(relevance.fits(part, document.meta.type, seen) for part in parts):
                nothing.append(f"{state} {rule}: {gap.fact} {gap.questions}")
    assert nothing == []


def test_contradictions_come_before_the_guard_and_the_guard_before_the_rest(
    demo: Callable[[StateName], Postmortem],
) -> None:
    document = demo("TIMELINE")
    detected = next(event for event in document.timeline.events if event.kind == "detected")
    draft = Draft(document)
    draft.set(f"timeline.events.{detected.id}.time", {"at": "2026-03-02T17:30:00Z"})
    view = View(draft.finish(), NOW)
    errors = view.errors_of("T")
    assert errors
    gaps = missing_facts("TIMELINE", view)
    assert gaps[0].rule == errors[0].rule
    first = Engine("TIMELINE", view, {}).choose()
    assert first is not None
    assert first.required
    assert first.reason in {gap.fact for gap in gaps}


def test_after_the_guard_the_rubric_asks_before_the_bank(
    demo: Callable[[StateName], Postmortem],
) -> None:
    view = View(demo("LEARNING"), NOW)
    assert missing_facts("LEARNING", view) == ()
    asked: dict[Key, Asked] = {}
    reasons: list[bool] = []
    for turn in range(60):
        choice = Engine("LEARNING", view, asked).choose()
        if choice is None:
            break
        assert not choice.required
        reasons.append(bool(choice.reason))
        asked[choice.question, choice.about] = Asked(turn, answered=False)
    assert reasons == sorted(reasons, reverse=True)


@pytest.mark.parametrize("depth", ["light", "standard"])
def test_the_bank_is_asked_as_deep_as_the_review_goes(
    depth: str, demo: Callable[[StateName], Postmortem]
) -> None:
    ranks = {"light": 0, "standard": 1, "deep": 2}
    bank = load_bank()
    states: tuple[StateName, ...] = ("TIMELINE", "CAUSES", "ACTIONS", "LIGHT")
    for state in states:
        draft = Draft(demo("LEARNING" if state == "LIGHT" else state))
        draft.set("meta.depth", depth)
        view = View(draft.finish(), NOW)
        asked: dict[Key, Asked] = {}
        for turn in range(80):
            choice = Engine(state, view, asked).choose()
            if choice is None or (choice.question, choice.about) in asked:
                break
            asked[choice.question, choice.about] = Asked(turn, answered=False)
            if not choice.reason or (depth == "light" and not choice.required):
                assert ranks[bank.by_id(choice.question).depth] <= ranks[depth]


def test_a_state_begins_with_a_question_of_its_own(
    demo: Callable[[StateName], Postmortem],
) -> None:
    view = View(demo("TRACK"), NOW)
    for state in STATES:
        choice = Engine(state.name, view, {}).first()
        if state.questions and state.name != "REFUSED":
            assert choice is not None, state.name
            assert load_bank().by_id(choice.question).state in BY_NAME[state.name].questions
            assert fits(choice, view)


@pytest.mark.parametrize(("days", "same"), [(0, False), (30, True)])
def test_on_another_day_where_an_action_stands_is_asked_before_anything_else_about_it(
    demo: Callable[[StateName], Postmortem], days: int, *, same: bool
) -> None:
    draft = Draft(demo("TRACK"))
    action = draft.get("actions")[0]["id"]
    draft.set(f"actions.{action}.status", "blocked")
    first = Engine("TRACK", View(draft.finish(), NOW), {}).choose()
    assert first is not None
    assert (first.question, first.about) == ("TK-04", action)
    asked = {("TK-04", action): Asked(1, answered=True, at=NOW - timedelta(days=days))}
    then = Engine("TRACK", View(draft.finish(), NOW), asked).choose()
    assert (then == first) is same
