"""What commands call states and reasons, in Chinese; in English they are called as in the API."""

from __future__ import annotations

from enum import StrEnum

from fieldops.cli.console import language
from inventory import (
    counting,
    old_parts,
    order_life,
    order_links,
    orders,
    purchases,
    quota_requests,
    reserve_plans,
    shipments,
    visits,
    weather,
    webhooks,
)
from inventory.accounts import Condition
from inventory.backup_pool import State
from inventory.events import Family
from inventory.parts import PartCategory
from inventory.stocking import Ground
from routing import clock_watch
from routing.promises import AreaKind

ZH: dict[type[StrEnum], dict[str, str]] = {
    quota_requests.Status: {
        "draft": "草稿",
        "submitted": "已提交",
        "over_quota": "超额度",
        "approved": "已批准",
        "partly_approved": "部分批准",
        "rejected": "已驳回",
        "reserved": "已预留",
        "picked": "待发货",
        "shipped": "已发货",
        "received": "部分收货",
        "closed": "已关闭",
        "cancelled": "已取消",
    },
    quota_requests.Terms: {"credit": "额度", "cash": "现款"},
    quota_requests.Reason: {
        "too_many": "数量过多",
        "not_in_stock": "缺货",
        "old_parts_overdue": "旧件逾期未还",
        "wrong_part": "配件不符",
        "discontinued": "已停产",
        "over_quota": "超出额度",
        "other": "其他",
    },
    quota_requests.Stage: {"reserved": "已预留", "picked": "待发货", "shipped": "已发货", "received": "已收货"},
    shipments.Status: {
        "picked": "待发货",
        "shipped": "已发货",
        "arrived": "部分收货",
        "received": "已收货",
        "cancelled": "已取消",
    },
    purchases.Status: {"ordered": "已下单", "received": "已到货", "cancelled": "已取消"},
    purchases.Origin: {"head_office": "总部库存", "purchase": "采购在途", "to_be_bought": "待采购"},
    reserve_plans.Status: {"draft": "草稿", "filed": "已上报"},
    reserve_plans.Standing: {"filed": "按时上报", "filed_late": "逾期上报", "due": "待上报", "overdue": "逾期未报"},
    Ground: {"no_history": "无历史", "no_demand": "无用量", "average": "平均", "seasonal": "季节性"},
    Condition: {"new": "新件", "reusable": "可用旧件", "defective": "故障件", "scrap": "报废件"},
    counting.Status: {
        "opened": "待盘点",
        "counting": "盘点中",
        "counted": "已盘完",
        "booked": "已入账",
        "cancelled": "已取消",
    },
    State: {
        "in_pool": "在库",
        "set_aside": "备用预留",
        "on_its_way": "送出途中",
        "at_customer": "在客户处",
        "coming_back": "返回途中",
        "in_repair": "维修中",
        "written_off": "已核销",
    },
    PartCategory: {
        "main": "主要部件",
        "wear": "易损件",
        "plastic": "塑料件",
        "electrical": "电器件",
        "mechanical": "机械件",
        "whole_unit": "整机",
    },
    orders.OrderKind: {
        "consultation": "咨询",
        "repair": "维修",
        "installation": "安装",
        "inspection": "巡检",
        "swap": "换机",
        "complaint": "投诉",
        "chaser": "催办",
    },
    orders.OrderStatus: {
        "registered": "已登记",
        "forwarded": "已转派省级",
        "assigned": "已派网点",
        "booked": "已预约",
        "in_progress": "处理中",
        "waiting": "等待中",
        "done": "已完成",
        "closed": "已关闭",
        "cancelled": "已撤销",
        "duplicate": "重复报修",
    },
    orders.PromisedFor: {"urban": "城区", "rural": "乡村", "swap": "换机"},
    order_life.Verb: {
        "register": "登记",
        "forward": "转派省级",
        "assign": "派网点",
        "send_back": "退回省级",
        "book": "预约",
        "unbook": "取消预约",
        "start": "到场",
        "wait": "等待",
        "resume": "恢复",
        "finish": "完成",
        "answer": "答复",
        "reopen": "重新打开",
        "close": "关闭",
        "cancel": "撤销",
        "merge": "合并",
        "escalate": "升级",
        "settle": "升级办结",
    },
    order_life.WaitingFor: {
        "part": "等配件",
        "workshop": "送修中",
        "customer": "客户原因",
        "consent": "等客户同意",
        "weather": "天气",
    },
    order_life.Level: {"province": "省级服务中心", "head_office": "总部", "vendor": "厂商"},
    order_links.Likeness: {"same_fault": "故障相同", "close_in_time": "报修时间相近"},
    clock_watch.Standing: {
        "running": "计时中",
        "paused": "暂停",
        "met": "按时",
        "missed": "超时",
        "cancelled": "已取消",
    },
    Family: {
        "quota_request": "额度申请",
        "shipment": "发货单",
        "service_order": "维修单",
        "visit": "上门单",
        "crisis": "危机投诉",
        "quota": "额度",
        "purchase": "采购",
        "plan": "派工计划",
        "webhook": "Webhook",
    },
    visits.State: {
        "booked": "已预约",
        "planned": "已派工",
        "on_the_way": "在途",
        "on_site": "现场",
        "done": "已完成",
        "to_be_continued": "待续修",
        "to_workshop": "送修",
        "failed": "上门未果",
        "cancelled": "已取消",
    },
    old_parts.State: {
        "open": "待返还",
        "partly_returned": "部分返还",
        "returned": "已返还",
        "settled": "已核销",
        "waived": "已免还",
        "sold": "视同销售",
    },
    weather.AlertKind: {kind.value: name.zh for kind, name in weather.ALERT_NAMES.items()},
    weather.AlertLevel: {"blue": "蓝色", "yellow": "黄色", "orange": "橙色", "red": "红色"},
    weather.State: {"in_force": "生效中", "ended": "已解除", "withdrawn": "已撤销"},
    AreaKind: {"urban": "城区", "rural": "乡村"},
    webhooks.DeliveryState: {"waiting": "待投递", "delivered": "已送达", "given_up": "已放弃"},
    webhooks.Trouble: {
        "out_of_bounds": "地址不允许访问",
        "unreachable": "无法连接",
        "not_trusted": "证书不可信",
        "too_slow": "超时",
        "no_http": "不是 HTTP 应答",
        "refused": "被拒绝",
    },
}


def said(word: StrEnum | None) -> str:
    """``word`` in the user's language; nothing for None."""
    if word is None:
        return ""
    return ZH[type(word)].get(word, word) if language() == "zh" else word.replace("_", " ")
