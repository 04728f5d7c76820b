from pathlib import Path

import pytest

BLAME = """
events:
  - event: lift
    domain: support
    tellings:
      - {kind: character-judgement, style: chat, text: "That was a careless and stupid thing to do."}
      - {kind: neutral-action, style: report, text: "The lift was stopped at 14:05."}
"""
ACTIONS = """
actions:
  - {is: [specific, measurable], control: engineering, domain: cloud, text: "Reject values below 50"}
  - {is: [], control: administrative, domain: cloud, text: "Improve our communication"}
"""
REWRITES = """
rewrites:
  - {text: "The clerk carelessly closed 30 tickets.", keep: ["30"], negated: false, not: ["carelessly"]}
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    for name, text in (("blame", BLAME), ("actions", ACTIONS), ("rewrites", REWRITES)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "blame_sentences.jsonl").write_text(
        '{"id": "x1", "text": "It was all the fault of the night crew.", "label": 1, "kind": "team-fault",'
        ' "borderline": false, "source_kind": "real"}\n'
        '{"id": "x2", "text": "A secret sentence about a pump.", "label": 0, "kind": "agentless",'
        ' "borderline": true, "source_kind": "written"}\n',
        encoding="utf-8",
    )
    return folder
