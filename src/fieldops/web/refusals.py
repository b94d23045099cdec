"""What is refused before any rule is asked: requests that are wrong as HTTP."""

from __future__ import annotations

from refusals import Refusal, Text


class NoSuchAddress(Refusal):
    code = "no_such_address"
    cause = Text(en="There is nothing at {path}.", zh="地址 {path} 不存在。")
    remedy = Text(en="Look the address up at /docs.", zh="请在 /docs 查看可用地址。")


class MethodNotAllowed(Refusal):
    code = "method_not_allowed"
    cause = Text(en="{path} does not take {method}.", zh="{path} 不支持 {method} 方法。")
    remedy = Text(en="Use one of: {allowed}.", zh="请使用：{allowed}。")


class MalformedRequest(Refusal):
    code = "malformed_request"
    cause = Text(en="The request can't be read: {reason}.", zh="无法读取请求：{reason}。")
    remedy = Text(en="Correct the request and send it again.", zh="请更正请求后重新提交。")


class MalformedJson(Refusal):
    code = "malformed_json"
    cause = Text(en="The body is not JSON that can be read: {reason}.", zh="请求内容不是可读取的 JSON：{reason}。")
    remedy = Text(
        en="Send one JSON object in UTF-8, nested at most {depth} deep.",
        zh="请发送一个 UTF-8 编码的 JSON 对象，嵌套不超过 {depth} 层。",
    )


class BodyMissing(Refusal):
    code = "body_missing"
    cause = Text(en="The request has no body.", zh="请求没有内容。")
    remedy = Text(en="Send the fields as a JSON object.", zh="请以 JSON 对象发送各字段。")


class BodyTooLarge(Refusal):
    code = "body_too_large"
    cause = Text(en="The body is larger than {most} bytes.", zh="请求内容超过 {most} 字节。")
    remedy = Text(en="Send less at once.", zh="请分批提交。")


class UnsupportedMediaType(Refusal):
    code = "unsupported_media_type"
    cause = Text(
        en="The body is sent as {found}; only {wanted} is read here.",
        zh="请求内容类型为 {found}，此处只接受 {wanted}。",
    )
    remedy = Text(en="Send it with the header Content-Type: {wanted}.", zh="请使用请求头 Content-Type: {wanted}。")


class IdempotencyKeyMissing(Refusal):
    code = "idempotency_key_missing"
    cause = Text(en="A POST needs the header Idempotency-Key.", zh="POST 请求必须带有请求头 Idempotency-Key。")
    remedy = Text(
        en="Make a new random key, such as a UUID, for each thing you want done, and send the same one when you try again.",
        zh="请为每次操作生成新的随机值（例如 UUID），重试时使用同一个值。",
    )


class IdempotencyKeyMalformed(Refusal):
    code = "idempotency_key_malformed"
    cause = Text(
        en="The Idempotency-Key is not 1 to 255 visible ASCII characters.",
        zh="Idempotency-Key 应为 1 至 255 个可见 ASCII 字符。",
    )
    remedy = Text(en="Use a UUID, for example.", zh="例如可使用 UUID。")


class IdempotencyKeyReused(Refusal):
    code = "idempotency_key_reused"
    cause = Text(
        en="This Idempotency-Key was used for another request ({method} {path}) before.",
        zh="该 Idempotency-Key 已用于另一请求（{method} {path}）。",
    )
    remedy = Text(
        en="Use a new key for a new request; send the same request to see its answer again.",
        zh="新的请求请使用新的键；重新发送原请求可再次得到其结果。",
    )


class VersionMissing(Refusal):
    code = "version_missing"
    cause = Text(
        en="Changing this needs the header If-Match, so that nobody's change is overwritten.",
        zh="修改该记录必须带有请求头 If-Match，以免覆盖他人的更改。",
    )
    remedy = Text(
        en="Read it, then send the ETag that came with it as If-Match.",
        zh="请先读取该记录，再将其 ETag 作为 If-Match 发送。",
    )


class VersionMalformed(Refusal):
    code = "version_malformed"
    cause = Text(en="If-Match is not an ETag of this service.", zh="If-Match 不是本服务给出的 ETag。")
    remedy = Text(
        en='Send the ETag exactly as it came, such as "3", quotes included.', zh='请原样发送 ETag，例如 "3"，包括引号。'
    )


class NotReady(Refusal):
    code = "not_ready"
    cause = Text(en="The service is not ready: {reason}.", zh="服务尚未就绪：{reason_zh}。")
    remedy = Text(en="Wait a moment and try again.", zh="请稍候再试。")


class DatabaseAway(Refusal):
    """What callers see of a database that does not answer; the log says more."""

    code = "database_away"
    cause = Text(en="The database does not answer.", zh="数据库没有响应。")
    remedy = Text(en="Wait a moment and send it again.", zh="请稍候再试。")


class InternalError(Refusal):
    code = "internal_error"
    cause = Text(en="Something went wrong inside; nothing was changed.", zh="系统内部出错，没有任何更改。")
    remedy = Text(
        en="Send it again later; if it stays, tell your administrator the request id {request_id}.",
        zh="请稍后重试；如仍出错，请将请求编号 {request_id} 告知管理员。",
    )


class NotLoggedIn(Refusal):
    code = "not_logged_in"
    rule = "N3"
    cause = Text(en="Nobody is logged in here, or the session or token has ended.", zh="尚未登录，或会话、令牌已失效。")
    remedy = Text(en="Log in, or send a valid API token.", zh="请登录，或使用有效的 API 令牌。")


class CrossSiteRequest(Refusal):
    code = "cross_site_request"
    cause = Text(
        en="A change by cookie needs the header X-CSRF-Token of its session.",
        zh="使用 Cookie 修改数据时必须带有该会话的请求头 X-CSRF-Token。",
    )
    remedy = Text(
        en="Read GET /api/v1/session and send its csrf_token.",
        zh="请读取 GET /api/v1/session，并发送其中的 csrf_token。",
    )


class TooManyRequests(Refusal):
    code = "too_many_requests"
    cause = Text(
        en="More than {most} requests a minute came from this address.", zh="该地址每分钟的请求超过 {most} 次。"
    )
    remedy = Text(en="Wait {wait_s} s and send fewer at a time.", zh="请等待 {wait_s} 秒，并减少请求频率。")


class TooManyStreams(Refusal):
    code = "too_many_streams"
    cause = Text(en="You follow the events {most} times already.", zh="您已同时打开 {most} 个事件流。")
    remedy = Text(en="Close one, such as a browser tab.", zh="请关闭其中一个，例如一个浏览器标签页。")


class TooManyForSheet(Refusal):
    code = "too_many_for_sheet"
    cause = Text(
        en="The list has {count} rows; a sheet takes {most} at most.",
        zh="该列表共有 {count} 行，一个表格最多 {most} 行。",
    )
    remedy = Text(en="Narrow the list with its filters.", zh="请用筛选条件缩小范围。")


class BodyTooSlow(Refusal):
    code = "body_too_slow"
    cause = Text(en="The request's body did not arrive within {seconds} s.", zh="请求体未能在 {seconds} 秒内送达。")
    remedy = Text(en="Send it again over a better connection.", zh="请在网络较好时重新发送。")


class PagesNotBuilt(Refusal):
    code = "pages_not_built"
    cause = Text(en="This installation has no pages: they weren't built.", zh="本安装没有网页：尚未构建。")
    remedy = Text(
        en="Install it anew, with make install; the API works without.", zh="请用 make install 重新安装；API 不受影响。"
    )
