"""Opens the terminal app: only textual and light code are loaded before the first paint."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from agent.clock import SystemClock
from agent.home import Home
from agent.workspace import Workspace

if TYPE_CHECKING:
    from agent.dialogue import Import


def launch(
    environ: Mapping[str, str],
    *,
    workspace: Workspace | None = None,
    open_id: str | None = None,
    offline: bool = False,
    records: "Sequence[Import]" = (),
) -> int:
    """Run the app until the person leaves it; return the exit code."""
    from tui.app import UnblameApp  # noqa: PLC0415 - textual is loaded only for a terminal

    place = workspace or Workspace(Home.resolve(environ).make(), SystemClock(), offline=offline)
    try:
        app = UnblameApp(place, open_id=open_id, records=records)
        app.run()
        return app.return_code or 0
    finally:
        place.close()
