"""Content in the one way there is of writing it down, and its hash.

Of content made of texts, whole numbers, truth values, nulls, lists and mappings whose keys are
ASCII, what is written is the JSON Canonicalization Scheme (RFC 8785): UTF-8, keys in order, no
space between, no escape that is not needed. A number that is not whole is written as a text.
"""

import hashlib
import json
from typing import Any


def written(content: Any) -> str:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
