"""A real OpenID Connect provider, Canaille, as a process of its own on 127.0.0.1.

Prints its issuer when it is ready. Then each line of standard input is a command, answered by one line: ``rotate`` signs
with a new key from now on, ``count PATH`` tells how often a path was asked for. It ends with its input.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # it may speak HTTP, as it stays on this machine

from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from canaille.backends.memory.backend import MemoryBackend, listify
from joserfc.jwk import RSAKey
from werkzeug.serving import WSGIRequestHandler, make_server

asked: Counter[str] = Counter()


class ExactBackend(MemoryBackend):
    """Finds what fits all that is asked; Canaille's own finds what fits any of it, such as old codes of a client."""

    __module__ = MemoryBackend.__module__  # beside which the models are looked for

    def do_query(self, model: Any, *args: Any, **asked: Any) -> list[Any]:
        def fits(found: Any) -> bool:
            return all(
                set(model.serialize(listify(wanted))) & set(model.serialize(listify(getattr(found, name))))
                for name, wanted in asked.items()
            )

        return [found for found in super().do_query(model, *args, **asked) if fits(found)]


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing."""


def counting(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    def counted(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        asked[environ["PATH_INFO"]] += 1
        return app(environ, start_response)

    return counted


def new_key() -> dict[str, Any]:
    key = RSAKey.generate_key(2048, auto_kid=True)
    return dict(key.as_dict(private=True))


def configuration(port: int) -> dict[str, Any]:
    quiet = {"version": 1, "handlers": {"none": {"class": "logging.NullHandler"}}, "root": {"handlers": ["none"]}}
    return {
        "SECRET_KEY": secrets.token_hex(),
        "PREFERRED_URL_SCHEME": "http",
        "SERVER_NAME": f"127.0.0.1:{port}",
        "SESSION_COOKIE_SECURE": False,
        "CANAILLE": {
            "DATABASE": "memory",
            "JAVASCRIPT": False,
            "ACL": {"DEFAULT": {"PERMISSIONS": ["use_oidc"]}},
            "LOGGING": quiet,
        },
        "CANAILLE_OIDC": {
            "ACTIVE_JWKS": [new_key()],
            "TRUSTED_DOMAINS": [],
            "USERINFO_MAPPING": {"SUB": "{{ user.user_name }}", "PREFERRED_USERNAME": "{{ user.display_name }}"},
        },
    }


def fill(people: dict[str, str], clients: dict[str, dict[str, Any]]) -> None:
    """``people``: user name → what the provider calls it now, the password being its name twice."""
    for name, preferred in people.items():
        Backend.instance.save(
            models.User(
                user_name=name,
                display_name=preferred,
                formatted_name=name,
                family_name=name,
                emails=[f"{name}@fieldops.test"],
                password=name * 2,
            )
        )
    made = {}
    for client_id, given in clients.items():
        made[client_id] = models.Client(
            client_id=client_id,
            client_name=client_id,
            client_uri="https://fieldops.test",
            grant_types=["authorization_code"],
            response_types=["code"],
            scope=["openid", "profile", "email"],
            token_endpoint_auth_method="client_secret_basic",
            **{name: value for name, value in given.items() if name != "audience"},
        )
        Backend.instance.save(made[client_id])
    for client_id, given in clients.items():
        made[client_id].audience = [made[name] for name in given.get("audience", [client_id])]
        Backend.instance.save(made[client_id])


def main() -> None:
    server = make_server("127.0.0.1", 0, lambda environ, start: [], threaded=True, request_handler=Quiet)
    config = configuration(server.port)
    app = create_app(config=config, env_file=None, backend=ExactBackend(config))
    given = json.loads(sys.stdin.readline())
    with app.app_context():
        fill(given["people"], given["clients"])
    server.app = counting(app)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.port}", flush=True)
    for line in sys.stdin:
        command, _, path = line.strip().partition(" ")
        if command == "rotate":
            app.config["CANAILLE_OIDC"]["ACTIVE_JWKS"] = [new_key()]
        print(asked[path], flush=True)


if __name__ == "__main__":
    main()
