import threading

import pytest

from ganket.documents.ports import Port, PortUnbound


def test_port_asks_to_be_bound_first():
    port: Port[object] = Port("renderer")

    with pytest.raises(PortUnbound, match="renderer"):
        port()


def test_port_builds_once_however_many_ask_at_once():
    port: Port[object] = Port("renderer")
    built = []
    port.bind(lambda: built.append(1) or object())
    answers = []

    threads = [
        threading.Thread(target=lambda: answers.append(port())) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(built) == 1
    assert len(set(map(id, answers))) == 1


def test_port_takes_another_adapter():
    port: Port[str] = Port("writer")
    port.bind(lambda: "first")
    assert port() == "first"

    port.bind(lambda: "second")

    assert port() == "second"
