"""Records that aren't there, are there already, or were changed by somebody else."""

from refusals.base import Language, Refusal, Text
from refusals.fields import FieldProblem

KINDS_ZH = {
    "backup unit": "备机",
    "barcode": "条码",
    "calendar override": "日历调整",
    "callback": "回访",
    "callback score": "回访得分",
    "check list": "检查表",
    "customer": "客户",
    "exchange": "退换货申请",
    "fault": "故障",
    "finding": "判定记录",
    "head office": "总部",
    "import": "导入",
    "inspection": "巡检",
    "inspection plan": "巡检计划",
    "inspection report": "巡检报告",
    "location": "库位",
    "model": "产品型号",
    "node": "机构",
    "other sale": "另一销售记录",
    "part": "配件",
    "plan": "路线计划",
    "province": "省级服务中心",
    "quota request": "配件申请",
    "quote": "报价",
    "reserve plan": "储备计划",
    "service order": "维修单",
    "service record": "维修记录",
    "settlement": "居民点",
    "shipment": "发货单",
    "skill": "技能",
    "spot check": "抽查",
    "spot-check draw": "抽查抽样",
    "stock count": "盘点单",
    "stock move": "移库单",
    "technician": "维修人员",
    "unit": "机器",
    "van": "服务车",
    "zone": "服务区",
}
"""What the kinds of record are called in Chinese."""


class _OfAKind(Refusal):
    """Its fact ``kind`` is one of :data:`KINDS_ZH`."""

    def explain(self, language: Language) -> str:
        kind = str(self.facts["kind"])
        shown = KINDS_ZH.get(kind, kind) if language == "zh" else kind
        return self.cause.fill(language, {**self.facts, "kind": shown})


class NotFound(_OfAKind):
    code = "not_found"
    cause = Text(en="There is no {kind} {key}.", zh="找不到{kind}：{key}。")
    remedy = Text(
        en="Look it up in the list of that kind; it may be mistyped.", zh="请在相应列表中查找，可能输入有误。"
    )


class AlreadyThere(_OfAKind):
    code = "already_there"
    cause = Text(en="{kind}: already registered: {keys}.", zh="{kind}：已登记：{keys}。")
    remedy = Text(en="Change the one that is there, or choose another code.", zh="请修改已有记录，或另选编码。")


class StaleVersion(Refusal):
    code = "stale_version"
    cause = Text(
        en="{key} was changed meanwhile: you saw version {seen}, it is at {present}.",
        zh="{key} 已被他人修改：您看到的是版本 {seen}，当前为版本 {present}。",
    )
    remedy = Text(en="Read it again, then repeat your change.", zh="请重新读取后再修改。")


def unknown(path: str, key: str) -> FieldProblem:
    """A field that names a record which isn't there."""
    return FieldProblem(path, "unknown", Text(en=f"{key} is not known", zh=f"{key} 不存在"), key)
