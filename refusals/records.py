"""Records that aren't there, are there already, or were changed by somebody else."""

from refusals.base import Refusal, Text
from refusals.fields import FieldProblem


class NotFound(Refusal):
    code = "not_found"
    cause = Text(en="There is no {kind} {key}.", zh="找不到{kind} {key}。")
    remedy = Text(
        en="Look it up in the list of that kind; it may be mistyped.", zh="请在相应列表中查找，可能输入有误。"
    )


class AlreadyThere(Refusal):
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
