"""Which passwords are accepted, and how long one waits after wrong ones."""

from __future__ import annotations

import re

from refusals import FieldProblem, Refusal, Text

COMMON = frozenset(
    [
        "password",
        "passw0rd",
        "1234567890",
        "12345678910",
        "qwertyuiop",
        "qwerty1234",
        "1q2w3e4r5t",
        "iloveyou123",
        "administrator",
        "woaini1314",
        "5201314520",
        "123456789a",
        "a123456789",
        "1qaz2wsx3edc",
        "fieldops123",
        "0123456789",
        "1111111111",
        "letmein1234",
    ]
)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200


def is_password(path: str, password: str, login: str) -> FieldProblem | None:
    """A password long enough to resist guessing; no rules of composition, which only make it forgettable."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        text = Text(
            en=f"must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters",
            zh=f"长度应为 {SHORTEST_PASSWORD} 至 {LONGEST_PASSWORD} 个字符",
        )
        return FieldProblem(path, "wrong_length", text)
    plain = password.casefold()
    if plain in COMMON or re.fullmatch(r"(.)\1*", plain) or login.casefold() in plain:
        text = Text(en="is too easy to guess", zh="过于简单，容易被猜到")
        return FieldProblem(path, "too_easy", text)
    return None


FREE_ATTEMPTS = 5
LONGEST_WAIT_S = 900


def wait_s(failures: int) -> int:
    """Seconds to wait after so many failures in a row: none for the first five, then 15 s doubling up to 15 min."""
    return 0 if failures < FREE_ATTEMPTS else min(LONGEST_WAIT_S, 15 * 2 ** min(failures - FREE_ATTEMPTS, 10))


class WrongLogIn(Refusal):
    """Says the same for an unknown login, a wrong password and a user who isn't active."""

    code = "wrong_log_in"
    cause = Text(en="Login or password is wrong.", zh="登录名或密码不正确。")
    remedy = Text(
        en="Check both; an administrator can give you a link to set a new password.",
        zh="请核对后重试；可请管理员提供重设密码的链接。",
    )


class TooManyAttempts(Refusal):
    code = "too_many_attempts"
    cause = Text(
        en="Too many wrong attempts from a place not known for this login.", zh="该登录名在陌生设备上尝试次数过多。"
    )
    remedy = Text(
        en="Wait {wait_s} s; from a browser you have used before you can log in meanwhile.",
        zh="请等待 {wait_s} 秒；以前登录过的浏览器不受影响。",
    )


class ResetLinkInvalid(Refusal):
    code = "reset_link_invalid"
    cause = Text(
        en="This link was used, has expired or was replaced by a newer one.",
        zh="该链接已使用、已过期或已被新链接取代。",
    )
    remedy = Text(en="Ask an administrator for a new one.", zh="请向管理员申请新的链接。")


class LastAdministrator(Refusal):
    code = "last_administrator"
    rule = "N3"
    cause = Text(
        en="{login} is the last active administrator of the whole network.", zh="{login} 是全网最后一名有效管理员。"
    )
    remedy = Text(en="Make another one first.", zh="请先设置另一名管理员。")
