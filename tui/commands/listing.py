"""`unblame list`: one's own postmortems and pre-mortems."""

import argparse
from contextlib import closing
from dataclasses import asdict

from tui.commands.options import add_format, add_now, workspace
from tui.output import say, say_json

EXAMPLE = "unblame list --format json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        f"{parser.description}\nThe stored score is the one of the last change. "
        "`unblame show` scores anew,\nand a date that passed since then can lower it."
    )
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Print the postmortems, the one worked on last first."""
    from rubrics.score import floor2  # noqa: PLC0415 - `--help` doesn't pay for it

    with closing(workspace(args)) as place:
        listings, premortems = place.listings(), place.premortems()
    if args.format == "json":
        found = {"postmortems": listings, "premortems": premortems}
        say_json({name: [asdict(one) for one in several] for name, several in found.items()})
        return 0
    if not listings and not premortems:
        say("No postmortems yet. Begin one with `unblame new`, or watch `unblame demo`.")
    for listing in listings:
        if listing.purged:
            say(f"{listing.id}  purged")
            continue
        score = "-" if listing.overall is None else floor2(listing.overall)
        open_actions = f"  {listing.open_actions} open actions" if listing.open_actions else ""
        title = listing.title or "(no title yet)"
        say(f"{listing.id}  {listing.state:<8}  stored score {score:>4}  {title}{open_actions}")
    for one in premortems:
        state = "purged" if one.purged else f"{one.state:<8}  {one.title or '(no title yet)'}"
        say(f"{one.id}  {state}")
    return 0
