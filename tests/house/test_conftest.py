"""What holds for every test holds in fact."""

import socket
import time

import pytest


def test_no_test_reaches_another_machine() -> None:
    with pytest.raises(PermissionError, match=r"a test reached for 192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_a_test_may_speak_to_a_server_of_its_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows sets no zone for one process")
def test_the_clock_of_the_machine_stands_far_from_utc() -> None:
    assert time.localtime(0).tm_hour == 12
    assert time.localtime(0).tm_min == 45
