"""Opens the records on disks of many sizes, then again with room: `small_disk.py FOLDER`.

Run inside `unshare -rm`, so that the disks are of this process alone.
"""

import subprocess
import sys
from pathlib import Path

from agent.errors import StoreError
from agent.library.records import Records

SIZES_KB = range(16, 176, 4)


def disk(folder: Path, options: str) -> None:
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)],
        check=True,
        capture_output=True,
    )


def outcome(data: Path) -> str:
    try:
        Records.open(data).close()
    except StoreError as error:
        return error.problem
    return "opened"


def main() -> None:
    """Print, for each size, what came of the small disk and of the same one with room."""
    folder = Path(sys.argv[1])
    for size in SIZES_KB:
        disk(folder, f"size={size}k")
        small = outcome(folder / "data")
        disk(folder, "remount,size=4m")
        sys.stdout.write(f"{size}\t{small}\t{outcome(folder / 'data')}\n")
        subprocess.run(["umount", str(folder)], check=True)


if __name__ == "__main__":
    main()
