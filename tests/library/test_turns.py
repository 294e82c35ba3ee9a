"""Who has waited longest writes next."""

from __future__ import annotations

import threading

from desk.library.turns import Turns


def test_whoever_comes_again_waits_behind_those_who_wait_already() -> None:
    turns, order = Turns(), list[str]()

    def write(name: str) -> None:
        with turns:
            order.append(name)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("journal", "photo")]
    with turns:
        for number, thread in enumerate(threads, 1):
            thread.start()
            while turns.waiting < number:
                threading.Event().wait(0.001)
    write("the next batch")
    for thread in threads:
        thread.join()
    assert order == ["journal", "photo", "the next batch"]


def test_a_turn_ends_with_an_error_too() -> None:
    turns = Turns()
    try:
        with turns:
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    with turns:
        assert turns.waiting == 0
