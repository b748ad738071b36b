"""How much does a phone load first?"""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.serving import Service, served
from tests.browser.visitor import Visitor


def test_the_first_page_and_all_it_needs_weigh_less_than_50_kb(tmp_path: Path) -> None:
    with served(Service(tmp_path).app()) as url:
        her = Visitor(url)
        html = her.open().html
        needed = re.findall(r'(?:src|href)="(/static/[^"]+)"', html)
        weight = len(html.encode()) + sum(len(her.client.get(path).content) for path in needed)

    assert len(needed) == 3
    assert weight < 50_000
