import asyncio
import json
import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.errors import InputError, StoreError
from agent.library.records import Records, Revision, TurnRecord
from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem, ScoreEntry
from agent.postmortem.values import Provenance
from agent.premortem import record as premortem_record
from agent.premortem.record import Premortem


def test_ids_count_up_within_a_year_and_are_never_given_out_twice(records, now):
    assert [records.new_id(2026) for _ in range(3)] == ["PM-2026-001", "PM-2026-002", "PM-2026-003"]
    assert records.new_id(2027) == "PM-2027-001"
    records.create(Postmortem(meta=Meta(id="PM-2026-004")), now)
    assert records.new_id(2026) == "PM-2026-005"
    records.purge("PM-2026-004", None, now)
    assert records.new_id(2026) == "PM-2026-006"


def test_an_id_is_created_once_even_after_a_purge(records, begun, now):
    with pytest.raises(StoreError, match="already given out"):
        records.create(begun, now)
    records.purge(begun.meta.id, None, now)
    with pytest.raises(StoreError, match="already given out"):
        records.create(begun, now)


def test_a_document_is_there_again_after_a_restart(home, now, edited):
    records = Records.open(home.data)
    document = Postmortem(meta=Meta(id=records.new_id(2026)))
    records.create(document, now)
    document = edited(document, {"summary.text": "Zahlungen standen still, 支付, \u0000?"})
    records.amend(document, now, based_on=1)
    records.close()
    again = Records.open(home.data)
    assert again.load(document.meta.id).document == document
    assert again.load(document.meta.id).revision == 2
    again.close()


def test_keys_of_a_newer_version_survive(records, now):
    document = Postmortem.model_validate(
        {"meta": {"id": "PM-2026-009", "mood": "calm"}, "novelty": {"a": [1, 1.0, True]}}
    )
    records.create(document, now)
    assert records.load("PM-2026-009").document.model_dump_json() == document.model_dump_json()


@pytest.mark.parametrize(
    "ask",
    [
        lambda r, now: r.load("PM-1999-001"),
        lambda r, now: r.at_revision("PM-1999-001", 1),
        lambda r, now: r.revisions("PM-1999-001"),
        lambda r, now: r.stage("PM-1999-001", 1, "{}", now),
        lambda r, now: r.put_proposals("PM-1999-001", 1, [("1.1", "{}")]),
        lambda r, now: r.keep_draft("PM-1999-001", 1, "half a sentence"),
        lambda r, now: r.purge("PM-1999-001", None, now),
        lambda r, now: r.purge("PM-1999-001", "summary.text", now),
    ],
)
def test_an_unknown_id_is_said_with_a_way_out(records, ask, now):
    with pytest.raises(InputError, match="There is no PM-1999-001") as caught:
        ask(records, now)
    assert "unblame list" in caught.value.remedy


def test_a_turn_is_one_write_and_a_second_call_changes_nothing(records, begun, edited, turn):
    pm_id = begun.meta.id
    first = edited(begun, {"summary.text": "Checkout was slow for 40 minutes."})
    other = edited(begun, {"summary.text": "Something else."})
    assert records.commit_turn(turn(pm_id, 1), first, decisions={}) == 2
    assert records.commit_turn(turn(pm_id, 1, filled=False), other, decisions={}) == 2
    assert records.load(pm_id).document == first
    assert records.committed(pm_id, 1) == turn(pm_id, 1, revision=2)
    assert records.turns(pm_id) == (turn(pm_id, 1, revision=2),)


def test_a_turn_that_leaves_the_document_as_it_was_makes_no_revision(records, begun, turn, now):
    assert records.commit_turn(turn(begun.meta.id, 1), begun, decisions={}) == 1
    assert records.revisions(begun.meta.id) == (Revision(1, None, now),)
    assert records.committed(begun.meta.id, 1).revision == 1


def test_a_staged_reply_waits_until_its_turn_is_committed(records, begun, turn, now):
    pm_id = begun.meta.id
    records.stage(pm_id, 1, '{"kind":"answer","value":"first"}', now)
    records.stage(pm_id, 1, '{"kind":"answer","value":"second"}', now)
    assert json.loads(records.staged(pm_id, 1))["value"] == "second"
    records.commit_turn(turn(pm_id, 1), begun, decisions={})
    assert records.staged(pm_id, 1) is None
    records.stage(pm_id, 1, '{"kind":"answer","value":"third"}', now)
    assert json.loads(records.reply(pm_id, 1))["value"] == "second"
    assert records.reply(pm_id, 2) is None


def test_proposals_are_kept_once_and_leave_when_decided(records, begun, turn):
    pm_id = begun.meta.id
    records.put_proposals(pm_id, 1, [("1.1", '"one"'), ("1.2", '"two"')])
    records.put_proposals(pm_id, 1, [("1.1", '"other"')])
    assert records.proposals(pm_id, 1) == ('"one"', '"two"')
    records.commit_turn(turn(pm_id, 2), begun, decisions={"1.1": "accepted"})
    assert records.proposals(pm_id, 1) == ('"two"',)
    assert records.proposals(pm_id, 1, undecided=False) == ('"one"', '"two"')
    assert records.proposals(pm_id, 2) == ()


def test_a_draft_is_kept_until_its_turn_is_committed(records, begun, turn):
    pm_id = begun.meta.id
    assert records.draft(pm_id, 1) == ""
    records.keep_draft(pm_id, 1, "the pager went")
    records.keep_draft(pm_id, 1, "the pager went off at")
    assert records.draft(pm_id, 1) == "the pager went off at"
    records.commit_turn(turn(pm_id, 1), begun, decisions={})
    assert records.draft(pm_id, 1) == ""
    records.keep_draft(pm_id, 2, "x")
    records.keep_draft(pm_id, 2, "")
    assert records.draft(pm_id, 2) == ""


def test_a_change_outside_a_session_must_know_what_it_changes(records, begun, edited, now):
    changed = edited(begun, {"summary.text": "a"})
    assert records.amend(changed, now, based_on=1) == 2
    with pytest.raises(StoreError, match="changed meanwhile"):
        records.amend(edited(begun, {"summary.text": "b"}), now, based_on=1)
    assert records.load(begun.meta.id).document == changed


def test_the_list_tells_where_each_stands_the_last_touched_first(records, edited, turn, now):
    older = Postmortem(meta=Meta(id=records.new_id(2026)))
    newer = Postmortem(meta=Meta(id=records.new_id(2026)))
    records.create(older, now)
    records.create(newer, now + timedelta(minutes=1))
    assert [line.id for line in records.list()] == [newer.meta.id, older.meta.id]
    draft = Draft(older)
    draft.set("meta.title", "Queue stuck")
    draft.set("meta.severity", "sev2")
    draft.add("actions", {"text": "Bound the queue", "status": "done"})
    draft.add("actions", {"text": "Alert on its age"})
    scored = draft.finish().model_copy(
        update={
            "score_history": (
                ScoreEntry(at=now, mode="provisional", overall=3.25, scores={}, verdict="basic"),
            )
        }
    )
    later = now + timedelta(hours=1)
    records.commit_turn(turn(older.meta.id, 1, at=later), scored, decisions={})
    top = records.list()[0]
    assert (top.id, top.title, top.severity) == (older.meta.id, "Queue stuck", "sev2")
    assert (top.overall, top.verdict, top.turns) == (3.25, "basic", 1)
    assert (top.open_actions, top.purged) == (1, False)
    assert (top.created_at, top.updated_at) == (now, later)


def test_a_revision_that_is_not_kept_is_said(records, begun):
    for revision in (0, 2, -1):
        with pytest.raises(InputError, match="has no revision"):
            records.at_revision(begun.meta.id, revision)


changes = st.lists(
    st.sampled_from(["add", "insert", "drop", "title", "summary", "same"]), min_size=1, max_size=12
)


@given(changes, st.integers(0, 1000))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_revision_is_the_document_that_was_committed(records, now, steps, seed):
    rng = random.Random(seed)
    document = Postmortem(meta=Meta(id=records.new_id(2026)))
    records.create(document, now)
    committed = {1: document}
    for number, step in enumerate(steps, start=1):
        document = _changed(document, step, rng)
        record = TurnRecord(
            document.meta.id, number, now, "TIMELINE", "TL-04", "", "answer", filled=True
        )
        committed[records.commit_turn(record, document, decisions={})] = document
    for revision, expected in committed.items():
        assert records.at_revision(document.meta.id, revision) == expected
    assert [step.revision for step in records.revisions(document.meta.id)] == sorted(committed)


def _changed(document: Postmortem, step: str, rng: random.Random) -> Postmortem:
    draft = Draft(document)
    events = draft.get("timeline.events")
    if step in ("add", "insert"):
        draft.add("timeline.events", {"text": f"text {rng.random()}"})
        if step == "insert":
            events.insert(rng.randrange(len(events)), events.pop())
    elif step == "drop" and events:
        draft.remove(f"timeline.events.{rng.choice(events)['id']}")
    elif step == "title":
        draft.set("meta.title", f"title {rng.randrange(3)}")
    elif step == "summary":
        draft.set("summary.text", "long " * rng.randrange(50))
    return draft.finish()


def test_two_hundred_turns_stay_small_while_open_and_when_closed(records, home, begun, now):
    rng = random.Random(7)
    document, largest = begun, 0
    for number in range(1, 201):
        text = _prose(rng, 300)
        records.stage(begun.meta.id, number, json.dumps({"kind": "answer", "value": text}), now)
        draft = Draft(document)
        origin = Provenance(origin="human", at=now, turn=number, question="TL-04")
        draft.add("timeline.events", {"text": text}, origin)
        document = draft.finish()
        record = TurnRecord(
            begun.meta.id, number, now, "TIMELINE", "TL-04", "", "answer", filled=True
        )
        records.commit_turn(record, document, decisions={})
        largest = max(largest, _size(home.data))
    records.close()
    assert largest < 1_000_000
    assert _size(home.data) < 600_000
    assert not list(home.data.glob("*-wal"))


def test_a_turn_of_a_big_document_is_stored_quickly(records, begun, turn):
    draft = Draft(begun)
    rng = random.Random(3)
    for _ in range(300):
        draft.add("timeline.events", {"text": _prose(rng, 200)})
    document = draft.finish()
    records.commit_turn(turn(begun.meta.id, 1), document, decisions={})
    spent = []
    for number in range(2, 12):
        draft = Draft(document)
        draft.set(f"timeline.events.E{number * 20}.text", _prose(rng, 200))
        document = draft.finish()
        start = time.perf_counter()
        records.commit_turn(turn(begun.meta.id, number), document, decisions={})
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.1  # about 12 ms on the machine this was written on


def _prose(rng: random.Random, length: int) -> str:
    words = ("".join(rng.choices("etaoinshrdlu", k=rng.randint(2, 9))) for _ in range(length))
    return " ".join(words)[:length]


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


async def test_it_can_be_used_from_other_threads_at_once(records, begun, turn, edited):
    async def commit(number: int) -> int:
        document = edited(begun, {"summary.text": f"text {number}"})
        record = turn(begun.meta.id, number)
        return await asyncio.to_thread(records.commit_turn, record, document, decisions={})

    revisions = await asyncio.gather(*(commit(number) for number in range(1, 21)))
    assert sorted(revisions) == list(range(2, 22))
    assert len(records.turns(begun.meta.id)) == 20


def test_a_pre_mortem_has_numbers_of_its_own_and_comes_back_as_what_it_is(tmp_path):
    records = Records.open(tmp_path)
    assert records.new_id(2026) == "PM-2026-001"
    assert records.new_id(2026, "premortem") == "PRE-2026-001"
    plan = Premortem(meta=premortem_record.Meta(id="PRE-2026-001", title="A move"))
    at = datetime(2026, 9, 1, tzinfo=UTC)
    records.create(plan, at)
    changed = plan.model_copy(update={"failure": premortem_record.Failure(text="It failed.")})
    assert records.amend(changed, at, based_on=1) == 2
    assert records.load("PRE-2026-001").document == changed
    assert records.at_revision("PRE-2026-001", 1) == plan
    assert [(one.id, one.kind, one.title) for one in records.list()] == [
        ("PRE-2026-001", "premortem", "A move")
    ]
    records.purge("PRE-2026-001", "failure.text", at)
    assert "It failed." not in records.load("PRE-2026-001").document.model_dump_json()
    records.close()
