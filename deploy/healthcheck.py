"""Whether the web server answers, database included: exit code 0 or 1.

Asks the way nginx would, so that it is not sent on to https.
"""

import os
import sys
import urllib.request
from urllib.parse import urlsplit

ADDRESS = "http://127.0.0.1:8000/healthz"


def main() -> int:
    headers = {"Host": urlsplit(os.environ["BASE_URL"]).netloc, "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(ADDRESS, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as page:  # noqa: S310
            return 0 if page.status == 200 else 1
    except OSError as error:
        print(error, file=sys.stderr)  # noqa: T201 - shown by the container engine
        return 1


if __name__ == "__main__":
    sys.exit(main())
