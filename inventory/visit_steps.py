"""The steps of a visit, as a technician's phone records them (V2): what was done, by whom, and when by the phone's own clock.

The phone makes each step's id; a step never changes. What was recorded by mistake is withdrawn by another step.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from inventory.network import is_code
from refusals import (
    FieldProblem,
    Text,
    matches,
    not_blank,
    plain_text,
    positive,
    refuse_all,
    with_offset,
)

MOST_CHARGE_FEN = 10**9
MOST_NOTE = 500


class Did(StrEnum):
    """V2. ``UNSIGNED`` is in place of ``SIGNED``; the last three before ``WITHDRAWN`` say how the visit ends."""

    PHONED = "phoned"
    LEFT = "left"
    ARRIVED = "arrived"
    IDENTITY_SHOWN = "identity_shown"
    CONDITION_NOTED = "condition_noted"
    WORK_DONE = "work_done"
    PART_USED = "part_used"
    PHOTO = "photo"
    SIGNED = "signed"
    UNSIGNED = "unsigned"
    CHARGED = "charged"
    TO_BE_CONTINUED = "to_be_continued"
    TO_WORKSHOP = "to_workshop"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


DID: dict[Did, Text] = {
    Did.PHONED: Text(en="call to the customer", zh="电话预约"),
    Did.LEFT: Text(en="departure", zh="出发"),
    Did.ARRIVED: Text(en="arrival", zh="到达"),
    Did.IDENTITY_SHOWN: Text(en="document shown", zh="出示证件"),
    Did.CONDITION_NOTED: Text(en="condition on arrival", zh="到场机况"),
    Did.WORK_DONE: Text(en="work done", zh="维修内容"),
    Did.PART_USED: Text(en="part used", zh="用件"),
    Did.PHOTO: Text(en="photo", zh="照片"),
    Did.SIGNED: Text(en="customer's signature", zh="客户签字"),
    Did.UNSIGNED: Text(en="reason for no signature", zh="未签字原因"),
    Did.CHARGED: Text(en="payment", zh="收费"),
    Did.TO_BE_CONTINUED: Text(en="to be continued", zh="待续修"),
    Did.TO_WORKSHOP: Text(en="to the workshop", zh="送修"),
    Did.FAILED: Text(en="failed visit", zh="上门未果"),
    Did.WITHDRAWN: Text(en="withdrawal", zh="撤回"),
}
"""What each step is called."""


class Unsigned(StrEnum):
    """Why the customer couldn't sign."""

    ABSENT = "absent"
    UNABLE = "unable"
    REFUSED = "refused"
    NO_CONTACT = "no_contact"


class Method(StrEnum):
    CASH = "cash"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    CARD = "card"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """``id`` is the phone's, unique in the visit; ``by`` the technician; ``at`` when it was done, by the phone's clock."""

    did: ClassVar[Did]

    id: str
    by: str
    at: datetime

    def __post_init__(self) -> None:
        refuse_all(is_step_id("id", self.id), is_code("by", self.by), with_offset("at", self.at), *self.wrong_content())

    def wrong_content(self) -> tuple[FieldProblem | None, ...]:
        """What is wrong beside id, technician and time."""
        return ()


def is_step_id(path: str, value: str) -> FieldProblem | None:
    return matches(
        path,
        value,
        "[0-9A-Za-z][0-9A-Za-z_-]{0,63}",
        en="1 to 64 letters, digits, '_' or '-', such as a UUID",
        zh="1 至 64 位字母、数字、_ 或 -，例如 UUID",
    )


def is_file_id(path: str, value: str) -> FieldProblem | None:
    return matches(path, value, "[0-9a-f]{32}", en="the id of an uploaded file", zh="已上传文件的编号")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phoned(Step):
    """The customer was called before leaving; ``reached`` or not."""

    did: ClassVar[Did] = Did.PHONED

    reached: bool
    note: str = ""

    def wrong_content(self) -> tuple[FieldProblem | None, ...]:
        return (plain_text("note", self.note, most=MOST_NOTE),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left(Step):
    """On the way to the customer."""

    did: ClassVar[Did] = Did.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(Step):
    did: ClassVar[Did] = Did.ARRIVED


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityShown(Step):
    """The technician's document was shown to the customer."""

    did: ClassVar[Did] = Did.IDENTITY_SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionNoted(Step):
    """The machine as it was found: ``complete`` or with ``missing`` said; ``tampered``: opened by somebody else (W3)."""

    did: ClassVar[Did] = Did.CONDITION_NOTED

    complete: bool
    tampered: bool
    missing: str = ""
    note: str = ""

    def wrong_content(self) -> tuple[FieldProblem | None, ...]:
        return (
            (plain_text if self.complete else not_blank)("missing", self.missing, most=MOST_NOTE),
            (not_blank if self.tampered else plain_text)("note", self.note, most=MOST_NOTE),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDone(Step):
    did: ClassVar[Did] = Did.WORK_DONE

    text: str

    def wrong_content(self) -> tuple[FieldProblem | None, ...]:
        return (not_blank("text", self.text, most=2000),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Step):
    """``file`` is the id of the uploaded picture."""

    did: ClassVar[Did] = Did.PHOTO

    file: str
    note: str = ""

    def wrong_content(self) -> tuple[FieldProblem | None, ...]:
        return is_file_id("file", self.file), plain_text("note", self.note, most=MOST_NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Step):
    """The customer, or who stood in, signed the record; ``file`` is the picture of it."""

    did: ClassVar[Did] = Did.SIGNED

    file: str
    signer: str

    def wrong_content(self) -> tuple[FieldProblem | None, ...]:
        return is_file_id("file", self.file), not_blank("signer", self.signer, most=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSigned(Step):
    did: ClassVar[Did] = Did.UNSIGNED

    reason: Unsigned
    note: str

    def wrong_content(self) -> tuple[FieldProblem | None, ...]:
        return (not_blank("note", self.note, most=MOST_NOTE),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged(Step):
    """Money that the customer paid on the spot, in fen."""

    did: ClassVar[Did] = Did.CHARGED

    amount_fen: int
    method: Method
    note: str = ""

    def wrong_content(self) -> tuple[FieldProblem | None, ...]:
        return (
            positive("amount_fen", self.amount_fen, most=MOST_CHARGE_FEN),
            plain_text("note", self.note, most=MOST_NOTE),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Step):
    """The step ``of`` was recorded by mistake. A withdrawal itself stands."""

    did: ClassVar[Did] = Did.WITHDRAWN

    of: str
    reason: str

    def wrong_content(self) -> tuple[FieldProblem | None, ...]:
        return is_step_id("of", self.of), not_blank("reason", self.reason, most=MOST_NOTE)
