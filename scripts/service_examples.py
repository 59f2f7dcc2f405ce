"""Write the examples of the service's description: ``python scripts/service_examples.py``.

They are answers of a running service with the shipped data (GAOXIN_HOME), in English, with long
lists cut.  A test checks that the service still gives such answers.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from gaoxin.service.front.application import create_application

ASKED = {
    "search": "/search?q=tjbhgxq",
    "thing": "/things/zone/tianjin-binhai?section=industries",
    "neighbors": "/things/zone/tianjin-binhai/neighbors?relation=leadingIndustry",
    "cite": "/things/zone/tianjin-binhai/cite?fact=figures",
    "path": "/path?from=tjbhgxq&to=hfgxq&max_hops=3",
    "compare": "/compare?name=tjbhgxq&name=hfgxq&section=industries",
    "chain": "/chain?name=光伏&limit=2",
    "timeline": "/timeline?name=hfgxq&limit=2",
    "ask": "/ask?q=鹰潭高新区2024年工业营收是多少",
    "queries": "/queries?q=合肥高新区的主导产业&limit=1",
    "saved_query": "/queries/industries/leading_industries?zone=hfgxq&limit=2",
}
"""For each lookup an address whose answer is its example."""

_MOST = 2
_FILE = Path(__file__).resolve().parent.parent / "service/documents/examples.json"


def shortened(value: Any) -> Any:
    """The value with at most two members of every list."""
    if isinstance(value, dict):
        return {name: shortened(member) for name, member in value.items()}
    if isinstance(value, list):
        return [shortened(member) for member in value[:_MOST]]
    return value


def main() -> int:
    """Write the file; the exit status is 1 if an answer is no document."""
    found = {}
    with TestClient(create_application(), base_url="http://127.0.0.1") as client:
        for name, address in ASKED.items():
            response = client.get(address, headers={"accept-language": "en"})
            if response.status_code != 200:
                print(f"{address}: {response.status_code} {response.text}", file=sys.stderr)
                return 1
            found[name] = {"address": address, "document": shortened(response.json())}
    text = json.dumps(found, ensure_ascii=False, indent=1)
    _FILE.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
