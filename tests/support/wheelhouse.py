"""Wheels made again from what is installed here, so that pip can install with no index."""

import base64
import hashlib
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_MADE_BY_INSTALLERS = ("INSTALLER", "REQUESTED", "direct_url.json", "RECORD")


def gather(folder: Path, *names: str) -> Path:
    """Put wheels of some distributions and of all they need into a folder."""
    wanted, done = [canonicalize_name(name) for name in names], set[str]()
    while wanted:
        name = wanted.pop()
        if name not in done:
            done.add(name)
            found = metadata.distribution(name)
            _pack(found, folder)
            wanted += needs(found)
    return folder


def needs(distribution: metadata.Distribution) -> list[str]:
    """Return what a distribution needs here, without its extras."""
    asked = [Requirement(line) for line in distribution.requires or []]
    return [
        canonicalize_name(one.name)
        for one in asked
        if one.marker is None or one.marker.evaluate({"extra": ""})
    ]


def _pack(distribution: metadata.Distribution, folder: Path) -> None:
    files = [file for file in distribution.files or [] if _belongs(file)]
    info = next(file.parts[0] for file in files if file.parts[0].endswith(".dist-info"))
    tags = [
        line.removeprefix("Tag: ")
        for line in (distribution.read_text("WHEEL") or "").splitlines()
        if line.startswith("Tag: ")
    ]
    path = folder / f"{info.removesuffix('.dist-info')}-{tags[0]}.whl"
    record: list[str] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as wheel:
        for file in files:
            content = Path(str(distribution.locate_file(file))).read_bytes()
            wheel.writestr(file.as_posix(), content)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
            record.append(f"{file.as_posix()},sha256={digest.decode()},{len(content)}")
        wheel.writestr(f"{info}/RECORD", "\n".join([*record, f"{info}/RECORD,,", ""]))


def _belongs(file: metadata.PackagePath) -> bool:
    """Leave out what installers put beside a wheel's own files: caches, commands."""
    return (
        ".." not in file.parts
        and "__pycache__" not in file.parts
        and file.name not in _MADE_BY_INSTALLERS
    )


def base_of(project: Path) -> list[str]:
    """Return the names of what a project's base needs."""
    asked = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    return [Requirement(line).name for line in asked]
