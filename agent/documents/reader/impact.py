"""The impact of a document: each figure where its sense is clear, else beside its sentence."""

from collections.abc import Iterator, Sequence

from agent.documents.reader.arrange import LEAD, Arranged, Section
from agent.documents.reader.figures import (
    Figure,
    dimension_of,
    figures_in,
    minutes_of,
    money_line,
    speaks_of,
)
from agent.documents.reader.labels import bold_label
from agent.documents.reader.making import Making
from agent.documents.reader.pieces import Piece
from agent.documents.reader.sentences import paragraph_sentences
from agent.documents.reader.tables import tables

_ELSEWHERE = (LEAD, "summary", "story", "trigger", "detection", "poorly", "lessons", "causes")
_LONGEST_TEXT = 1_000
_MOST_MINED = 4


class _Measured:
    """Typed fields of the impact, each filled once: the first that states it wins."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._filled: set[str] = set()

    def put(self, path: str, value: object, line: int) -> bool:
        """Put a value unless the field is filled; tell whether it was put."""
        if path in self._filled:
            return False
        self._filled.add(path)
        self._making.put(path, value, line)
        return True

    def take(self, figure: Figure, sentence: str, line: int, *, stated: bool) -> bool:
        """Put a figure into the field it belongs to, if its sense is clear.

        Args:
            figure: The figure.
            sentence: The sentence it stands in.
            line: Its line.
            stated: True in a section about the impact, where less has to be said.
        """
        match figure.kind:
            case "people":
                return self._people(figure, sentence, line, stated=stated)
            case "time":
                return self._time(figure, sentence, line)
            case "money":
                return self._money(figure, sentence, line)
            case "share":
                return self._share(figure, sentence, line)
            case "records" | "tickets" | "complaints" | "escalations":
                return self._whole(figure, sentence, line)
            case _:
                return self._requests(figure, sentence, line)

    def _people(self, figure: Figure, sentence: str, line: int, *, stated: bool) -> bool:
        if not speaks_of(sentence, "harm") and not stated:
            return False
        if not self.put("impact.users.affected", figure.value, line):
            return False
        self.put("impact.users.unit", figure.unit, line)
        self.put("impact.users.estimated", figure.estimated, line)
        if figure.low is not None:
            self.put("impact.users.low", figure.low, line)
        if figure.base is not None and figure.base >= figure.value:
            self.put("impact.users.base", figure.base, line)
        return True

    def _time(self, figure: Figure, sentence: str, line: int) -> bool:
        before, after = sentence[: figure.start], sentence[figure.stop : figure.stop + 40]
        near = f"{before[-40:]}"
        told = speaks_of(near, "lasting") or speaks_of(after, "lasting")
        other = speaks_of(before[-25:], "not_lasting") or speaks_of(after[:20], "not_lasting_after")
        if not told or other:
            return False
        return self.put("impact.stated_duration_min", float(figure.value), line)

    def _money(self, figure: Figure, sentence: str, line: int) -> bool:
        name = money_line(sentence)
        if not name or figure.money is None:
            return False
        return self.put(f"impact.money.{name}", figure.money.model_dump(), line)

    def _share(self, figure: Figure, sentence: str, line: int) -> bool:
        unit = figure.unit.lower()
        if any(
            word in unit for word in ("user", "customer", "people", "account", "client", "team")
        ):
            return self.put("impact.users.stated_pct", float(figure.value), line)
        harm = speaks_of(sentence, "harm") or "error" in sentence.lower()
        if not harm or not any(word in unit for word in ("request", "traffic", "call", "quer")):
            return False
        return self.put("impact.degraded_fraction", float(figure.value / 100), line)

    def _whole(self, figure: Figure, sentence: str, line: int) -> bool:
        if figure.value != figure.value.to_integral_value():
            return False
        if figure.kind != "records":
            return self.put(f"impact.reputation.{figure.kind}", int(figure.value), line)
        if not speaks_of(sentence, "harm") and "corrupt" not in sentence.lower():
            return False
        return self.put("impact.data.records", int(figure.value), line)

    def _requests(self, figure: Figure, sentence: str, line: int) -> bool:
        whole = figure.value == figure.value.to_integral_value()
        if "request" not in figure.unit or not whole or not speaks_of(sentence, "harm"):
            return False
        done = self.put("impact.sla.bad_events", int(figure.value), line)
        if done and figure.base is not None:
            self.put("impact.sla.total_events", int(figure.base), line)
        return done


def read_impact(arranged: Arranged, making: Making) -> int:
    """Put the impact of a document into its fields; return how many figures were taken."""
    measured = _Measured(making)
    taken = _facts(arranged, measured, making)
    for section in arranged.sections:
        if section.role == "impact":
            taken += sum(_told(piece, measured, making) for piece in _texts(section))
    making.told_impact = making.count("impact.dimensions") > 0
    for role in _ELSEWHERE:
        for section in (one for one in arranged.sections if one.role == role):
            for piece in _texts(section):
                taken += _mined(piece, measured, making, kept=role in (LEAD, "summary", "story"))
    if arranged.title:
        taken += _figures(arranged.title, arranged.title_line, measured, stated=False)
    return taken


def _facts(arranged: Arranged, measured: _Measured, making: Making) -> int:
    taken = 0
    for fact in arranged.facts:
        words = making.words(fact.value)
        if fact.field == "duration" and (minutes := minutes_of(words)) is not None:
            taken += measured.put("impact.stated_duration_min", float(minutes), fact.line)
        elif fact.field == "users":
            people = [one for one in figures_in(words) if one.kind in ("people", "share")]
            taken += sum(measured.take(one, words, fact.line, stated=True) for one in people)
            _dimension(f"{making.words(fact.label)}: {words}", "users", [], making, fact.line)
    return taken


def _texts(section: Section) -> Iterator[Piece]:
    for piece in section.pieces:
        if piece.kind in ("paragraph", "item") and not piece.quoted:
            yield piece
    for rows in tables(section.pieces):
        for row in (row for row in rows if not row.head):
            cells = [cell.text for cell in row.cells if cell.text.strip()]
            yield Piece("paragraph", ": ".join(cells[:2]) + "; ".join(["", *cells[2:]]), row.places)


def _told(piece: Piece, measured: _Measured, making: Making) -> int:
    """Take a paragraph or a point of the section about the impact."""
    text = making.words(piece.text)
    if len(text.split()) < 2:
        return 0
    taken = 0
    loose: list[Figure] = []
    for sentence in paragraph_sentences(text):
        for figure in figures_in(sentence):
            taken += measured.take(figure, sentence, piece.line, stated=True)
            loose.append(figure)
    label = bold_label(piece.text)
    key = dimension_of(making.words(label[0])) if label else "other"
    key = key if key != "other" else dimension_of(text)
    item_id = _dimension(text, key, loose, making, piece.line)
    making.mark(piece, f"impact.dimensions.{item_id}")
    return max(taken, len(loose))


def _dimension(text: str, key: str, figures: Sequence[Figure], making: Making, line: int) -> str:
    quantities = [
        {"value": one.value, "unit": one.unit, "estimated": one.estimated, "low": one.low}
        for one in figures
        if one.unit
    ]
    fields = {
        "key": key,
        "text": text[:_LONGEST_TEXT],
        "quantities": quantities,
        "status": "estimated" if figures and all(one.estimated for one in figures) else "measured",
    }
    return making.add("impact.dimensions", fields, line)


def _mined(piece: Piece, measured: _Measured, making: Making, *, kept: bool) -> int:
    """Take figures from prose; with no section about the impact, its sentences of harm too."""
    text = making.words(piece.text)
    if kept and not making.told_impact:
        for sentence in paragraph_sentences(text):
            found = figures_in(sentence)
            room = making.count("impact.dimensions") < _MOST_MINED
            if room and speaks_of(sentence, "suffering") and len(sentence.split()) > 4:
                _dimension(sentence, dimension_of(sentence), found, making, piece.line)
    return _figures(text, piece.line, measured, stated=False, times=kept)


def _figures(text: str, line: int, measured: _Measured, *, stated: bool, times: bool = True) -> int:
    taken = 0
    for sentence in paragraph_sentences(text):
        for figure in figures_in(sentence):
            # Causes and lessons speak of many lengths of time; few are that of the harm.
            if times or figure.kind != "time":
                taken += measured.take(figure, sentence, line, stated=stated)
    return taken
