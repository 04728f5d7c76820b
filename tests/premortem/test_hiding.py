"""Who may see which reason."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from agent.postmortem.edits import Draft
from agent.postmortem.values import Provenance
from agent.premortem.hiding import shown_to, without_authors
from agent.premortem.reasons import Reason, Silence, Wording
from agent.premortem.record import PREFIXES, Meta, Premortem

_AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def _written(authors: list[str], *, read: bool) -> Premortem:
    reasons = tuple(
        Reason(
            id=f"RS{n}",
            text=f"secret {n} of {by}",
            by=by,
            written_at=_AT,
            read_out_at=_AT if read else None,
            wordings=(Wording(text="the same", by=by),),
        )
        for n, by in enumerate(authors, 1)
    )
    origins = {
        f"reasons.{r.id}.text": Provenance(origin="human", at=_AT, who=r.by) for r in reasons
    }
    return Premortem(
        meta=Meta(id="PRE-2026-001"),
        reasons=reasons,
        silences=(Silence(id="SL1", person="P1"),),
        provenance=origins,
        issued={"RS": len(reasons)},
    )


@given(st.lists(st.sampled_from(["P1", "P2", "P3"]), max_size=9), st.sampled_from(["", "P1", "P2"]))
def test_nobody_sees_what_another_person_wrote_alone(authors: list[str], writer: str) -> None:
    shown = shown_to(_written(authors, read=False), writer).model_dump_json()
    for other in {"P1", "P2", "P3"} - {writer}:
        assert f"of {other}" not in shown
    assert (f"of {writer}" in shown) == (writer in authors)


@given(authors=st.lists(st.sampled_from(["P1", "P2", "P3"]), max_size=9), read=st.booleans())
def test_a_document_holds_every_reason_and_no_author(authors: list[str], *, read: bool) -> None:
    bare = without_authors(_written(authors, read=read))
    assert len(bare.reasons) == len(authors)
    assert all(not reason.by and not reason.written_at for reason in bare.reasons)
    assert all(not wording.by for reason in bare.reasons for wording in reason.wordings)
    assert not any(path.startswith("reasons.") for path in bare.provenance)
    assert bare.silences == ()


def test_every_prefix_names_a_list_of_the_document_and_is_its_own() -> None:
    draft = Draft(Premortem(meta=Meta(id="PRE-2026-001")))
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    for path in PREFIXES:
        assert draft.get(path) == []


def test_a_premortem_is_changed_like_any_document() -> None:
    before = Premortem(meta=Meta(id="PRE-2026-001"))
    draft = Draft(before)
    mode = draft.add("modes", {"text": "The vendor is late"})
    draft.set(f"modes.{mode}.lens", "supply")
    after = draft.finish()
    assert after.modes[0].lens == "supply"
    assert before.modes == ()
