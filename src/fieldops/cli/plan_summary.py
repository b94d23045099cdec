"""A route plan as a dispatcher reads it on a terminal."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from rich.table import Table
from rich.text import Text

from fieldops.cli.console import out
from fieldops.store.plan_sheets import PartLine, PlanSheet, RouteSheet, StopSheet, UnservedSheet
from routing.plan import TERMS, StopKind, UnservedReason
from routing.requests import PlanState

Language = Literal["en", "zh"]
FEW = 3
"""Routes that are printed in full unless all are asked for."""

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Route plan {province}, {day}", "{province} {day} 路线计划"),
    "draft": ("a draft: fieldops plans publish {id} makes it hold", "草稿，fieldops plans publish {id} 即可发布"),
    "served": ("served", "已排"),
    "late": ("late", "超时"),
    "unserved": ("unserved", "未排"),
    "technicians": ("technicians", "维修人员"),
    "driving": ("driving", "行驶"),
    "km": ("km", "公里"),
    "h": ("h", "小时"),
    "cost": ("cost", "成本"),
    "yuan": ("yuan", "元"),
    "travel_fen": ("driving", "行驶"),
    "work_fen": ("working time", "工时"),
    "overtime_fen": ("overtime", "加班"),
    "fairness_fen": ("uneven load", "负荷不均"),
    "late_fen": ("lateness", "超时"),
    "missed_fen": ("missed promises", "违约"),
    "changes_fen": ("changes told to customers", "改约"),
    "prices_fen": ("unwished technicians", "非优先人员"),
    "unserved_fen": ("not served", "未安排"),
    "estimated": ("travel times are estimated, no road engine was asked", "行驶时间为估算值，未使用道路引擎"),
    "more": ("… and {count} more routes (--full prints all)", "……另有 {count} 条路线（--full 显示全部）"),
    "time": ("Time", "时间"),
    "stop": ("Stop", "停靠"),
    "what": ("What", "内容"),
    "due": ("Due", "时限"),
    "pickup": ("pick up", "取件"),
    "tools": ("tools: {tools}", "工具：{tools}"),
    "brings": ("bring the unit of {orders}", "送回 {orders} 换下的机器"),
    "break": ("break", "休息"),
    "van": ("van", "车上"),
    "from": ("from {place}", "取自 {place}"),
    "arrives": ("from {place}, arrives {at}", "取自 {place}，{at} 到货"),
    "back": ("{leave} leaves, {back} back, {km} km", "{leave} 出发，{back} 返回，{km} 公里"),
    "not_served": ("Not served", "未安排"),
    "reason": ("Reason", "原因"),
    "remedy": ("What would help", "处理建议"),
    "orders": ("Orders", "维修单"),
    "others": ("… and {count} alike, with other figures", "……另有 {count} 种类似情况"),
    "kind.repair": ("repair", "维修"),
    "kind.installation": ("installation", "安装"),
    "kind.inspection": ("inspection", "巡检"),
    "kind.swap": ("4-hour swap", "4 小时换机"),
}


def print_plan(sheet: PlanSheet, zone: ZoneInfo, language: Language, *, full: bool) -> None:
    """Headline figures, routes and what isn't served, grouped by reason."""
    words = {key: texts[language == "zh"] for key, texts in WORDS.items()}
    plan = sheet.plan
    out.print()
    out.print(Text(words["title"].format(province=plan.province, day=plan.day), style="bold"))
    score = plan.score or {}
    facts = [
        f"{plan.served} {words['served']}",
        f"{plan.late} {words['late']}",
        f"{plan.unserved} {words['unserved']}",
        f"{len(sheet.routes)} {words['technicians']}",
        f"{words['driving']} {plan.distance_m / 1000:,.0f} {words['km']}, {plan.travel_s / 3600:,.0f} {words['h']}",
        f"{words['cost']} {score.get('total_fen', 0) / 100:,.0f} {words['yuan']}",
    ]
    out.print("  " + " · ".join(facts), highlight=False)
    terms = [f"{words[term]} {score[term] / 100:,.0f}" for term in TERMS if score.get(term)]
    if len(terms) > 1:
        out.print(f"  ({' + '.join(terms)} {words['yuan']})", style="dim", highlight=False)
    if plan.state is PlanState.DRAFT:
        out.print(f"  ({words['draft'].format(id=plan.id)})", style="yellow", highlight=False)
    for warning in plan.warnings:
        said = (warning.cause_zh, warning.remedy_zh) if language == "zh" else (warning.cause_en, warning.remedy_en)
        for text, style in zip(said, ("yellow", "dim"), strict=True):
            out.print(Text(f"  {text}", style=style))
    if plan.estimated and not plan.warnings:
        out.print(f"  ({words['estimated']})", style="dim")
    shown = sheet.routes if full else sheet.routes[:FEW]
    for route in shown:
        _print_route(route, zone, language, words)
    if len(shown) < len(sheet.routes):
        out.print(words["more"].format(count=len(sheet.routes) - len(shown)), style="dim")
    _print_unserved(sheet, language, words)


def _print_route(route: RouteSheet, zone: ZoneInfo, language: Language, words: dict[str, str]) -> None:
    name = route.name_zh if language == "zh" else route.name_en
    out.print()
    day = words["back"].format(
        leave=_clock(route.leave_at, zone), back=_clock(route.back_at, zone), km=round(route.distance_m / 1000)
    )
    out.print(f"[bold]{name}[/] {route.technician} · {route.node} · {day}", highlight=False)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in ("time", "stop", "what", "due"):
        table.add_column(words[column], no_wrap=column != "what")
    for stop in route.stops:
        table.add_row(
            f"{_clock(stop.start_at, zone)}–{_clock(stop.depart_at, zone)}",
            stop.service_order or stop.location or "",
            _what(stop, zone, language, words),
            _due(stop, zone, words),
        )
    out.print(table)


def _what(stop: StopSheet, zone: ZoneInfo, language: Language, words: dict[str, str]) -> Text:
    """What is done there, and in a second line the parts that are loaded or used."""
    if stop.kind is StopKind.BREAK:
        return Text(words["break"], style="dim")
    if stop.kind is not StopKind.VISIT:
        return Text("\n").join(_at_stock_place(stop, language, words))
    fault = stop.fault_zh if language == "zh" else stop.fault_en
    kind = words[f"kind.{stop.order_kind}"]
    done = f"{kind}: {fault}" if fault else kind
    used = ", ".join(_used(line, zone, language, words) for line in stop.parts)
    return Text.assemble(done, "\n", (used, "dim")) if used else Text(done)


def _at_stock_place(stop: StopSheet, language: Language, words: dict[str, str]) -> list[Text]:
    lines = [Text(words["brings"].format(orders=", ".join(stop.brings)))] if stop.brings else []
    if stop.kind is StopKind.PICKUP:
        lines += [Text(words["pickup"]), Text(_loaded(stop, language), style="dim")] if stop.parts else []
        tools = ", ".join(stop.tools)
        lines += [Text(words["tools"].format(tools=tools), style="dim")] if tools else []
    return lines


def _loaded(stop: StopSheet, language: Language) -> str:
    total: Counter[str] = Counter()
    for line in stop.parts:
        total[_name(line, language)] += line.quantity
    return ", ".join(f"{count} × {name}" for name, count in total.items())


def _used(line: PartLine, zone: ZoneInfo, language: Language, words: dict[str, str]) -> str:
    place = words["van"] if line.source_kind == "van" else words["from"].format(place=line.source)
    if line.arrives_at is not None:
        place = words["arrives"].format(place=line.source, at=f"{line.arrives_at.astimezone(zone):%m-%d %H:%M}")
    return f"{line.quantity} × {_name(line, language)} ({place})"


def _name(line: PartLine, language: Language) -> str:
    return line.name_zh if language == "zh" else line.name_en


def _due(stop: StopSheet, zone: ZoneInfo, words: dict[str, str]) -> Text:
    if stop.due_at is None:
        return Text("")
    due = stop.due_at.astimezone(zone)
    shown = f"{due:%m-%d %H:%M}"
    if stop.appointment_starts:
        shown = f"{stop.appointment_starts.astimezone(zone):%H:%M}–{due:%H:%M}"
    if not stop.late_s:
        return Text(shown)
    return Text(f"{shown} +{_duration(stop.late_s)} {words['late']}", style="red")


def _print_unserved(sheet: PlanSheet, language: Language, words: dict[str, str]) -> None:
    if not sheet.unserved:
        return
    zh = language == "zh"
    grouped: dict[UnservedReason, list[UnservedSheet]] = {}
    for one in sheet.unserved:
        grouped.setdefault(one.reason, []).append(one)
    out.print()
    out.print(Text(f"{words['not_served']}: {len(sheet.unserved)}", style="bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(words["orders"], justify="right")
    table.add_column(words["reason"])
    table.add_column(words["remedy"])
    for alike in sorted(grouped.values(), key=len, reverse=True):
        causes = list(dict.fromkeys(one.cause_zh if zh else one.cause_en for one in alike))
        more = [Text(words["others"].format(count=len(causes) - 1), style="dim")] if len(causes) > 1 else []
        remedy = alike[0].remedy_zh if zh else alike[0].remedy_en
        table.add_row(str(len(alike)), Text("\n").join([Text(causes[0]), *more]), remedy)
    out.print(table)


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}"


def _duration(seconds: int) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}"
