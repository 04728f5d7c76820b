"""The blocks of a whole text, with the field each went to."""

from collections.abc import Mapping

from agent.documents.reader.blocks import BlockKind, TextBlock
from agent.documents.reader.markup import words_of
from agent.documents.reader.pieces import Source

_KINDS: Mapping[str, BlockKind] = {
    "heading": "heading",
    "paragraph": "paragraph",
    "item": "item",
    "cell": "cell",
    "code": "code",
    "html": "html",
}


def text_blocks(source: Source, paths: Mapping[int, str]) -> tuple[TextBlock, ...]:
    """Return the blocks of a text.

    Args:
        source: The text, taken apart.
        paths: The field that each line went to.
    """
    blocks: list[TextBlock] = []
    section = ""
    for piece in source.pieces:
        if piece.kind == "heading":
            section = words_of(piece.text, source.links)
        for part in piece.cells or (piece,):
            if piece.kind != "rule" and part.text.strip():
                path = next((paths[p.line] for p in part.places if p.line in paths), "")
                kind = _KINDS["cell" if piece.cells else piece.kind]
                blocks.append(TextBlock(kind, part.text, part.places, section, path, piece.quoted))
    return tuple(blocks)
