"""Why somebody who comes back from the provider isn't let in."""

from __future__ import annotations

from refusals import Refusal, Text


class OidcNotBegun(Refusal):
    code = "oidc_not_begun"
    cause = Text(
        en="This log-in was not begun in this browser, or another one was begun after it.",
        zh="该登录不是在此浏览器中发起的，或之后又发起了另一次登录。",
    )
    remedy = Text(en="Open {address} and log in from there.", zh="请打开 {address} 重新登录。")


class OidcExpired(Refusal):
    code = "oidc_expired"
    cause = Text(
        en="More than {minutes} minutes passed since this log-in was begun.", zh="该登录已超过 {minutes} 分钟。"
    )
    remedy = Text(en="Open {address} and log in again.", zh="请打开 {address} 重新登录。")


class OidcUsed(Refusal):
    code = "oidc_used"
    cause = Text(en="This log-in was finished before.", zh="该登录已经完成，不能再次使用。")
    remedy = Text(
        en="Open {address}; log in again if nobody is logged in there.", zh="请打开 {address}，必要时重新登录。"
    )


class OidcDenied(Refusal):
    """The provider says no, to the person or to fieldops."""

    code = "oidc_denied"
    cause = Text(en="The provider did not log you in: {error}.", zh="身份提供方拒绝了登录：{error}。")
    remedy = Text(
        en="Try again; if it stays, your administrator checks how fieldops is registered at the provider.",
        zh="请重试；如仍失败，请管理员检查身份提供方中的客户端配置。",
    )


class OidcProviderAway(Refusal):
    """What callers see of a provider that doesn't answer, or not as it should; the log says more."""

    code = "oidc_provider_away"
    cause = Text(en="The provider does not answer as it should.", zh="身份提供方没有正常响应。")
    remedy = Text(en="Wait a moment and try again, or log in by password.", zh="请稍候再试，或使用密码登录。")


class OidcTokenInvalid(Refusal):
    code = "oidc_token_invalid"
    cause = Text(
        en="What the provider sent about you is not valid: {reason}.", zh="身份提供方返回的信息无效：{reason_zh}。"
    )
    remedy = Text(
        en="Try again; if it stays, tell your administrator this reason.",
        zh="请重试；如仍失败，请将此原因告知管理员。",
    )


class OidcNoUser(Refusal):
    """Says the same for a login that is unknown, not active, or another person's at the provider."""

    code = "oidc_no_user"
    cause = Text(
        en="The provider knows you, but nobody here can be logged in as that.",
        zh="身份提供方已确认您的身份，但没有可用的对应用户。",
    )
    remedy = Text(
        en="Ask an administrator of your node or above to look at your user.",
        zh="请联系本级或上级管理员检查您的用户。",
    )
