"""Why a step of a backup unit is refused, and what ordinary work can't take (B1 to B4)."""

from __future__ import annotations

from collections.abc import Iterable

from inventory.accounts import AccountKind
from inventory.ledger import Balance, InsufficientStock
from refusals import Refusal, Text


class OnlySetAside(Refusal):
    """Ordinary work is short of a part of which backup units stand at the same place."""

    code = "only_set_aside"
    rule = "B2"
    cause = Text(
        en="What is left is set aside for swaps: {summary}. Ordinary work can't take it.",
        zh="剩余数量为换机备用：{summary_zh}，日常工作不得领用。",
    )
    remedy = Text(
        en="Take it from another place, or let whoever keeps the pool free a unit first.",
        zh="请改从其他库位领用，或先由备机管理人员解除备用。",
    )


def only_set_aside(short: InsufficientStock, set_aside: Iterable[Balance]) -> OnlySetAside | None:
    """Why stock is short, where backup units are all that is left; None if no short part has any."""
    held = {(one.account.place, one.account.asset): one.balance for one in set_aside if one.balance}
    parts = [
        (one, held[one.account.place, one.account.asset])
        for one in short.shortages
        if one.account.kind is AccountKind.STOCK and (one.account.place, one.account.asset) in held
    ]
    if not parts:
        return None
    return OnlySetAside(
        summary="; ".join(
            f"{one.account.asset} at {one.account.place}: {one.asked} asked, {one.available} available, {n} set aside"
            for one, n in parts
        ),
        summary_zh="；".join(
            f"{one.account.place} 的 {one.account.asset}：需要 {one.asked}，可用 {one.available}，备用 {n}"
            for one, n in parts
        ),
    )


class SetAsideForSwaps(Refusal):
    code = "set_aside_for_swaps"
    rule = "B2"
    cause = Text(
        en="Unit {serial} is set aside at {place} for swaps: {verb} can't take it.",
        zh="备机 {serial} 在 {place} 为换机备用，不能执行 {verb}。",
    )
    remedy = Text(en="Send it for a swap or loan order, or free it first.", zh="请用于换机单或借用单，或先解除备用。")


class UnitWrongState(Refusal):
    code = "unit_wrong_state"
    rule = "B4"
    cause = Text(
        en="Unit {serial} is {state}; {verb} isn't possible any more, or not yet.",
        zh="备机 {serial} 状态为 {state}，不能执行 {verb}。",
    )
    remedy = Text(en="Look at its history: somebody may have gone on with it.", zh="请查看其履历，可能已有人处理。")


class UnitHasNoOrder(Refusal):
    code = "unit_has_no_order"
    rule = "B4"
    cause = Text(
        en="Unit {serial} is on its way to {place}, not to a customer.",
        zh="备机 {serial} 正送往 {place}，并非送往客户。",
    )
    remedy = Text(en="Let it arrive there, and send it for an order then.", zh="请先到货，再按维修单发出。")


class OrderTakesNoUnit(Refusal):
    code = "order_takes_no_unit"
    rule = "B1"
    cause = Text(
        en="Order {order} is a {kind} and {status}: only an open swap or repair takes a backup unit.",
        zh="维修单 {order} 类型为 {kind}、状态为 {status}：仅未完成的换机单或维修单可使用备机。",
    )
    remedy = Text(en="Register a swap or a repair for that customer.", zh="请为该客户登记换机单或维修单。")


class OrderHasUnit(Refusal):
    code = "order_has_unit"
    rule = "B1"
    cause = Text(en="Order {order} has the unit {serial} already.", zh="维修单 {order} 已使用备机 {serial}。")
    remedy = Text(en="Take that unit back first.", zh="请先收回该备机。")


class WrongUnit(Refusal):
    code = "wrong_unit"
    rule = "B1"
    cause = Text(
        en="A {part} does not stand in for the customer's {model} of order {order}.",
        zh="{part} 不能替换维修单 {order} 中客户的 {model}。",
    )
    remedy = Text(en="Choose a unit that fits: {wanted}.", zh="请选择适用的备机：{wanted}。")


class LoanWithoutContract(Refusal):
    code = "loan_without_contract"
    rule = "B3"
    cause = Text(
        en="{customer} has no annual contract; call-by-call customers get no loan unit.",
        zh="{customer} 没有年度合同，散客不提供备机借用。",
    )
    remedy = Text(en="Record the contract first, or repair without a loan.", zh="请先录入年度合同，或不借用备机。")


class RepairTooShort(Refusal):
    code = "repair_too_short"
    rule = "B3"
    cause = Text(
        en="The repair of order {order} takes {repair_h} h; a unit is lent when it takes more than {loan_after_h} h.",
        zh="维修单 {order} 的维修时间为 {repair_h} 小时；超过 {loan_after_h} 小时方可借用备机。",
    )
    remedy = Text(
        en="Repair it in that time, or correct when it will be done.", zh="请在时限内修复，或更正预计完工时间。"
    )


class NoPieceWithoutSerial(Refusal):
    code = "no_piece_without_serial"
    rule = "B4"
    cause = Text(
        en="{place} has {set_aside} of {part} set aside, and {named} of them have their serials.",
        zh="{place} 备用的 {part} 共 {set_aside} 台，其中 {named} 台已登记序列号。",
    )
    remedy = Text(
        en="Register what arrives with origin supplier; count what is there if it is more.",
        zh="新到货请以 supplier 来源登记；实物更多时请先盘点。",
    )
