"""Who loads first takes what is there; the others take what arrives (P5)."""

from routing.plan import Load, Route, Stop, StopKind
from routing.problem import Arrival, Pool, StockPlace, Window
from routing.sources import Piece, pieces, without_loads


def place(**given: object) -> StockPlace:
    usual = {"id": "WH", "place": 0, "openings": (Window(0, 1000),), "loading_s": 0, "stock": {"BELT": 2}}
    return StockPlace(**{**usual, "arrivals": (Arrival("BELT", 2, 50), Arrival("BELT", 1, 90)), **given})  # type: ignore[arg-type]


def loading(technician: str, start_s: int, **wanted: int) -> Route:
    loads = tuple(Load("BELT", quantity, visit, Pool.FREE) for visit, quantity in wanted.items())
    stop = Stop(StopKind.PICKUP, "WH", 0, start_s, start_s, start_s, loads=loads)
    return Route(technician, (stop,), 0, 100, 0, 0)


class Places:
    """All of a problem that is asked for here."""

    def __init__(self, *places: StockPlace) -> None:
        self.stock_places = places


ROUTES = (loading("T1", 60, A=2), loading("T2", 10, B=1), loading("T3", 95, C=2))


def test_pieces_that_are_there_go_to_who_loads_first() -> None:
    found = pieces(Places(place()), ROUTES)  # type: ignore[arg-type]
    assert found == [
        Piece("B", "WH", "BELT", 1, None),
        Piece("A", "WH", "BELT", 1, None),
        Piece("A", "WH", "BELT", 1, 50),
        Piece("C", "WH", "BELT", 1, 50),
        Piece("C", "WH", "BELT", 1, 90),
    ]


def test_where_nothing_arrives_everything_is_there() -> None:
    assert pieces(Places(place(arrivals=())), ROUTES) == []  # type: ignore[arg-type]


def test_what_was_loaded_is_not_there_any_more() -> None:
    aside = Arrival("UNIT", 1, 10, Pool.SET_ASIDE)
    left = without_loads(place(arrivals=(Arrival("BELT", 2, 50), aside)), ROUTES[:2])
    assert (dict(left.stock), left.arrivals) == ({}, (aside, Arrival("BELT", 1, 50)))
