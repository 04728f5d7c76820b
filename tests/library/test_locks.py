import os
import signal
import threading

import pytest

from agent.errors import SessionBusyError, StoreError
from agent.library.locks import SessionLock, index_writer

HOLD = """
from pathlib import Path
from agent.library.locks import SessionLock
lock = SessionLock.acquire(Path(given), "PM-2026-001")
print("held", flush=True)
sys.stdin.readline()
lock.release()
print("free", flush=True)
sys.stdin.readline()
"""


def test_a_session_open_elsewhere_is_named_with_its_process(home, elsewhere):
    other = elsewhere(HOLD, str(home.data))
    assert other.stdout.readline() == "held\n"
    with pytest.raises(SessionBusyError, match=f"PM-2026-001 is open .*pid {other.pid}") as caught:
        SessionLock.acquire(home.data, "PM-2026-001")
    assert "read-only" in caught.value.remedy
    SessionLock.acquire(home.data, "PM-2026-002").release()
    other.stdin.write("\n")
    other.stdin.flush()
    assert other.stdout.readline() == "free\n"
    SessionLock.acquire(home.data, "PM-2026-001").release()
    other.communicate("\n", timeout=30)


def test_a_lock_left_by_a_killed_process_does_not_block(home, elsewhere):
    other = elsewhere(HOLD, str(home.data))
    assert other.stdout.readline() == "held\n"
    os.kill(other.pid, signal.SIGKILL)
    other.communicate(timeout=30)
    with SessionLock.acquire(home.data, "PM-2026-001"):
        pid = (home.data / "locks" / "PM-2026-001.pid").read_text()
    assert pid.strip() == str(os.getpid())


def test_the_same_process_cannot_open_a_session_twice(home):
    with SessionLock.acquire(home.data, "PM-2026-001"), pytest.raises(SessionBusyError):
        SessionLock.acquire(home.data, "PM-2026-001")


def test_a_lock_is_let_go_by_any_thread_and_only_once(home):
    lock = SessionLock.acquire(home.data, "PM-2026-001")
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    second = SessionLock.acquire(home.data, "PM-2026-001")
    lock.release()
    with pytest.raises(SessionBusyError):
        SessionLock.acquire(home.data, "PM-2026-001")
    second.release()


def test_a_place_where_no_lock_fits_is_said(home):
    (home.data / "locks").write_text("a file")
    with pytest.raises(StoreError):
        SessionLock.acquire(home.data, "PM-2026-001")


def test_the_index_has_one_writer_at_a_time(home):
    folder = home.cache / "index"
    with index_writer(folder) as first:
        with index_writer(folder) as second:
            assert (first, second) == (True, False)
        assert first
    with index_writer(folder) as again:
        assert again
