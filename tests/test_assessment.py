"""Facts, findings and score of whole documents: what is computed, disputes, speed."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from time import process_time

import pytest

from agent.assessment import assess, facts, findings
from agent.postmortem.actions import Action
from agent.postmortem.causes import (
    Analysis,
    Barrier,
    CausalStatement,
    Cause,
    FaultNode,
    FaultTree,
    WhyNode,
)
from agent.postmortem.impact import Impact, Money, MoneyLines, Potential, Quote, Sla, Users
from agent.postmortem.learning import Learning, Lesson
from agent.postmortem.people import Evidence, Intake, Person
from agent.postmortem.record import Meta, Postmortem, Summary, Waiver
from agent.postmortem.timeline import Event, Timeline
from agent.postmortem.values import TimePoint

START = datetime(2026, 3, 2, 14, tzinfo=UTC)
NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
KINDS = ("impact_start", "alert_fired", "detected", "ack", "diagnosis", "mitigated", "resolved")


def timeline(texts=()):
    events = tuple(
        Event(
            id=f"E{n}",
            kind=kind,
            time=TimePoint(at=START + timedelta(minutes=7 * n)),
            text=texts[n - 1] if n <= len(texts) else f"Step {n} of the response took place.",
            sources=("R1",),
        )
        for n, kind in enumerate(KINDS, 1)
    )
    return Timeline(events=events)


def document(**sections):
    return Postmortem(
        meta=Meta(id="PM-2026-001", type="production_outage", state="REVIEW", timezone="UTC"),
        **{
            "timeline": timeline(),
            "evidence": (Evidence(id="R1", kind="log", machine=True),),
            **sections,
        },
    )


def computed(**sections):
    return facts(document(**sections), NOW)["computed"]


def test_facts_are_plain_json():
    tree = facts(document(), NOW)
    assert json.loads(json.dumps(tree)) == tree


def test_facts_of_an_empty_document_have_every_part():
    values = facts(Postmortem(meta=Meta(id="PM-2026-001")), NOW)["computed"]
    assert values["metrics"]["ttd"] is None
    assert values["severity"] == ""
    assert values["fault_tree"] is None
    assert values["actions"] == {}


def test_durations_roles_and_phases_stand_side_by_side():
    values = computed()
    assert values["roles"] == {"START": "E1", "DETECT": "E3", "STOP": "E6", "END": "E7"}
    assert values["metrics"]["ttd"] == 14
    assert values["spans"]["ttd"]["events"] == ["E1", "E3"]
    assert values["phases"]["ttd"] == {"minutes": 14, "limit": 60, "over": False}


def test_the_objective_the_share_and_the_money_are_computed():
    money = MoneyLines(
        revenue=Money(amount=Decimal("9000.50"), currency="EUR"),
        credits=Money(amount=Decimal(500), currency="EUR"),
    )
    users, sla = Users(affected=Decimal(20), base=Decimal(100)), Sla(target=0.999, window_days=30)
    values = computed(impact=Impact(money=money, users=users, sla=sla))
    assert values["users_pct"] == 20
    assert values["money_total"] == {"amount": "9500.50", "currency": "EUR"}
    assert values["slo"]["burn_rate"] == pytest.approx(200)
    assert (values["severity"], values["severity_computed"]) == ("sev2", "sev2")


def test_money_in_two_currencies_has_no_total():
    lines = MoneyLines(
        revenue=Money(amount=Decimal(1), currency="EUR"),
        credits=Money(amount=Decimal(1), currency="USD"),
    )
    assert computed(impact=Impact(money=lines))["money_total"] is None


NODES = (
    WhyNode(id="W1", text="The pool was exhausted"),
    WhyNode(id="W2", parent="W1", text="The release carried a size of 8"),
    WhyNode(id="W3", parent="W2", text="The release step accepts any integer", level="enabling"),
)


def test_a_path_ends_where_an_action_acts():
    cause = Cause(id="U1", node_id="W3")
    action = Action(id="A1", text="Reject sizes below 50 in the release step", cause_ids=("U1",))
    before = computed(analysis=Analysis(nodes=NODES, causes=(cause,)))
    after = computed(analysis=Analysis(nodes=NODES, causes=(cause,)), actions=(action,))
    assert before["nodes"]["W3"] == {"depth": 3, "terminal_ok": False}
    assert after["nodes"]["W3"] == {"depth": 3, "terminal_ok": True}


def test_a_fault_tree_shows_its_sets_or_its_error():
    sound = FaultTree(
        top="T1",
        nodes=(
            FaultNode(id="T1", gate="OR", inputs=("T2", "T3")),
            FaultNode(id="T2"),
            FaultNode(id="T3"),
        ),
    )
    values = computed(analysis=Analysis(fault_tree=sound))["fault_tree"]
    assert values["cut_sets"] == [["T2"], ["T3"]]
    assert values["spof"] == ["T2", "T3"]
    broken = sound.model_copy(update={"top": "T9"})
    assert "T9" in computed(analysis=Analysis(fault_tree=broken))["fault_tree"]["error"]


def test_techniques_are_counted_from_the_data():
    barriers = tuple(
        Barrier(id=f"B{n}", layer=layer, state="failed")
        for n, layer in enumerate(("design", "test", "monitoring"), 1)
    )
    analysis = Analysis(nodes=NODES, barriers=barriers, contrast="The mail service caps the size.")
    assert computed(analysis=analysis)["techniques"] == ["why_tree", "barriers", "change_analysis"]


def test_an_action_is_judged_part_by_part():
    action = Action(
        id="A1",
        text="Reject sizes below 50 in the release step",
        done_when="A release with size 8 is rejected",
        owner="P1",
        due=date(2026, 3, 9),
        created_at=NOW,
        effort=2,
        impact=5,
    )
    people = (Person(id="P1", display="Ines Okoro"), Person(id="P2", display="Platform team"))
    values = computed(actions=(action,), people=people)["actions"]["A1"]
    flags = ("specific", "measurable", "assigned", "realistic", "time_bound", "owner_is_person")
    assert all(values[flag] is True for flag in flags)
    assert (values["horizon"], values["quadrant"]) == ("immediate", "quick_win")
    assert (values["control"], values["strength"]) == ("engineering", "stronger")
    team = action.model_copy(update={"owner": "P2", "effort": None})
    values = computed(actions=(team,), people=people)["actions"]["A1"]
    assert (values["owner_is_person"], values["assigned"], values["realistic"]) == (
        False,
        True,
        None,
    )
    assert values["strict"]["assigned"] is False
    assert "Platform team" in values["reasons"]["assigned"]


@pytest.mark.parametrize("status", ["accepted", "in_progress", "done", "verified"])
def test_an_action_reaches_as_far_as_its_due_day_whatever_became_of_it(status: str):
    closed = NOW + timedelta(days=5) if status in ("done", "verified") else None
    action = Action(
        id="A1",
        text="Reject sizes below 50 in the release step",
        created_at=NOW,
        due=date(2026, 4, 20),
        status=status,  # type: ignore[arg-type]
        closed_at=closed,
    )
    undated = action.model_copy(update={"due": None})
    assert computed(actions=(action,))["actions"]["A1"]["horizon"] == "long"
    assert computed(actions=(undated,))["actions"]["A1"]["horizon"] == ""


def test_what_was_done_when_it_was_written_down_is_immediate():
    action = Action(
        id="A1",
        text="Put the old size of 200 back on all nodes",
        created_at=NOW,
        status="done",
        closed_at=NOW,
    )
    later = action.model_copy(update={"due": date(2026, 4, 20)})
    assert computed(actions=(action,))["actions"]["A1"]["horizon"] == "immediate"
    assert computed(actions=(later,))["actions"]["A1"]["horizon"] == "long"


def found(**sections):
    whole = document(**sections)
    return findings(whole, facts(whole, NOW), NOW)


def test_blame_is_found_where_people_write_and_not_where_they_are_quoted():
    words = "The engineer carelessly broke the release."
    assert any(f.category == "blame" for f in found(timeline=timeline((words,))))
    quoted = Impact(quotes=(Quote(id="Q1", text=words),))
    record = (Evidence(id="R1", kind="chat", excerpt=words),)
    assert not any(f.category == "blame" for f in found(impact=quoted, evidence=record))


def test_what_could_have_happened_may_be_said_of_a_near_miss():
    harm = Impact(potential=Potential(harm="All bookings could have been lost."))
    assert not any(f.rule == "BP04" for f in found(impact=harm))


def test_vague_impact_is_found_in_the_impact_with_its_place():
    hits = [
        f
        for f in found(summary=Summary(text="Many users saw a slow page."))
        if f.category == "impact"
    ]
    assert hits
    assert hits[0].field == "summary.text"
    assert "Many users saw a slow page."[hits[0].start : hits[0].end] == hits[0].text


def test_a_name_in_a_cause_or_lesson_is_found():
    people = (Person(id="P1", display="Ines Okoro"),)
    lesson = Learning(lessons=(Lesson(id="L1", text="Ines Okoro knows the pool best"),))
    assert "L1" in {f.rule for f in found(people=people, learning=lesson)}
    told = timeline(("Ines Okoro answered the page.",))
    assert [f.severity for f in found(people=people, timeline=told) if f.rule == "L2"] == ["info"]


def test_the_words_of_a_role_are_no_name():
    people = (Person(id="P1", display="platform lead"),)
    summary = Summary(text="The platform could not be reached for 20 minutes.")
    assert not {"L1", "L2"} & {f.rule for f in found(people=people, summary=summary)}


def test_a_raised_voice_is_noted():
    assert "L4" in {f.rule for f in found(summary=Summary(text="It was down again!"))}
    assert "L4" not in {
        f.rule for f in found(summary=Summary(text="The check `a != b` returned NULL over HTTP."))
    }


def test_a_disputed_finding_becomes_a_note_with_its_reason():
    words = Summary(text="TBD")
    waiver = (Waiver(id="WV1", rule="X71", reason="TBD is the name of the service"),)
    assert [f.severity for f in found(summary=words) if f.rule == "X71"] == ["error"]
    disputed = [f for f in found(summary=words, waivers=waiver) if f.rule == "X71"]
    assert [f.severity for f in disputed] == ["info"]
    assert disputed[0].message.count("TBD is the name of the service") == 1


def test_a_dispute_without_a_reason_changes_nothing():
    waiver = (Waiver(id="WV1", rule="X71", reason=" "),)
    assert "error" in {f.severity for f in found(summary=Summary(text="TBD"), waivers=waiver)}


def test_errors_come_first():
    rank = {"error": 0, "warning": 1, "info": 2}
    gravity = [rank[f.severity] for f in found(summary=Summary(text="TBD. Many users!"))]
    assert gravity == sorted(gravity)


def test_the_same_document_gives_the_same_card():
    assert assess(full(), NOW) == assess(full(), NOW)


def test_the_card_has_eight_criteria_and_the_findings():
    card = assess(full(), NOW)
    assert [result.id for result in card.criteria] == [f"C{n}" for n in range(1, 9)]
    assert card.findings


def full():
    """Return a document of ordinary size: 40 events, 12 nodes, 6 causes, 8 actions."""
    events = tuple(
        Event(
            id=f"E{n}",
            kind=KINDS[n // 6] if n % 6 == 0 and n // 6 < len(KINDS) else "other",
            time=TimePoint(at=START + timedelta(minutes=3 * n)),
            text=f"At step {n} the error rate stood at {n % 9} % and node {n} was drained from the pool.",
            actor_role="responder",
            sources=("R1",),
        )
        for n in range(40)
    )
    nodes = tuple(
        WhyNode(
            id=f"W{n}",
            parent=f"W{n - 1}" if n % 4 != 1 else "",
            text=f"The release step number {n} accepts any integer as the size of pool {n}",
            level="enabling",
            lever="check the range",
        )
        for n in range(1, 13)
    )
    causes = tuple(
        Cause(
            id=f"U{n}",
            role="primary" if n == 1 else "contributing",
            node_id=f"W{2 * n}",
            statement=CausalStatement(
                cause=f"The release step {n} accepts any integer as pool size",
                effect=f"values far below the demand reach region {n} unseen",
                event="E0",
            ),
            evidence=("R1",),
            confidence="supported",
        )
        for n in range(1, 7)
    )
    actions = tuple(
        Action(
            id=f"A{n}",
            text=f"Reject releases whose pool {n} is outside 50 to 500 in step {n}",
            done_when=f"A release with size 8 for pool {n} is rejected by the step",
            owner="P1",
            due=date(2026, 3, 20),
            created_at=NOW,
            cause_ids=(f"U{min(n, 6)}",),
        )
        for n in range(1, 9)
    )
    return document(
        timeline=Timeline(events=events),
        people=(Person(id="P1", display="Ines Okoro", aliases=("@ines",)),),
        intake=Intake(users_pct=20, resolved="yes"),
        summary=Summary(
            text="For 118 minutes a fifth of the users could not book. A release set a pool too small."
        ),
        analysis=Analysis(nodes=nodes, causes=causes),
        actions=actions,
        learning=Learning(
            lessons=tuple(
                Lesson(id=f"L{n}", text=f"Lesson {n} about ranges of sizes", links=("U1",))
                for n in range(5)
            )
        ),
    )


def test_a_full_document_is_judged_fast_once_its_texts_are_known():
    whole = full()
    assess(whole, NOW)
    times: list[float] = []
    for _ in range(5):
        begun = process_time()
        assess(whole, NOW)
        times.append(process_time() - begun)
    # Warm it takes about 20 ms of the processor; the bound catches a text that is read again.
    assert min(times) < 0.1
