"""What a home weighs after two hundred turns, and what its checkpoints never hold."""

from talking import Talk

from agent.dialogue import Answer, Park
from agent.home import Home
from agent.workspace import Workspace

SECRET = "the zebra key of the vault was printed in the log"
WORDS = (
    "The deploy step took the value as it was, since it knows no range for a pool, and the node "
    "read it once at its start. The panel showed the mean of all nodes, so the first sign was a "
    "refused order at the till of one shop, {number} minutes in, and not the count of free "
    "connections, which nobody had drawn on a panel since the move to the new cluster in spring."
)
LIMIT = 2_000_000


def size(home: Home) -> int:
    """Every file of the home, logs and locks included."""
    root = home.data.parent
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())


async def say(talk: Talk, turns: int) -> None:
    """Answer whatever is open with about three hundred characters, a different text each time."""
    for number in range(turns):
        text = WORDS.format(number=number)
        question = talk.session.question
        plain = question is not None and question.form.kind == "text"
        if plain and question.form.field.kind == "text" and number % 2:  # type: ignore[union-attr]
            await talk.send(Answer(value=text))
        elif number % 5:
            await talk.send(Park(text=text))
        else:
            await talk.answer("TL-16", f"2026-03-02 {8 + number // 60:02}:{number % 60:02} {text}")


async def test_two_hundred_turns_weigh_less_than_two_megabytes(talk: Talk, home: Home) -> None:
    await say(talk, 200)
    assert talk.session.turn > 200
    open_ = size(home)
    await talk.session.close()
    closed = size(home)
    assert open_ < LIMIT, open_
    assert closed < LIMIT, closed


async def test_checkpoints_stay_small_and_hold_no_words_of_the_document(
    talk: Talk, home: Home, workspace: Workspace
) -> None:
    await talk.answer("TR-01", f"Orders failed. {SECRET}.")
    await talk.answer("TR-13", f"Title: {SECRET}")
    await talk.send(Park(text=SECRET))
    await say(talk, 20)
    await talk.answer("TR-05", SECRET)
    assert SECRET in workspace.load(talk.session.id).summary.text
    written = [*home.data.glob("checkpoints.db*")]
    assert written
    for path in written:
        assert SECRET.encode() not in path.read_bytes(), path
    assert sum(path.stat().st_size for path in written) < 600_000
    await talk.session.close()
    assert size(home) < LIMIT
    assert sum(path.stat().st_size for path in home.data.glob("checkpoints.db*")) < 100_000
