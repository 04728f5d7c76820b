"""The same page gives the same bytes under every locale, time zone and hash seed."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PAGE = """\
---
title: Depot stood still
date: 2026-03-29
---

## Summary

Half of the depots could not print for 55 minutes because a limit of 1,5 was read as 15.

## Timeline (CET)

- 29.03.2026 01:55 the limits are deployed
- 02:05 printing begins to fail, İstanbul and Straße among the depots
- 2026-03-29 03:10 UTC all depots print again

## Root cause

The operator forgot the decimal comma. The reader of limits is bound to one locale.

## Action items

- [ ] Reject limits with a comma (Mara, next Friday)
"""
SETTINGS = (
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    {"TZ": "Pacific/Apia", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "3", "LANG": "tr_TR"},
)


def test_check_gives_the_same_bytes_under_every_locale_and_time_zone(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    words = [sys.executable, "-m", "tui", "check", str(page), "--format", "json"]

    def shown(settings: dict[str, str]) -> bytes:
        environ = {**os.environ, "UNBLAME_HOME": str(tmp_path / "home"), **settings}
        done = subprocess.run(words, env=environ, capture_output=True, check=False, timeout=120)
        assert done.stderr == b""
        return done.stdout

    with ThreadPoolExecutor() as pool:
        first, *others = pool.map(shown, SETTINGS)
    assert b'"findings"' in first
    assert all(other == first for other in others)
