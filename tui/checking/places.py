"""How other programs name the files that were checked: from the folder the call was made in."""

import os
from pathlib import Path
from urllib.parse import quote


def relative(name: str) -> str:
    """Return a name from the current folder when it lies there, with slashes."""
    path = Path(os.path.normpath(name))
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def uri(name: str) -> str:
    """Return a name as a URI: relative where it can be."""
    path = relative(name)
    return Path(path).as_uri() if Path(path).is_absolute() else quote(path, safe="/")
