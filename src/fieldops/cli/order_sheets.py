"""Orders as commands print them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from fieldops.actions.order_story import Story, Told
from fieldops.cli.console import language, out, print_json
from fieldops.cli.tables import minute, say, span, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store.order_lives import Step
from inventory.orders import ServiceOrder
from inventory.visits import Visit
from routing.clocks import KIND_NAMES

STEPS = {"en": ("When", "Step", "By", "Has it", "Says"), "zh": ("时间", "步骤", "经办人", "所在节点", "说明")}
CLOCKS = {
    "en": ("Clock", "Held by", "Since", "Due", "Ended", "Stands"),
    "zh": ("时钟", "责任方", "开始", "时限", "结束", "情况"),
}
VISITS = {"en": ("Visit", "Technician", "Window", "State"), "zh": ("上门单", "维修人员", "预约时段", "状态")}
PARTS = {
    "en": ("Part", "Pieces", "Reserved", "At outlet", "Asked for", "There on"),
    "zh": ("配件", "数量", "已预留", "网点现有", "已申请", "到齐日期"),
}


def print_order(order: ServiceOrder, settings: Settings, *, as_json: bool) -> None:
    """One line of what it is and where it stands."""
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(order, zone)
        return
    head = "  ".join((order.number or "", said(order.kind), order.customer, order.outlet, said(order.status)))
    say(head, head, style="bold")


def print_story(story: Story, settings: Settings) -> None:
    zone, order = ZoneInfo(settings.time_zone), story.order
    print_order(order, settings, as_json=False)
    customer = story.customer
    about = "  ".join(
        filter(None, (customer.name, customer.phone, customer.address, order.unit, order.fault, order.note))
    )
    say(about, about)
    if order.appointment is not None:
        agreed = span(order.appointment, zone)
        say(f"Agreed with the customer: {agreed}", f"已与客户约定：{agreed}")
    elif order.promised is not None:
        due, basis = minute(order.promised.due_at, zone), said(order.promised.basis)
        say(f"Promised until {due} ({basis})", f"承诺时限 {due}（{basis}）")
    for one in story.pointing:
        head = f"{one.number}  {said(one.kind)}  {minute(one.registered_at, zone)}  {one.note}"
        say(head, head, style="yellow")
    out.print()
    out.print(table(STEPS, [_step(step, zone) for step in story.steps]))
    if story.clocks:
        out.print()
        out.print(table(CLOCKS, [_clock(told, zone) for told in story.clocks]))
    if story.visits:
        out.print()
        out.print(table(VISITS, [_visit(visit, zone) for visit in story.visits]))
    if story.parts:
        out.print()
        out.print(table(PARTS, _parts(story)))


def _step(step: Step, zone: ZoneInfo) -> Sequence[object]:
    says = [step.note]
    if step.appointment is not None:
        says.insert(0, span(step.appointment, zone))
    if step.waiting_for is not None:
        says.insert(0, said(step.waiting_for))
    if step.level is not None:
        says.insert(0, said(step.level))
    return minute(step.at, zone), said(step.verb), step.by, step.node, " · ".join(filter(None, says))


def _clock(told: Told, zone: ZoneInfo) -> Sequence[object]:
    clock, seen = told.clock, told.look
    name = KIND_NAMES[clock.kind]
    stands = said(seen.standing)
    if seen.left_s and clock.is_open:
        left = _duration(seen.left_s)
        stands += f"，剩 {left}" if language() == "zh" else f", {left} left"
    if seen.over_s:
        over = _duration(seen.over_s)
        stands += f"，超 {over}" if language() == "zh" else f", {over} over"
    return (
        name.zh if language() == "zh" else name.en,
        clock.held_by,
        minute(clock.started_at, zone),
        minute(clock.due.at, zone),
        minute(clock.stopped_at or clock.cancelled_at, zone),
        stands,
    )


def _duration(seconds: int) -> str:
    """Hours and minutes."""
    minutes = timedelta(seconds=seconds) // timedelta(minutes=1)
    return f"{minutes // 60}:{minutes % 60:02}"


def _visit(visit: Visit, zone: ZoneInfo) -> Sequence[object]:
    return visit.number, visit.technician or "", span(visit.window, zone), said(visit.state)


def _parts(story: Story) -> list[Sequence[object]]:
    return [
        (
            line.part,
            line.quantity,
            sum(one.quantity for one in line.reserved),
            line.at_outlet,
            sum(one.waiting + one.under_way for one in line.requested),
            line.there_on or "",
        )
        for line in story.parts
    ]
