"""Why a step of a clock is refused (S3)."""

from __future__ import annotations

from refusals import Refusal, Text


class ClockWrongState(Refusal):
    code = "clock_wrong_state"
    rule = "S3"
    cause = Text(
        en="The clock to {clock} of order {order} is {state}; {verb} isn't possible any more, or not yet.",
        zh="维修单 {order} 的“{clock_zh}”计时状态为 {state}，不能执行 {verb}。",
    )
    remedy = Text(en="Look at its history: somebody may have gone on with it.", zh="请查看其记录，可能已有人处理。")


class ClockAlreadyStopped(Refusal):
    code = "clock_already_stopped"
    rule = "S3"
    cause = Text(
        en="The clock to {clock} of order {order} was stopped at {stopped_at}, not at {at}.",
        zh="维修单 {order} 的“{clock_zh}”计时已于 {stopped_at} 停止，与 {at} 不符。",
    )
    remedy = Text(
        en="The first time counts. If it is wrong, record why with the cause of the order's delay.",
        zh="以首次记录的时间为准；如有误，请在延误原因中说明。",
    )


class PausesOverlap(Refusal):
    code = "pauses_overlap"
    rule = "S3"
    cause = Text(
        en="The clock to {clock} of order {order} is paused since {since}: {reason}.",
        zh="维修单 {order} 的“{clock_zh}”计时自 {since} 起已暂停：{reason}。",
    )
    remedy = Text(en="Resume it first, or leave it at that pause.", zh="请先恢复计时，或沿用现有的暂停。")


class StepInFuture(Refusal):
    code = "clock_step_in_future"
    rule = "S3"
    cause = Text(
        en="{at} is not over yet: it is {now}. Order {order}, clock to {clock}.",
        zh="{at} 晚于当前时间 {now}（维修单 {order}，“{clock_zh}”计时）。",
    )
    remedy = Text(
        en="Give the time at which it happened, with its offset; check the clock of the phone.",
        zh="请填写实际发生的时间及时区偏移，并核对手机时间。",
    )


class StepBeforeStart(Refusal):
    code = "clock_step_before_start"
    rule = "S3"
    cause = Text(
        en="{at} is before the clock to {clock} of order {order} started, {started_at}.",
        zh="{at} 早于维修单 {order} 的“{clock_zh}”计时开始时间 {started_at}。",
    )
    remedy = Text(en="Give the time at which it happened.", zh="请填写实际发生的时间。")


class StepOutOfOrder(Refusal):
    code = "clock_step_out_of_order"
    rule = "S3"
    cause = Text(
        en="{at} is before {last_at}, when the clock to {clock} of order {order} was changed last.",
        zh="{at} 早于维修单 {order} 的“{clock_zh}”计时上次变更的时间 {last_at}。",
    )
    remedy = Text(
        en="Look at its history, and give a time after its last step.", zh="请查看其记录，并填写晚于上次变更的时间。"
    )


class ClockPromisesNothing(Refusal):
    code = "clock_promises_nothing"
    rule = "S1"
    cause = Text(
        en="The clock to {clock} of order {order} is no promise to the customer: an appointment doesn't move it.",
        zh="维修单 {order} 的“{clock_zh}”计时不是对客户的承诺，预约不改变其时限。",
    )
    remedy = Text(en="Give the appointment to the visit's clock.", zh="请将预约用于上门计时。")
