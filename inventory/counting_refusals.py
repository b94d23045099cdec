"""Why a step of a count is refused (P1)."""

from __future__ import annotations

from refusals import Refusal, Text


class CountWrongStatus(Refusal):
    code = "count_wrong_status"
    rule = "P1"
    cause = Text(
        en="Count {number} is {status}; {verb} isn't possible any more, or not yet.",
        zh="盘点单 {number} 状态为 {status}，不能执行 {verb}。",
    )
    remedy = Text(en="Read it again: somebody may have gone on with it.", zh="请刷新后查看，可能已有人处理。")


class PlaceBeingCounted(Refusal):
    """Two counts of one shelf would both correct the same difference."""

    code = "place_being_counted"
    rule = "P1"
    cause = Text(en="{place} is being counted already: {number}.", zh="{place} 已有未完成的盘点单 {number}。")
    remedy = Text(en="Finish that count, or cancel it.", zh="请先完成或取消该盘点单。")


class LinesNotCounted(Refusal):
    code = "lines_not_counted"
    rule = "P1"
    cause = Text(
        en="Count {number}: {count} lines aren't counted, or not again: {shelves}.",
        zh="盘点单 {number} 尚有 {count} 行未盘或未复盘：{shelves}。",
    )
    remedy = Text(en="Enter them; what isn't there is counted as 0.", zh="请补录；没有实物的请录入 0。")


class OwnCount(Refusal):
    code = "own_count"
    rule = "P1"
    cause = Text(en="You have counted for {number} yourself.", zh="盘点单 {number} 由您本人参与盘点。")
    remedy = Text(en="Somebody else sees the differences and approves them.", zh="差异须由他人查看并审批。")


class CountOvertaken(Refusal):
    """Pieces that were missing when it was counted were found and went, or more went than there was."""

    code = "count_overtaken"
    rule = "P1"
    cause = Text(
        en="Since it was counted too much has left, the books would fall below 0: {summary}.",
        zh="盘点后出库过多，更正后账面将为负数：{summary_zh}。",
    )
    remedy = Text(
        en="Have these lines counted again: what went since shows that more was there.",
        zh="请复盘这些行：盘点后的出库说明当时实物更多。",
    )


class CorrectionHitsReserved(Refusal):
    code = "correction_hits_reserved"
    rule = "P1"
    cause = Text(
        en="The correction would take what is reserved, or backup units that have their serials: {summary}.",
        zh="更正将占用已预留数量或已登记序列号的备机：{summary_zh}。",
    )
    remedy = Text(
        en="Release what is reserved for {references}, write off the unit that is missing, or have the lines counted again.",
        zh="请先释放 {references} 的预留、按序列号报损缺少的备机，或复盘这些行。",
    )
