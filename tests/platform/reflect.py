"""A web application that answers with what reached it. Run by the test of nginx."""

import json

# What the application says of a file that nginx is to send: see core/files/serving.py.
FILE = [
    ("X-Accel-Redirect", "/kept-files/2026/11/name"),
    ("Content-Type", "application/pdf"),
    ("Content-Disposition", "attachment"),
    ("Cache-Control", "private, no-cache"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; sandbox"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
]


def application(environ, start_response):
    if environ["PATH_INFO"] == "/a-file":
        start_response("200 OK", FILE)
        return [b""]
    seen = {name: value for name, value in environ.items() if name.startswith(("HTTP_", "PATH_"))}
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(seen).encode()]
