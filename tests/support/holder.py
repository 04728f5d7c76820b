"""Opens the session of a home, says so, and holds it until it is killed: `holder.py HOME`."""

import asyncio
import sys

from agent.clock import SystemClock
from agent.home import Home
from agent.workspace import Workspace


async def hold(home: str) -> None:
    place = Workspace(Home.resolve({"UNBLAME_HOME": home}).make(), SystemClock())
    (listing,) = place.listings()
    session = await place.open_session(listing.id, exclusive=True)
    sys.stdout.write("held\n")
    sys.stdout.flush()
    await asyncio.sleep(600)
    await session.close()


if __name__ == "__main__":
    asyncio.run(hold(sys.argv[1]))
