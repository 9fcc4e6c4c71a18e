"""Which providers are left alone, and for how long."""

from omnireel.studio.health import FAILURES_MAX, Health


def test_it_takes_three_failures_in_a_row() -> None:
    health = Health(30)
    for _ in range(FAILURES_MAX - 1):
        health.failed("v", now_ms=0)
        assert health.illness("v", now_ms=0) is None
    health.succeeded("v")
    for _ in range(FAILURES_MAX):
        assert health.illness("v", now_ms=0) is None
        health.failed("v", now_ms=0)
    assert health.illness("v", now_ms=1) == "3 failures in a row, tried again in 30 s"
    assert health.illness("other", now_ms=1) is None


def test_after_its_rest_one_more_failure_is_enough() -> None:
    health = Health(30)
    for _ in range(FAILURES_MAX):
        health.failed("v", now_ms=0)
    assert health.illness("v", now_ms=29_999) is not None
    assert health.illness("v", now_ms=30_000) is None
    health.failed("v", now_ms=30_000)
    assert health.illness("v", now_ms=30_001) is not None
