"""People who write alone at one terminal: nothing of one is left for the next."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from foreseeing import FAILURE, HANA, PIET, PLAN
from talking import Talk
from textual.widgets import Static, TextArea

from agent.clock import SetClock
from agent.dialogue import Advance, Skip
from agent.home import Home
from agent.workspace import Workspace
from tui.app import UnblameApp

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
FIRST, SECOND = "It is Hana Sato's turn", "It is Piet Vos's turn"
KEYS = ("f1", "f2", "f4", "f6", "f7", "f8", "f9", "f10", "ctrl+g", "ctrl+o", "ctrl+p", "ctrl+r")
KEYS += ("ctrl+s", "ctrl+t", "ctrl+v", "ctrl+y", "ctrl+z", "up", "down", "pageup", "escape")


@pytest.fixture
def place(tmp_path):
    """Return a workspace of its own, whose clock stands still."""
    home = Home.resolve({"UNBLAME_HOME": str(tmp_path / "home")}).make()
    workspace = Workspace(home, SetClock(NOW), offline=True)
    yield workspace
    workspace.close()


@pytest.fixture
async def planned(place):
    """Return the id of a pre-mortem whose failure is about to be imagined."""
    session = await place.new_premortem()
    talk = Talk(session)
    for question, value in PLAN:
        await talk.answer(question, value)
    await talk.send(Advance())
    await session.close()
    return session.id


@pytest.fixture
async def begun(place, planned):
    """Return the id of a pre-mortem whose people are about to write alone."""
    session = await place.open_premortem(planned)
    await Talk(session).answer("PM-03", FAILURE)
    await session.close()
    return planned


class Table:
    """The app at the terminal round which the people sit."""

    def __init__(self, place, pm_id, script, size=(120, 40)):
        self.place, self.script = place, script
        self.app = UnblameApp(place, open_id=pm_id)
        self.context = self.app.run_test(size=size)

    async def __aenter__(self):
        self.pilot = await self.context.__aenter__()
        await self.script.settle(self.pilot)
        return self

    async def __aexit__(self, *error):
        await self.app.action_quit()
        await self.context.__aexit__(*error)

    async def press(self, *keys):
        for key in keys:
            await self.pilot.press(key)
            await self.script.settle(self.pilot)

    async def try_keys(self, shown):
        """Press every key with words on the screen, and return all that came up meanwhile."""
        seen = ""
        for key in KEYS:
            await self.pilot.press(key)
            await self.pilot.pause(0.02)
            seen += self.words
            if shown not in self.words:
                await self.press("escape")
        return seen

    async def write(self, *texts):
        """Type reasons, one a line, and send them."""
        self.area.load_text("\n".join(texts))
        await self.press("ctrl+s")

    async def pass_time(self, **time):
        self.place.clock.move(self.place.clock.now() + timedelta(**time))
        self.app.screen.tick()
        await self.script.settle(self.pilot)

    @property
    def area(self):
        return self.app.screen.query("AnswerForm TextArea").first(TextArea)

    @property
    def remarks(self):
        return " ".join(line.content.plain for line in self.app.screen.query("#remarks Static"))

    @property
    def words(self):
        return self.script.words_on(self.app)


@pytest.fixture
def table(place, begun, script):
    """Return the app, opened where the first person is about to write."""
    return Table(place, begun, script)


async def test_a_person_says_once_that_nobody_else_looks_and_the_time_begins(table):
    async with table:
        assert FIRST in table.words
        assert "Your time begins then." in table.words
        assert "write alone: what caused it?" not in table.words
        await table.press("enter")
        assert "Hana Sato, write alone: what caused it?" in table.words
        assert "3:00 left" in table.words


async def test_a_person_sees_what_that_person_wrote_newest_first(table):
    async with table:
        await table.press("enter")
        await table.write(*HANA[:2])
        words = table.words
        assert "Yours so far, seen by nobody else:" in words
        assert words.index("2 hana-two") < words.index("1 hana-one")


async def test_no_key_brings_up_what_the_person_before_wrote(table):
    async with table:
        await table.press("enter")
        await table.write(*HANA)
        await table.press("f3")
        assert SECOND in table.words
        seen = table.words + await table.try_keys(SECOND)
        assert SECOND in table.words
        await table.press("enter")
        seen += table.words + await table.try_keys("Piet Vos, write alone")
        assert "Piet Vos, write alone" in table.words
        assert "hana-" not in seen


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+x"])
async def test_what_one_person_copied_is_not_in_the_clipboard_of_the_next(table, key):
    async with table:
        await table.press("enter")
        await table.write(*HANA)
        table.area.load_text("hana-copied: a thought")
        await table.press("ctrl+a", key)
        assert "hana-copied" in table.app.clipboard
        table.area.load_text("")
        await table.press("f3", "enter", "ctrl+v")
        assert table.area.text == ""
        assert table.app.clipboard == ""


async def test_a_small_form_left_open_is_gone_with_its_words_before_the_next_person(table):
    async with table:
        await table.press("enter")
        await table.write(*HANA)
        behind = table.app.screen
        await table.press("ctrl+o", *"hana-why")
        assert "hana-why" in table.words
        behind.send(Skip())
        await table.script.settle(table.pilot)
        assert SECOND in table.words
        await table.press("enter")
        assert "Piet Vos, write alone" in table.words


async def test_nobody_sees_how_many_reasons_another_person_wrote(table):
    async with table:
        await table.press("enter")
        steps = str([line.content for line in table.app.screen.query("#steps Static")])
        assert "needs 3 reasons of Hana Sato, or 3 minutes of writing" in steps
        await table.write(HANA[0])
        assert steps == str([line.content for line in table.app.screen.query("#steps Static")])
        await table.press("f6")
        assert "This step still needs: 3 reasons of Hana Sato, or 3 minutes" in table.remarks


async def test_words_that_were_not_stored_do_not_go_with_the_turn(table):
    async with table:
        await table.press("enter")
        await table.write(*HANA)
        table.area.load_text("hana-four: half a thou")
        await table.press("f3")
        assert "What you typed is not stored yet." in table.words
        assert table.area.text == "hana-four: half a thou"


async def test_the_next_step_ends_ones_own_turn(table):
    async with table:
        await table.press("enter")
        await table.write(*HANA)
        await table.press("f6")
        assert SECOND in table.words


async def test_the_clock_counts_down_and_goes_on_by_itself_when_nothing_is_typed(table):
    async with table:
        await table.press("enter")
        await table.pass_time(seconds=61)
        assert "1:59 left" in table.words
        await table.pass_time(seconds=119)
        assert "The time is over. It goes on in 15 s unless you type." in table.words
        await table.pass_time(seconds=14)
        assert "Hana Sato, write alone" in table.words
        await table.pass_time(seconds=1)
        assert SECOND in table.words


async def test_what_is_typed_can_be_kept_at_any_moment_and_never_as_the_words_of_the_next(
    table, place, begun
):
    async with table:
        await table.press("enter")
        screen, kept, ahead = table.app.screen, [], []

        async def keep():
            while True:
                for area in screen.query("AnswerForm TextArea"):
                    area.load_text(area.text or "".join(ahead))
                screen.keep_draft()
                screen.tick()
                kept.append(place.records.draft(begun, 1_000))
                await asyncio.sleep(0)

        keeping = asyncio.create_task(keep())
        await table.write(*HANA)
        await table.pass_time(minutes=3)
        ahead.append("hana-five: typed ahead")
        await table.write("hana-four: late")
        assert SECOND in table.words
        assert not keeping.done(), keeping.exception()
        keeping.cancel()
        assert not [one for one in kept if "hana-five" in one and '"P2"' in one]


async def test_nobody_is_cut_off_in_the_middle_of_a_word(table):
    async with table:
        await table.press("enter")
        table.area.load_text("hana-one: the panels went da")
        await table.pass_time(minutes=4)
        assert "The time is over. Finish your sentence" in table.words
        await table.pass_time(minutes=4)
        assert table.area.text == "hana-one: the panels went da"
        await table.press("ctrl+s")
        assert SECOND in table.words
        assert "hana-" not in table.words


async def test_a_thought_in_the_middle_is_kept_for_the_person_who_had_it(table):
    async with table:
        await table.press("enter")
        await table.write(*HANA)
        await table.press("f3", "enter")
        table.area.load_text("piet-one: half a tho")
        await table.press("f5")
        assert FIRST in table.words
        assert "piet-" not in table.words
        await table.press("enter")
        assert "piet-" not in table.words
        assert "3 hana-three" in table.words
        await table.press("f3")
        assert SECOND in table.words
        await table.press("enter")
        assert table.area.text == "piet-one: half a tho"


async def test_leaving_and_coming_back_asks_again_that_nobody_else_looks(
    table, place, begun, script
):
    async with table:
        await table.press("enter")
        table.area.load_text("hana-one: half a tho")
        await table.press("ctrl+l")
        assert "hana-" not in table.words
    async with Table(place, begun, script) as again:
        assert FIRST in again.words
        assert "hana-" not in again.words
        await again.press("enter")
        assert again.area.text == "hana-one: half a tho"


async def test_a_person_who_is_not_here_is_left_out_with_the_reason(table):
    async with table:
        await table.press("f3", "escape")
        assert FIRST in table.words
        await table.press("f3", *"ill", "enter")
        assert SECOND in table.words


async def test_what_is_said_when_the_writing_begins_is_not_lost_behind_the_cover(
    place, planned, script
):
    async with Table(place, planned, script) as table:
        await table.write(FAILURE)
        assert FIRST in table.words
        await table.press("enter")
        assert "Each writes alone. Nobody sees what another wrote" in table.remarks


async def test_the_round_begins_with_its_rule_and_with_nothing_of_the_last_writer(table):
    async with table:
        await table.press("enter")
        await table.write(*HANA)
        await table.press("f3", "enter")
        await table.write(*PIET)
        await table.press("f3")
        assert "One reason a turn, round the table. Ask what it means" in table.remarks
        assert "piet-" not in table.remarks
        question = table.app.screen.query_one("#question", Static).content.plain
        assert "Read out: “RS1 hana-one: the panels went dark”" in question
        assert "Yours so far" not in table.words
        await table.press("1", "ctrl+s")
        named = table.app.screen.query_one("#named", Static).content.plain
        assert named == "RS1 hana-one: the panels went dark"


async def test_what_is_parked_everybody_sees_so_nothing_is_parked_while_writing(table):
    async with table:
        await table.press("enter", "f4", *"later", "enter")
        assert "Everybody sees what is parked." in table.words
