"""Links that stand in front matter by themselves: `github: ada`, `orcid_id: 0000-…`.

What may be something else (`medium: oil`, `url: /people/ada/`) counts only if its value is an
address or a handle. An e-mail address or a telephone number is private unless it is in `links`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxext_profiles.addresses.accounts import KINDS, kind_of_key
from sphinxext_profiles.words.letters import fold_key

from .tree import ListNode, MappingNode, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRIVATE = frozenset({"email", "phone"})
_ANYTHING = frozenset(
    {"arxiv", "blog", "cv", "matrix", "medium", "resume", "scholar", "threads", "uri", "url", "x"}
)
"""Keys with other meanings too."""
_SURE = re.compile(r"@[\w.@-]+|[a-z]+:\S+", re.IGNORECASE)
_OF_PAGES = frozenset({"bitbucket_url", "dev", "github_url", "gitlab_url", "home", "page", "site"})
"""Keys about the page: by `github_url` a theme of Sphinx finds its source."""
_ENDS = re.compile(r"_(?:account|handle|id|link|profile|url|user|user_?id|user_?name)$")


def kind_of_top(key: str) -> str:
    """Return the kind of link that a key gives at the top level, empty if it gives none."""
    folded = fold_key(key)
    kind = "" if folded in _OF_PAGES else kind_of_key(_ENDS.sub("", folded))
    return kind if kind in KINDS and kind not in _PRIVATE else ""


def accounts(root: MappingNode) -> Iterator[tuple[str, str, Node]]:
    """Yield the kind, the key and the value of each link at the top level."""
    for key, node in root.pairs.items():
        kind = kind_of_top(key)
        if not kind or isinstance(node, MappingNode):
            continue
        if isinstance(node, ListNode):
            sure, is_switch = False, False
        else:
            sure, is_switch = bool(_SURE.fullmatch(node.text.strip())), isinstance(node.value, bool)
        if not is_switch and (sure or fold_key(key) not in _ANYTHING):
            yield kind, key, node
