"""A web application that answers with what reached it. Run by the test of nginx."""

import json


def application(environ, start_response):
    seen = {name: value for name, value in environ.items() if name.startswith(("HTTP_", "PATH_"))}
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(seen).encode()]
