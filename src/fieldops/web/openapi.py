"""The OpenAPI document: what Litestar makes of the handlers, and what it can't know of our ground.

Added: query parameters of lists, Idempotency-Key, If-Match and ETag, examples, and each refusal with its status.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from fieldops.database.refusals import TooBusy
from fieldops.web import refusals as web
from fieldops.web.access import NEEDS, PUBLIC, SESSION_COOKIE
from fieldops.web.answers import LOCATION
from fieldops.web.errors import PROBLEM_JSON, Problem, title
from fieldops.web.exports import MEDIA_TYPES
from fieldops.web.idempotency import EXEMPT, HEADER
from fieldops.web.requests import QUERY
from fieldops.web.routes import ANSWER, EXAMPLE, LISTING, REFUSALS, VERSIONED
from fieldops.web.shapes import Field, alternatives, fields_of, without_meta
from fieldops.web.statuses import STATUS
from inventory.people import NotAllowed
from refusals import Invalid, Refusal

Json = dict[str, Any]

SECURITY: Json = {
    "session": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE, "description": "POST /session sets it."},
    "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token", "description": "csrf_token of GET /session."},
    "token": {"type": "http", "scheme": "bearer", "description": "An API token of POST /tokens."},
}

REF = "#/components/schemas/"


def document(app: Litestar) -> Json:
    """The whole document in plain JSON types; it doesn't change while the application lives."""
    if "openapi" not in app.state:
        app.state.openapi = _document(app)
    kept: Json = app.state.openapi
    return kept


def _document(app: Litestar) -> Json:
    made: Json = msgspec.to_builtins(app.openapi_schema.to_schema(), order="deterministic", enc_hook=str)
    for path, method, handler in operations(app):
        operation = made["paths"].get(path, {}).get(method)
        if operation is not None:
            _complete(operation, handler, method)
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    _, problem_schemas = msgspec.json.schema_components([Problem], ref_template=REF + "{name}")
    schemas.update(problem_schemas)
    made["components"]["securitySchemes"] = SECURITY
    return _tidy(made)


def operations(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    """Path template, method and handler of every route."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for method, (handler, _) in route.route_handler_map.items():
                yield route.path_format, method.lower(), handler


def _complete(operation: Json, handler: HTTPRouteHandler, method: str) -> None:
    operation["summary"] = handler.handler_name.replace("_", " ").capitalize()
    parameters = operation.setdefault("parameters", [])
    if QUERY in handler.opt:
        parameters += [_query_parameter(field) for field in fields_of(handler.opt[QUERY])]
    if method == "post" and EXEMPT not in handler.opt:
        parameters.append(_header(HEADER, "A new random value for each thing to be done; the same one to try again."))
    if handler.opt.get(NEEDS, PUBLIC) != PUBLIC:
        operation["security"] = [{"session": [], "csrf": []} if method != "get" else {"session": []}, {"token": []}]
        operation["x-permission"] = handler.opt[NEEDS]
    if VERSIONED in handler.opt:
        parameters.append(_header("If-Match", "The ETag of the version that is being changed."))
    if EXAMPLE in handler.opt and "requestBody" in operation:
        operation["requestBody"]["content"]["application/json"]["example"] = handler.opt[EXAMPLE]
    operation["responses"] = {
        status: response for status, response in operation["responses"].items() if not status.startswith("4")
    }
    for status, response in operation["responses"].items():
        _complete_answer(response, handler, status)
    operation["responses"].update(_problems(handler, method))


def _complete_answer(response: Json, handler: HTTPRouteHandler, status: str) -> None:
    headers = response.setdefault("headers", {})
    if LOCATION in handler.opt:
        headers["Location"] = {"schema": {"type": "string"}, "description": "The address of what was made."}
    for content in response.get("content", {}).values():
        if ANSWER in handler.opt:
            content["example"] = handler.opt[ANSWER]
        if "Versioned" in content.get("schema", {}).get("$ref", ""):
            headers["ETag"] = {"schema": {"type": "string"}, "description": "The version, for If-Match."}
    if LISTING in handler.opt:
        binary = {"schema": {"type": "string", "format": "binary"}}
        response["content"].update(dict.fromkeys(MEDIA_TYPES, binary))


def _query_parameter(field: Field) -> Json:
    kind, meta = without_meta(field.kind)
    described = next((one.description for one in meta if isinstance(one, msgspec.Meta) and one.description), None)
    schema = _inline(kind if not meta else field.kind)
    schema.pop("description", None)
    if field.default is not None:
        schema["default"] = msgspec.to_builtins(field.default)
    made: Json = {"name": field.key, "in": "query", "required": field.required, "schema": schema}
    return {**made, "description": described} if described else made


def _inline(kind: Any) -> Json:
    """The schema of one parameter, without references and without null: a query can't say null."""
    bare, _ = without_meta(kind)
    options = [one for one in alternatives(bare) if one is not type(None)]
    if len(options) == 1 and options[0] is not bare:
        return _inline(options[0])
    schema = msgspec.json.schema(kind)
    named = schema.pop("$defs", {})
    inlined: Json = _resolved(schema, named)
    if bare is datetime:
        inlined["format"] = "date-time"
    return inlined


def _resolved(schema: Any, named: Json) -> Any:
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _resolved(named[schema["$ref"].rpartition("/")[2]], named)
        return {key: _resolved(value, named) for key, value in schema.items()}
    return schema


def _header(name: str, description: str) -> Json:
    return {"name": name, "in": "header", "required": True, "schema": {"type": "string"}, "description": description}


def refusals_of(handler: HTTPRouteHandler, method: str) -> set[type[Refusal]]:
    """All that the endpoint can answer with: the rules' refusals it names, and those of its kind."""
    found: set[type[Refusal]] = {*handler.opt.get(REFUSALS, ()), Invalid, web.InternalError, web.DatabaseAway}
    if method != "get":
        found |= {TooBusy}
    if handler.opt.get(NEEDS, PUBLIC) != PUBLIC:
        found |= {web.NotLoggedIn, web.TooManyRequests, NotAllowed}
        found |= {web.CrossSiteRequest} if method != "get" else set()
    if method == "post" and EXEMPT not in handler.opt:
        found |= {web.IdempotencyKeyMissing, web.IdempotencyKeyMalformed, web.IdempotencyKeyReused}
    if VERSIONED in handler.opt:
        found |= {web.VersionMissing, web.VersionMalformed}
    if handler.parsed_data_field is not None:
        found |= {web.MalformedJson, web.BodyMissing, web.BodyTooLarge, web.BodyTooSlow, web.UnsupportedMediaType}
    return found


def _problems(handler: HTTPRouteHandler, method: str) -> Json:
    by_status: dict[int, list[type[Refusal]]] = defaultdict(list)
    for kind in sorted(refusals_of(handler, method), key=lambda one: one.code):
        by_status[STATUS[kind]].append(kind)
    return {
        str(status): {
            "description": ", ".join(f"`{kind.code}`" for kind in kinds),
            "content": {
                PROBLEM_JSON: {
                    "schema": {"$ref": REF + "Problem"},
                    "examples": {kind.code: {"summary": kind.cause.en, "value": _example(kind)} for kind in kinds},
                }
            },
        }
        for status, kinds in sorted(by_status.items())
    }


def _example(kind: type[Refusal]) -> Json:
    shown: Json = {
        "type": f"/docs/errors#{kind.code}",
        "title": title(kind, "en"),
        "status": STATUS[kind],
        "detail": kind.cause.en,
        "code": kind.code,
        "cause": kind.cause.en,
        "remedy": kind.remedy.en,
    }
    if kind is Invalid:
        wrong = {
            "path": "lines.0.quantity",
            "code": "out_of_range",
            "message": "must be from 1 to 100000",
            "value": "0",
        }
        shown["errors"] = [wrong]
    return {**shown, "rule": kind.rule} if kind.rule else shown


def _tidy(made: Json) -> Json:
    """Plain names for generics, the value instead of the value-with-version, a time of day (without an offset) called so."""
    schemas = made["components"]["schemas"]
    versioned = {REF + name: schema for name, schema in schemas.items() if name.startswith("Versioned")}
    values = {ref: schema["properties"]["value"] for ref, schema in versioned.items()}
    made["components"]["schemas"] = {
        _plain_name(name): schema for name, schema in schemas.items() if REF + name not in values
    }
    tidied: Json = _renamed(made, values)
    return tidied


def _plain_name(name: str) -> str:
    """``Page_inventory.parts.Part_`` as ``PagePart``."""
    return re.sub(r"_+(?:\w+\.)*", "", name) if "." in name else name.replace("_", "")


def _renamed(node: Any, values: dict[str, Json]) -> Any:
    if isinstance(node, list):
        return [_renamed(item, values) for item in node]
    if not isinstance(node, dict):
        return node
    ref = node.get("$ref")
    if ref in values:
        return _renamed(values[ref], values)
    if isinstance(ref, str):
        return {**node, "$ref": REF + _plain_name(ref.removeprefix(REF))}
    if node.get("format") == "duration":
        node = {**node, "format": "time-local"}
    return {name: _renamed(value, values) for name, value in node.items()}


def for_old_readers(made: Json) -> Json:
    """The same as OpenAPI 3.0, which the Swagger UI we ship reads: null as ``nullable``, one value as an enum."""
    return {**_older(made), "openapi": "3.0.3"}


def _older(node: Any) -> Any:
    if isinstance(node, list):
        return [_older(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _older(value) for key, value in node.items()}
    for word in ("oneOf", "anyOf"):
        options = made.get(word)
        if isinstance(options, list) and {"type": "null"} in options:
            rest = [option for option in options if option != {"type": "null"}]
            made = {**{k: v for k, v in made.items() if k != word}, "nullable": True}
            made |= {"allOf": rest} if len(rest) == 1 else {word: rest}
    if "const" in made:
        made["enum"] = [made.pop("const")]
    return made
