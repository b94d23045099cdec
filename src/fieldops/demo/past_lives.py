"""What became of each order of the past month: its steps, with who made them, and how it was late if it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fieldops.demo.dice import Dice
from fieldops.demo.past import PastOrder, PastPart, PastVisit, Scene, Story
from inventory import order_life_verbs as verbs
from inventory.order_life import AskedBy, Booking, OrderLife, Stepped, Waiting, WaitingFor
from inventory.orders import Appointment, ServiceOrder

HOTLINE = "call_centre"
"""The login of whoever takes calls at the head office and forwards them."""


@dataclass(slots=True)
class Teller:
    """Tells one order's life step by step; ``at`` is when the last one happened."""

    order: ServiceOrder
    scene: Scene
    dice: Dice
    steps: list[tuple[Stepped, str]] = field(default_factory=list)
    visit: PastVisit | None = None
    part: PastPart | None = None
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.at = self.order.registered_at
        begun = verbs.register(self.order.number or "", self.order.kind, holder=self.scene.head_office, at=self.at)
        self.steps.append((begun, HOTLINE))

    @property
    def life(self) -> OrderLife:
        return self.steps[-1][0].order

    def tell(self, story: Story) -> PastOrder:
        _STORIES[story](self)
        return PastOrder(order=self.order, story=story, steps=tuple(self.steps), visit=self.visit, part=self.part)

    def _say(self, step: Stepped, by: str) -> None:
        self.steps.append((step, by))
        self.at = step.at

    def _hours(self, least: float, most: float) -> timedelta:
        return timedelta(minutes=round(60 * self.dice.between(least, most)))

    def _after(self, least: float, most: float) -> datetime:
        """So many hours after the last step."""
        return self.at + self._hours(least, most)

    @property
    def _dispatcher(self) -> str:
        return f"dispatcher.{self.scene.province.lower()}"

    @property
    def _clerk(self) -> str:
        return f"clerk.{(self.life.outlet or self.scene.outlet).lower()}"

    # single steps

    def forward(self, least: float = 0.02, most: float = 0.2) -> None:
        self._say(verbs.forward(self.life, self.scene.province, at=self._after(least, most)), HOTLINE)

    def assign(self, outlet: str, least: float = 0.02, most: float = 0.2) -> None:
        step = verbs.assign(self.life, outlet, province=self.scene.province, at=self._after(least, most))
        self._say(step, self._dispatcher)

    def hand_over(self) -> None:
        self.forward()
        self.assign(self.scene.outlet)

    def book(self, start: datetime, asked_by: AskedBy = AskedBy.US, note: str = "", least: float = 0.1, most: float = 0.7) -> None:  # fmt: skip
        """While the outlet works; ``start`` is when the visit is to begin, at the earliest."""
        at = _at_work(self._after(least, most))
        begins = _at_work(_half_hour(max(start, at + timedelta(minutes=30))))
        window = Appointment(starts=begins, ends=begins + timedelta(hours=2))
        self._say(verbs.book(self.life, Booking(appointment=window, at=at, asked_by=asked_by, note=note)), self._clerk)

    def wait(self, what: WaitingFor, note: str) -> None:
        self._say(verbs.wait(self.life, Waiting(what=what, since=self._after(0.2, 1), note=note)), self._clerk)

    def go_there(self) -> None:
        """In the window; it takes an hour or two."""
        booked, window = self.at, self.life.appointment
        assert window is not None
        technician = self.dice.pick(self.scene.technicians)
        arrived = window.starts + timedelta(minutes=self.dice.whole(0, 100))
        done = arrived + timedelta(minutes=self.dice.whole(35, 110))
        self._say(verbs.start(self.life, at=arrived), technician)
        self._say(verbs.finish(self.life, at=done), technician)
        self.visit = PastVisit(technician=technician, booked_at=booked, window=window, arrived_at=arrived, done_at=done)

    # stories

    def be_prompt(self) -> None:
        self.hand_over()
        self.book(self.order.registered_at + self._usual)
        self.go_there()

    @property
    def _usual(self) -> timedelta:
        return self._hours(2, 17) if self.scene.urban else self._hours(5, 52)

    def be_forwarded_late(self) -> None:
        if self.dice.happens(0.5):
            self.forward(0.3, 1.2)
            self.assign(self.scene.outlet)
        else:
            self.forward()
            self.assign(self.scene.outlet, 0.3, 1.5)
        self.book(self.order.registered_at + self._usual)
        self.go_there()

    def be_stuck(self) -> None:
        """At the head office, or the province, for days."""
        if self.dice.happens(0.5):
            self.forward(60, 100)
            self.assign(self.scene.outlet)
        else:
            self.forward()
            self.assign(self.scene.outlet, 60, 110)
        self.book(self.at + self._hours(3, 30))
        self.go_there()

    def be_slow(self) -> None:
        self.hand_over()
        self.book(self.order.registered_at + self._hours(74, 150), most=20)
        self.go_there()

    def be_forgotten(self) -> None:
        self.hand_over()
        self.book(self.order.registered_at + self._hours(175, 400), least=60, most=160)
        self.go_there()

    def go_to_the_wrong_outlet(self) -> None:
        self.forward()
        self.assign(self.scene.beside)
        step = verbs.send_back(self.life, "非本网点服务区域", at=self._after(24, 60))
        self._say(step, f"clerk.{self.scene.beside.lower()}")
        self.assign(self.scene.outlet, 4, 24)
        self.book(self.at + self._hours(6, 40))
        self.go_there()

    def wait_for_a_part(self, source: str | None, least: float, most: float) -> None:
        """It comes so many hours later; nobody asked for it if it has no ``source``. What the head office sends is mostly long on
        its way, what the province sends lies there long."""
        self.hand_over()
        part = self.order.parts[0].part if self.order.parts else ""
        self.wait(WaitingFor.PART, f"缺 {part}" if part else "缺件")
        waited_since = self.at
        arrives = self._after(least, most)
        if source is not None and part:
            asked_at = waited_since + timedelta(minutes=self.dice.whole(5, 50))
            at_once = source.startswith(self.scene.head_office) and self.dice.happens(0.6)
            sent_at = asked_at + timedelta(hours=9) if at_once else arrives - self._hours(8, 14)
            self.part = PastPart(
                order=self.order.number or "",
                partner=self.scene.outlet,
                part=part,
                source=source,
                asked_at=asked_at,
                sent_at=sent_at,
                arrived_at=arrives,
            )
        self._say(verbs.resume(self.life, at=arrives + timedelta(minutes=20)), self._clerk)
        self.book(self.at + self._hours(1, 8))
        self.go_there()

    def be_moved(self) -> None:
        """The customer asks for another time on the day before."""
        self.hand_over()
        self.book(self.order.registered_at + self._usual)
        later = self.at + self._hours(80, 190)
        self.book(
            later, AskedBy.CUSTOMER, self.dice.pick(("用户出差", "家中无人", "用户要求周末上门")), least=0.3, most=1
        )
        self.go_there()

    def be_kept_by_the_storm(self) -> None:
        self.hand_over()
        self.book(self.order.registered_at + self._usual)
        over = self.scene.storm[1] if self.scene.storm else self.at
        self.book(over + self._hours(2, 40), AskedBy.WEATHER, "台风，道路封闭", least=0.3, most=1)
        self.go_there()

    def be_withdrawn(self) -> None:
        self.hand_over()
        self._say(verbs.cancel(self.life, "用户自行修好", at=self._after(1, 9)), HOTLINE)


_STORIES = {
    Story.PROMPT: Teller.be_prompt,
    Story.FORWARDED_LATE: Teller.be_forwarded_late,
    Story.STUCK: Teller.be_stuck,
    Story.SLOW: Teller.be_slow,
    Story.FORGOTTEN: Teller.be_forgotten,
    Story.WRONG_OUTLET: Teller.go_to_the_wrong_outlet,
    Story.NOT_ASKED_FOR: lambda teller: teller.wait_for_a_part(None, 70, 110),
    Story.SENT_LATE: lambda teller: teller.wait_for_a_part(f"{teller.scene.province}/WH", 74, 120),
    Story.FROM_HEAD_OFFICE: lambda teller: teller.wait_for_a_part(f"{teller.scene.head_office}/WH", 110, 150),
    Story.MOVED: Teller.be_moved,
    Story.STORM: Teller.be_kept_by_the_storm,
    Story.WITHDRAWN: Teller.be_withdrawn,
}


def _at_work(moment: datetime) -> datetime:
    """Then, or when work begins again: from half past eight to half past five, on the next day after that."""
    opens = moment.replace(hour=8, minute=30)
    if moment < opens:
        return opens
    return moment if (moment.hour, moment.minute) <= (17, 30) else opens + timedelta(days=1)


def _half_hour(moment: datetime) -> datetime:
    """Then, or at the next half hour."""
    over = timedelta(minutes=moment.minute % 30, seconds=moment.second, microseconds=moment.microsecond)
    return moment if not over else moment - over + timedelta(minutes=30)


WEIGHTS: Mapping[Story, float] = {
    Story.PROMPT: 80,
    Story.FORWARDED_LATE: 4,
    Story.STUCK: 1,
    Story.SLOW: 4,
    Story.FORGOTTEN: 1,
    Story.WRONG_OUTLET: 1.5,
    Story.NOT_ASKED_FOR: 1.5,
    Story.SENT_LATE: 1.5,
    Story.FROM_HEAD_OFFICE: 2.5,
    Story.MOVED: 4,
    Story.WITHDRAWN: 1,
}
"""How often which happens in a province that does well; in another one all but the first are multiplied."""
