"""Why a step of a visit, its planning or its end is refused (V2)."""

from __future__ import annotations

from collections.abc import Iterable

from inventory.visit_steps import DID, Did
from refusals import Refusal, Text


class VisitWrongState(Refusal):
    code = "visit_wrong_state"
    rule = "V2"
    cause = Text(
        en="Visit {number} is {state}; {verb} isn't possible any more, or not yet.",
        zh="上门单 {number} 状态为 {state}，不能执行 {verb}。",
    )
    remedy = Text(
        en="Read it again; one that is not planned, or was cancelled, is planned for its technician first.",
        zh="请刷新后查看；未派工或已取消的上门单，请先重新派给该维修人员。",
    )


class AnothersVisit(Refusal):
    code = "anothers_visit"
    rule = "V2"
    cause = Text(
        en="Visit {number} is planned for {technician}, not for {by}.",
        zh="上门单 {number} 已派给 {technician}，而非 {by}。",
    )
    remedy = Text(
        en="Have the dispatcher plan it for whoever was there, then send it again.",
        zh="请派工员改派给实际上门的维修人员，然后重新上传。",
    )


class VisitClosed(Refusal):
    """The record is signed: nothing is added to it, and nobody closes it a second time."""

    code = "visit_closed"
    rule = "V2"
    cause = Text(
        en="Visit {number} was closed by {by} at {at} as {outcome}.",
        zh="上门单 {number} 已由 {by} 于 {at} 结束，结果为 {outcome}。",
    )
    remedy = Text(
        en="Correct the service record, or record it at another visit.", zh="请更正三包维修记录，或登记到另一次上门。"
    )


def listed(ids: Iterable[str]) -> str:
    """The first of them, by name."""
    return ", ".join(sorted(set(ids))[:20])


class StepIdReused(Refusal):
    code = "step_id_reused"
    rule = "V2"
    cause = Text(
        en="Visit {number} has other steps under these ids: {ids}.",
        zh="上门单 {number} 中以下编号已用于内容不同的步骤：{ids}。",
    )
    remedy = Text(
        en="A step never changes: withdraw it, and record another one.", zh="步骤不可修改：请撤回原步骤，另行登记。"
    )


class StepsInFuture(Refusal):
    code = "steps_in_future"
    rule = "V2"
    cause = Text(
        en="These steps of visit {number} lie ahead of our clock by more than {tolerance_s} s: {ids}.",
        zh="上门单 {number} 的以下步骤晚于系统时间超过 {tolerance_s} 秒：{ids}。",
    )
    remedy = Text(en="Set the phone's clock, and record them anew.", zh="请校准手机时间后重新登记。")


class StepsBeforeBooking(Refusal):
    code = "steps_before_booking"
    rule = "V2"
    cause = Text(
        en="These steps lie before visit {number} was booked, at {booked_at}: {ids}.",
        zh="以下步骤早于上门单 {number} 的预约登记时间 {booked_at}：{ids}。",
    )
    remedy = Text(
        en="Set the phone's clock and record them anew, or send them to the visit that they belong to.",
        zh="请校准手机时间后重新登记，或上传到其所属的上门单。",
    )


class StepsOutOfOrder(Refusal):
    """By their own times, not by when they arrived here."""

    code = "steps_out_of_order"
    rule = "V2"
    cause = Text(
        en="Visit {number}: by their own times these steps contradict each other: {summary}.",
        zh="上门单 {number}：以下步骤的时间先后矛盾：{summary_zh}。",
    )
    remedy = Text(
        en="Withdraw the one whose time is wrong, and record it anew.", zh="请撤回时间有误的步骤，并重新登记。"
    )


class VisitIncomplete(Refusal):
    """All that is missing, at once."""

    code = "visit_incomplete"
    rule = "V2"
    cause = Text(
        en="Visit {number} can't end as {outcome} yet: {summary}.",
        zh="上门单 {number} 尚不能以 {outcome} 结束：{summary_zh}。",
    )
    remedy = Text(en="Record or send what is missing, then end it.", zh="请补充登记或上传后再结束。")


def incomplete(
    number: str, outcome: str, missing: Iterable[Did], on_their_way: Iterable[str]
) -> VisitIncomplete | None:
    """None if nothing is missing; ``on_their_way`` are the ids of steps that the phone has and we don't."""
    kinds, ids = [did for did in Did if did in set(missing)], listed(on_their_way)
    if not kinds and not ids:
        return None
    en, zh = [], []
    if kinds:
        en.append("missing: " + ", ".join(DID[did].en for did in kinds))
        zh.append("缺少" + "、".join(DID[did].zh for did in kinds))
    if ids:
        en.append("these steps have not arrived: " + ids)
        zh.append("以下步骤尚未上传：" + ids)
    return VisitIncomplete(
        number=number, outcome=outcome, missing=", ".join(kinds), summary="; ".join(en), summary_zh="；".join(zh)
    )


class PartNotInVan(Refusal):
    """All pieces that were told as used, and were not there."""

    code = "part_not_in_van"
    rule = "V2"
    cause = Text(
        en="Visit {number} used what was not in the technician's van: {summary}.",
        zh="上门单 {number} 所用配件不在维修人员的服务车上：{summary_zh}。",
    )
    remedy = Text(
        en="Book how it came into the van first, or correct part, number or owner.",
        zh="请先登记其入车移库，或更正配件、数量或货主。",
    )
