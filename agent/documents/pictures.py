"""Pictures in plain text: timeline lane, why-tree, fishbone, fault tree, score bars.

Pure functions that return lines of at most `width` cells, for a terminal and for code blocks.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from agent.documents.cells import cell_width, cut, pad, wrap
from agent.documents.forest import MAX_DEPTH, Branch, forest_of
from agent.documents.lane import Lane, lane_of
from agent.documents.words import count, duration, score_figure, words
from agent.postmortem.causes import FaultNode, FishboneItem, WhyNode
from agent.postmortem.record import Postmortem
from rubrics.findings import CriterionResult, Scorecard

_LETTERS = "abcdefgh"


# --- timeline ----------------------------------------------------------------------------------


def timeline_lane(document: Postmortem, width: int = 76) -> list[str]:
    """Return the phases of the incident, each as wide as it was long, with a key below."""
    lane = lane_of(document)
    if lane is None:
        return []
    say = _clock_face(lane)
    first, last = say(lane.start), say(lane.end)
    gap = " " * max(1, width - cell_width(first) - cell_width(last))
    widths = _widths([phase.share for phase in lane.phases], width - len(lane.phases) - 1)
    bar = "├" + "┼".join(_segment(i, cells) for i, cells in enumerate(widths)) + "┤"
    return [
        cut_raw(first + gap + last, width),
        bar,
        _events_row(lane, width),
        *_key(lane, say, width),
    ]


def cut_raw(line: str, width: int) -> str:
    """Return a drawn line no wider than the picture."""
    return line if cell_width(line) <= width else line[:width]


def _segment(index: int, cells: int) -> str:
    return _LETTERS[index % len(_LETTERS)].center(cells, "─")


def _widths(shares: Sequence[float], cells: int) -> list[int]:
    """Share out the cells: at least one each, the rest by largest remainder."""
    spare = max(cells - len(shares), 0)
    exact = [share * spare for share in shares]
    widths = [1 + int(part) for part in exact]
    order = sorted(range(len(shares)), key=lambda i: (-(exact[i] % 1), i))
    for index in order[: max(spare - sum(int(part) for part in exact), 0)]:
        widths[index] += 1
    return widths


def _events_row(lane: Lane, width: int) -> str:
    row = [" "] * width
    for position, _ in lane.events:
        row[round(position * (width - 1))] = "·"
    return "".join(row).rstrip()


def _key(lane: Lane, say: Callable[[datetime], str], width: int) -> list[str]:
    longest = max(phase.share for phase in lane.phases)
    lines: list[str] = []
    for index, phase in enumerate(lane.phases):
        times = f"{say(phase.start)} - {say(phase.end)}"
        mark = "  longest" if phase.share == longest and len(lane.phases) > 1 else ""
        name = pad(phase.name, max(width - cell_width(times) - 34, 10))
        span = f"{duration(phase.minutes):>12}{round(phase.share * 100):>5} %{mark}"
        lines.append(cut_raw(f"{_LETTERS[index % 8]}  {name}  {times}{span}", width))
    zone = lane.start.strftime("%Z") or "no zone"
    return [
        *lines,
        cut_raw(
            f"{count(len(lane.events), 'entry').replace('entrys', 'entries')} (·), times in {zone}",
            width,
        ),
    ]


def _clock_face(lane: Lane) -> Callable[[datetime], str]:
    days = (lane.end.date() - lane.start.date()).days
    if days == 0:
        shape = "%H:%M:%S" if (lane.end - lane.start).total_seconds() < 300 else "%H:%M"
    else:
        shape = "%m-%d %H:%M" if days < 15 else "%Y-%m-%d"
    return lambda at: at.strftime(shape)


# --- trees -------------------------------------------------------------------------------------


def why_tree(document: Postmortem, width: int = 76) -> list[str]:
    """Return the why-tree under its problem."""
    nodes = document.analysis.nodes
    if not nodes:
        return []
    problem = document.analysis.problem.text or document.meta.title or "The problem"
    texts = {node.id: _node_text(node) for node in nodes}
    trees = forest_of([{"id": node.id, "parent": node.parent} for node in nodes])
    lines = wrap(problem, width)
    _grow(trees, texts, "", width, lines)
    return lines


def _grow(
    trees: Sequence[Branch], texts: dict[str, str], stem: str, width: int, lines: list[str]
) -> None:
    for tree in trees:
        last = tree is trees[-1]
        key = tree.item["id"]
        lines += _branch(stem, f"{key} {texts[key]}", width, last=last)
        _grow(tree.children, texts, stem + ("   " if last else "│  "), width, lines)


def _node_text(node: WhyNode) -> str:
    return node.text if node.kind == "condition" else f"{node.text} [{words(node.kind)}]"


def _branch(stem: str, text: str, width: int, *, last: bool) -> list[str]:
    head = stem + ("└─ " if last else "├─ ")
    rest = stem + ("   " if last else "│  ")
    first, *others = wrap(text, max(width - len(head), 12))
    return [cut_raw(head + first, width), *(cut_raw(rest + line, width) for line in others)]


def fishbone(document: Postmortem, width: int = 76) -> list[str]:
    """Return the candidates bone by bone, beside a spine that ends in the problem."""
    bones: dict[str, list[FishboneItem]] = {}
    for item in document.analysis.fishbone.items:
        bones.setdefault(item.bone, []).append(item)
    if not bones:
        return []
    problem = document.analysis.problem.text or document.meta.title or "The problem"
    lines = [f"╔═▶ {cut(problem, width - 4)}", "║"]
    for bone, items in bones.items():
        lines.append(f"╠═ {cut(words(bone) or 'other', width - 3)}")
        for item in items:
            lines += _branch("║   ", _candidate(item), width, last=item is items[-1])
    return [*lines, "╨"]


def _candidate(item: FishboneItem) -> str:
    votes = f", {count(item.votes, 'vote')}" if item.votes else ""
    return f"{item.id} {item.text} ({item.status}{votes})"


def fault_tree(document: Postmortem, width: int = 76) -> list[str]:
    """Return the fault tree from its top event down. What stands twice is drawn once."""
    tree = document.analysis.fault_tree
    nodes = {node.id: node for node in tree.nodes}
    if not nodes:
        return []
    inputs = {one for node in tree.nodes for one in node.inputs}
    tops = [tree.top] if tree.top in nodes else [key for key in nodes if key not in inputs]
    lines: list[str] = []
    seen: set[str] = set()
    for top in tops or list(nodes)[:1]:
        lines += wrap(_gate_text(nodes[top]), width)
        seen.add(top)
        _descend(nodes, nodes[top], "", width, lines, seen)
    return lines


def _descend(
    nodes: dict[str, FaultNode],
    gate: FaultNode,
    stem: str,
    width: int,
    lines: list[str],
    seen: set[str],
) -> None:
    for position, key in enumerate(gate.inputs):
        last = position == len(gate.inputs) - 1
        node = nodes.get(key)
        text = f"{key} (not described)" if node is None else _gate_text(node)
        known = key in seen
        lines += _branch(stem, f"{text} (see above)" if known else text, width, last=last)
        seen.add(key)
        if node is not None and not known and len(stem) < 3 * MAX_DEPTH:
            _descend(nodes, node, stem + ("   " if last else "│  "), width, lines, seen)


def _gate_text(node: FaultNode) -> str:
    gates = {"AND": " [all of]", "OR": " [any of]", "VOTE": f" [{node.k} of {len(node.inputs)}]"}
    return f"{node.id} {node.text}".rstrip() + gates.get(node.gate, "")


# --- scores ------------------------------------------------------------------------------------


def score_bars(card: Scorecard, width: int = 76) -> list[str]:
    """Return one bar a criterion, with its minimum in words."""
    name_width = max((cell_width(one.name) for one in card.criteria), default=0)
    name_width = min(name_width, max(width // 3, 8))
    lines = [_bar(one, name_width, width) for one in card.criteria]
    return [
        *lines,
        f"overall {score_figure(card.overall)}, {cut(card.label or card.verdict, width - 16)}",
    ]


def _bar(criterion: CriterionResult, name_width: int, width: int) -> str:
    head = f"{criterion.id} {pad(criterion.name, name_width)} "
    if criterion.score is None:
        return cut_raw(f"{head}not known", width)
    cells = max(min(20, width - cell_width(head) - 20), 5)
    filled = round(criterion.score / 5 * cells)
    bar = "█" * filled + "░" * (cells - filled)
    return cut_raw(f"{head}{bar} {criterion.score:.1f}{_against_minimum(criterion)}", width)


def _against_minimum(criterion: CriterionResult) -> str:
    if criterion.score is None or criterion.minimum is None or criterion.score >= criterion.minimum:
        return ""
    return f"  below {criterion.minimum:.1f}"
