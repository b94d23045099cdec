"""What an order, and a province's month, is rewarded with or costs (S8), one function a rule.

All comes from results and policy: the same orders give the same lines, in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from inventory.causes import Owner
from inventory.incentive_policy import IncentivePolicy, LateStep, Post, ProvinceAmounts
from inventory.incentives import Figure, Line, LineKind, Month, MonthNotSettled, MonthRun, Party, Unsettled, Why
from inventory.order_results import OrderResult, Standing, of_month
from inventory.parts import PRODUCT_NAMES
from inventory.quotas import last_day
from refusals import Text, refuse_all, unique


def run_month(results: Iterable[OrderResult], policy: IncentivePolicy, month: Month) -> MonthRun:
    """Every line of the month, under the policy of that time.

    :raises MonthNotSettled: it isn't over, or its days of grace aren't. :raises Invalid: an order twice.
    """
    until = last_day(month.period) + timedelta(days=policy.settles_after_days)
    if month.as_of.astimezone(month.zone).date() <= until:
        raise MonthNotSettled(period=month.period, until=until)
    orders = of_month(results, policy.kinds, month.period, month.zone)
    refuse_all(unique("results", [one.order for one in orders]))
    lines = [line for one in orders for line in _of_order(one, policy, month)]
    of: dict[str, list[OrderResult]] = {}
    for one in orders:
        of.setdefault(one.province, []).append(one)
    lines += [line for province, some in of.items() for line in _of_province(province, some, policy, month)]
    return MonthRun(
        period=month.period,
        as_of=month.as_of,
        lines=tuple(sorted((line for line in lines if line.amount_fen), key=lambda line: line.key)),
        unsettled=tuple(Unsettled(one.order, why) for one in orders if (why := _unsettled(one, policy, month))),
    )


def _of_order(one: OrderResult, policy: IncentivePolicy, month: Month) -> Iterator[Line]:
    yield from _on_time(one, policy, month)
    yield from _forwarded_late(one, policy)
    step = _late_step(one, policy, month)
    if step is not None:
        by_owner = {Owner.OUTLET: _outlet_late, Owner.PROVINCE: _province_fault, Owner.HEAD_OFFICE: _head_office_fault}
        fault = by_owner.get(one.cause) if one.cause else None
        yield from fault(one, step, policy, month) if fault else ()


def _unsettled(one: OrderResult, policy: IncentivePolicy, month: Month) -> Why | None:
    if _late_step(one, policy, month) is not None:
        return Why.NO_CAUSE if one.cause is None else None
    return Why.NOT_DUE if one.completed_by(month.as_of) is None else None


def _late_step(one: OrderResult, policy: IncentivePolicy, month: Month) -> LateStep | None:
    """The last step that it took longer than; None if it isn't late."""
    over = [step for step in policy.outlet_steps if one.standing(step.over_s, month.as_of) is Standing.LATE]
    return over[-1] if over else None


def _h(seconds: int) -> str:
    return f"{seconds / 3600:.1f}"


def _yuan(fen: int) -> str:
    return f"{fen / 100:.2f}"


def _taken(one: OrderResult, month: Month) -> tuple[Figure, ...]:
    """How long it took, and the agreed time by which it counts, if there is one, from the registration too."""
    taken = (Figure("elapsed_s", one.elapsed_s(month.as_of)),)
    if one.agreed is None:
        return taken
    return (*taken, Figure("agreed_s", int((one.agreed.at - one.registered_at).total_seconds())))


def _allowed(one: OrderResult, allowed_s: int) -> Text:
    """What it had, in hours from the registration."""
    due_at = one.due_at(allowed_s)
    hours = _h(int((due_at - one.registered_at).total_seconds()))
    if one.agreed is None or due_at > one.agreed.at:
        return Text(en=f"{hours} h", zh=f"{hours} 小时")
    return Text(en=f"{hours} h, as agreed with the customer", zh=f"{hours} 小时（与客户另行约定）")


def _on_time(one: OrderResult, policy: IncentivePolicy, month: Month) -> Iterator[Line]:
    allowed_s = policy.on_time.allowed_s(one.distance_m)
    if not one.registered or one.standing(allowed_s, month.as_of) is not Standing.IN_TIME:
        return
    reward_fen, km = policy.on_time.reward_fen(one.product), f"{one.distance_m / 1000:.1f}"
    hours, allowed, yuan = _h(one.elapsed_s(month.as_of)), _allowed(one, allowed_s), _yuan(reward_fen)
    product = PRODUCT_NAMES.get(one.product, Text(en=one.product, zh=one.product))
    yield Line(
        kind=LineKind.ON_TIME,
        party=Party(post=Post.OUTLET, node=one.outlet),
        amount_fen=reward_fen,
        province=one.province,
        order=one.order,
        outlet=one.outlet,
        technician=one.technician,
        figures=(*_taken(one, month), Figure("allowed_s", allowed_s), Figure("distance_m", one.distance_m)),
        text=Text(
            en=f"{product.en}, {km} km away, done after {hours} h of {allowed.en}: {yuan} yuan.",
            zh=f"{product.zh}，距离 {km} 公里，{hours} 小时完成，时限 {allowed.zh}：奖励 {yuan} 元。",
        ),
    )


def _forwarded_late(one: OrderResult, policy: IncentivePolicy) -> Iterator[Line]:
    for late in one.late_forwards:
        minutes = f"{late.late_s / 60:.0f}"
        yield Line(
            kind=LineKind.FORWARDED_LATE,
            party=Party(post=Post.FORWARDING_CLERK, node=late.node, person=late.person),
            amount_fen=-policy.late_forward_fen,
            province=one.province,
            order=one.order,
            figures=(Figure("late_s", late.late_s),),
            text=Text(en=f"Forwarded {minutes} min late.", zh=f"转派超时 {minutes} 分钟。"),
        )


def _outlet_late(one: OrderResult, step: LateStep, policy: IncentivePolicy, month: Month) -> Iterator[Line]:
    yield _late(one, step, month, LineKind.OUTLET_LATE, Party(post=Post.OUTLET, node=one.outlet), step.amount_fen)


def _province_fault(one: OrderResult, step: LateStep, policy: IncentivePolicy, month: Month) -> Iterator[Line]:
    for post, amount_fen in policy.province_fault.by_post.items():
        yield _late(one, step, month, LineKind.PROVINCE_FAULT, Party(post=post, node=one.province), amount_fen)


def _head_office_fault(one: OrderResult, step: LateStep, policy: IncentivePolicy, month: Month) -> Iterator[Line]:
    party = Party(post=Post.PARTS_GROUP, node=month.head_office)
    yield _late(one, step, month, LineKind.HEAD_OFFICE_FAULT, party, policy.head_office_fen)


_WHOSE_FAULT: dict[LineKind, Text] = {
    LineKind.OUTLET_LATE: Text(en="the outlet's matter", zh="网点责任"),
    LineKind.PROVINCE_FAULT: Text(en="the province's matter", zh="省级服务中心责任"),
    LineKind.HEAD_OFFICE_FAULT: Text(en="the head office's matter", zh="总部责任"),
}


def _late(one: OrderResult, step: LateStep, month: Month, kind: LineKind, party: Party, amount_fen: int) -> Line:
    hours, allowed, whose = _h(one.elapsed_s(month.as_of)), _allowed(one, step.over_s), _WHOSE_FAULT[kind]
    theirs = party.post is Post.OUTLET
    return Line(
        kind=kind,
        party=party,
        amount_fen=-amount_fen,
        province=one.province,
        order=one.order,
        outlet=one.outlet if theirs else None,
        technician=one.technician if theirs else None,
        figures=(*_taken(one, month), Figure("over_s", step.over_s)),
        text=Text(
            en=f"{hours} h, more than {allowed.en}; {whose.en}: {_yuan(amount_fen)} yuan.",
            zh=f"用时 {hours} 小时，超过 {allowed.zh}，{whose.zh}：{_yuan(amount_fen)} 元。",
        ),
    )


def _of_province(province: str, orders: Sequence[OrderResult], policy: IncentivePolicy, month: Month) -> Iterator[Line]:
    """What the month as a whole costs those who answer for the province, whoever's matter each order was."""
    terms = policy.province_month
    standings = [one.standing(terms.late_s, month.as_of) for one in orders]
    judged, late = len(standings) - standings.count(Standing.PENDING), standings.count(Standing.LATE)
    if late * 100 <= terms.share_percent * judged:
        return
    figures = (Figure("orders", judged), Figure("late_orders", late), Figure("share_percent", terms.share_percent))
    text = Text(
        en=f"{late} of {judged} orders took over {_h(terms.late_s)} h, more than {terms.share_percent} %.",
        zh=f"{judged} 单中有 {late} 单超过 {_h(terms.late_s)} 小时，超过 {terms.share_percent}%。",
    )
    yield from _of_posts(province, LineKind.MONTH_BONUS, terms.bonus, 1, figures, text)
    very_late = sum(one.standing(terms.very_late_s, month.as_of) is Standing.LATE for one in orders)
    if very_late > terms.orders:
        more = Text(
            en=f"{text.en} {very_late} took over {_h(terms.very_late_s)} h, more than {terms.orders}.",
            zh=f"{text.zh}另有 {very_late} 单超过 {_h(terms.very_late_s)} 小时，多于 {terms.orders} 单。",
        )
        counted = (*figures, Figure("very_late_orders", very_late))
        yield from _of_posts(province, LineKind.MONTH_ORDERS, terms.per_order, very_late, counted, more)


def _of_posts(
    province: str, kind: LineKind, amounts: ProvinceAmounts, times: int, figures: tuple[Figure, ...], text: Text
) -> Iterator[Line]:
    for post, amount_fen in amounts.by_post.items():
        yield Line(
            kind=kind,
            party=Party(post=post, node=province),
            amount_fen=-amount_fen * times,
            province=province,
            figures=(*figures, Figure("each_fen", amount_fen)),
            text=text,
        )
