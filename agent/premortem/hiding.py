"""What stays hidden: other people's reasons while somebody writes, and authors in documents."""

from collections.abc import Mapping

from agent.postmortem.values import Provenance
from agent.premortem.reasons import Reason
from agent.premortem.record import Premortem


def read_out(document: Premortem) -> tuple[Reason, ...]:
    """Return the reasons that everybody may see, in the order in which they were read out."""
    shown = [(reason.read_out_at, reason) for reason in document.reasons if reason.read_out_at]
    return tuple(reason for _, reason in sorted(shown, key=lambda pair: pair[0]))


def hidden(document: Premortem) -> tuple[Reason, ...]:
    """Return the reasons that only their authors may see."""
    return tuple(reason for reason in document.reasons if reason.read_out_at is None)


def shown_to(document: Premortem, writer: str = "") -> Premortem:
    """Return the document as one person may see it now; an empty id stands for everybody.

    Reasons that were not read out are left out but for the writer's own, and so is what gives
    their number and authors away. Once all were read out, nothing but the authors is missing.
    """
    open_ids = {reason.id for reason in read_out(document)}
    own = {reason.id for reason in document.reasons if writer and reason.by == writer}
    kept = tuple(reason for reason in document.reasons if reason.id in open_ids | own)
    bare = _without_authors(document, kept)
    return bare.model_copy(update={"issued": {}}) if len(kept) < len(document.reasons) else bare


def without_authors(document: Premortem) -> Premortem:
    """Return the document without a trace of who wrote which reason; the store keeps that.

    Reasons that were not read out stay: everything is there but the names.
    """
    return _without_authors(document, document.reasons)


def _without_authors(document: Premortem, reasons: tuple[Reason, ...]) -> Premortem:
    return document.model_copy(
        update={
            "reasons": tuple(map(_anonymous, reasons)),
            "silences": (),
            "provenance": _bare(document.provenance),
        }
    )


def _anonymous(reason: Reason) -> Reason:
    wordings = tuple(wording.model_copy(update={"by": ""}) for wording in reason.wordings)
    return reason.model_copy(update={"by": "", "written_at": None, "wordings": wordings})


def _bare(provenance: Mapping[str, Provenance]) -> dict[str, Provenance]:
    """Return where fields came from, but for reasons and times of writing: they name people."""
    return {
        path: record
        for path, record in provenance.items()
        if not path.startswith(("reasons.", "silences."))
    }
