"""A whole pre-mortem, as four people would leave it behind."""

from datetime import UTC, date, datetime
from decimal import Decimal

from agent.postmortem.actions import Action
from agent.postmortem.causes import AcceptedRisk
from agent.postmortem.people import Person
from agent.premortem.modes import Contingency, Mode, Rating, StopRule
from agent.premortem.reasons import Prior, Reason, Wording
from agent.premortem.record import (
    Assumption,
    Decision,
    Dissent,
    Failure,
    Meta,
    Outcome,
    Plan,
    Premortem,
    Review,
)
from agent.premortem.signals import Reading, Signal

AT = datetime(2026, 9, 1, 9, tzinfo=UTC)


def _ratings() -> tuple[Rating, ...]:
    figures = {
        "FM1": ((9, 6, 8, 40.0), (8, 6, 7, 30.0), (9, 8, 8, 55.0)),
        "FM2": ((7, 4, 3, 10.0), (6, 3, 4, 8.0)),
        "FM3": ((3, 2, 2, None), (2, 2, 3, None)),
    }
    given = [(mode, place, row) for mode, rows in figures.items() for place, row in enumerate(rows)]
    return tuple(
        Rating(
            id=f"RT{number}",
            mode_id=mode,
            by=f"P{place + 1}",
            severity=severity,
            occurrence=occurrence,
            detection=detection,
            probability_pct=pct,
            at=AT,
        )
        for number, (mode, place, (severity, occurrence, detection, pct)) in enumerate(given, 1)
    )


def full() -> Premortem:
    """Return a pre-mortem of a move to another search cluster, decided and watched."""
    return Premortem(
        meta=Meta(
            id="PRE-2026-004",
            title="Move search to the new cluster",
            status="watching",
            state="WATCH",
            services=("search",),
            teams=("Discovery",),
            created_at=AT,
        ),
        plan=Plan(
            goal="All searches are answered by the new cluster",
            measure="share of searches answered by it, 100 %",
            kind="migration",
            end=date(2026, 12, 1),
            decision_on=date(2026, 9, 15),
            scope="The product search",
            out_of_scope="The help pages",
            hard_to_reverse="The old index is deleted two weeks after the switch",
            assumptions=(
                Assumption(id="AS1", text="The new cluster ranks as the old one does"),
                Assumption(id="AS2", text="Indexing keeps up with 40 updates a second", held="no"),
                Assumption(id="AS3", text="The vendor's licence covers both clusters"),
            ),
            success_pct=80,
        ),
        failure=Failure(
            text="On 1 December 2026 searches took 9 seconds and a fifth of the orders was lost.",
            accepted_at=AT,
        ),
        people=(
            Person(id="P1", display="Ada Keita"),
            Person(id="P2", display="Jonas Vik"),
            Person(id="P3", display="Mei Tan"),
            Person(id="P4", display="Omar Haddad"),
        ),
        reasons=(
            Reason(
                id="RS1",
                text="The index lags behind the catalogue",
                by="P1",
                read_out_at=AT,
                wordings=(Wording(text="Prices are stale; (for hours)", by="P2"),),
            ),
            Reason(id="RS2", text="Ranking differs for rare words", by="P3", read_out_at=AT),
            Reason(
                id="RS3", text="The licence runs out", by="P4", source="joined", origin="om.txt"
            ),
        ),
        priors=(
            Prior(
                id="PR1",
                incident="PM-2025-011",
                title="Stale prices after a reindex",
                similarity=0.62,
                causes=("No alert on index lag",),
                actions_total=4,
                actions_done=3,
                actions_open=1,
                taken_as="RS1",
            ),
        ),
        modes=(
            Mode(
                id="FM1",
                text="The index lags behind the catalogue by hours",
                reason_ids=("RS1",),
                mechanism=("A bulk import fills the queue", "Updates wait", "Prices are stale"),
                lens="technical",
                reach="preventable",
                cause_class="sufficient",
                first_sign="The queue grows every night",
                stop=StopRule(kind="pause", text="Lag over 30 minutes twice in a week", by="P1"),
            ),
            Mode(
                id="FM2",
                text="Rare words find nothing",
                reason_ids=("RS2",),
                mechanism=("Another analyser", "Other tokens", "No hits"),
                lens="technical",
                contingency=Contingency(
                    text="Send rare words to the old cluster",
                    owner="P3",
                    ready_by=date(2026, 9, 30),
                ),
            ),
            Mode(
                id="FM3",
                text="The licence ends before the move does",
                reason_ids=("RS3",),
                mechanism=("The contract ends on 31 October",),
                lens="partners",
                accepted_risk=AcceptedRisk(
                    reason="A month costs 900 EUR", by="P4", until=date(2026, 12, 31)
                ),
            ),
        ),
        ratings=_ratings(),
        actions=(
            Action(
                id="A1",
                text="Reject bulk imports above 500 rows a second at the queue",
                owner="P1",
                due=date(2026, 9, 20),
                done_when="A load test at 2,000 rows a second is refused",
                cause_ids=("FM1",),
            ),
        ),
        signals=(
            Signal(
                id="SG1",
                mode_id="FM1",
                name="index lag in minutes",
                source="the search dashboard",
                threshold="over 30",
                owner="P1",
            ),
        ),
        readings=(
            Reading(id="RD1", signal_id="SG1", at=AT, value=Decimal(42), text="42", by="P1"),
        ),
        decision=Decision(
            verdict="go_with_changes",
            reason="The lag is limited first",
            by="P2",
            at=AT,
            dissent=(Dissent(id="DS1", text="A month later would cost little", by="P3"),),
        ),
        reviews=(Review(id="RV1", at=AT, note="Nothing new"),),
        outcomes=(
            Outcome(
                id="OC1",
                postmortem="PM-2026-020",
                modes=("FM1",),
                happened_at=datetime(2026, 10, 20, 7, tzinfo=UTC),
            ),
        ),
    )
