"""The budget of what is kept of a frame for the next file."""

from concurrent.futures import ThreadPoolExecutor

from omgui.engine.devices import CPU, Layout
from omgui.engine.kept_memory import KeptMemory


class Place:
    pass


def test_places_share_one_budget_and_give_it_back_when_they_die():
    memory = KeptMemory()
    memory.allow(100)
    first, second = Place(), Place()
    assert memory.claim(first, 60)
    assert not memory.claim(second, 41)
    assert memory.claim(second, 40)
    assert memory.taken_bytes == 100
    del first
    assert memory.taken_bytes == 40
    assert memory.claim(Place(), 60)
    assert memory.taken_bytes == 40


def test_smaller_budget_refuses_what_is_new_only():
    memory = KeptMemory()
    place = Place()
    assert memory.claim(place, 2**20)
    memory.allow(2**19)
    assert not memory.claim(Place(), 1)
    del place
    assert memory.claim(Place(), 2**19)


def test_threads_never_take_more_than_there_is():
    memory = KeptMemory()
    memory.allow(1000)
    places = [Place() for _ in range(400)]
    with ThreadPoolExecutor(8) as pool:
        granted = list(pool.map(lambda place: memory.claim(place, 7), places))
    assert sum(granted) == 1000 // 7
    assert memory.taken_bytes == 7 * sum(granted)


def test_worker_is_told_its_share_of_the_memory():
    layout = Layout((CPU, CPU), threads=1, model_bytes=4_000)
    assert layout.for_group(CPU) == {"device": CPU, "threads": 1, "kept_bytes": 2_000}
    assert Layout(("mps",), threads=1).for_group("mps")["kept_bytes"] is None
