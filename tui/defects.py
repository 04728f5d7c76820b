"""What went wrong, in one line for the person; what nobody foresaw is noted for who mends it."""

from agent.errors import AgentError
from tui.plain import one_line
from tui.ports import Workspace


def told(workspace: Workspace, error: BaseException, remedy: str = "") -> str:
    """Return what is wrong, what to do, and where more about it stands."""
    if isinstance(error, AgentError):
        return one_line(str(error))
    place = workspace.note_defect(error)
    details = f" Details are in {one_line(str(place))}." if place else ""
    name = one_line(type(error).__name__)
    return f"Something went wrong inside Unblame ({name}). {remedy}{details}"
