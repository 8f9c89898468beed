"""The lexer `myst`: Markdown with front matter and directives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pygments.lexer import RegexLexer, bygroups, using
from pygments.lexers.data import YamlLexer
from pygments.lexers.markup import MarkdownLexer
from pygments.token import Keyword, Name, Punctuation, String, Text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class MystLexer(RegexLexer):
    """Pygments' own Markdown lexer reads the end of front matter as a heading."""

    name = "MyST"
    flags = re.MULTILINE
    tokens = {  # noqa: RUF012  # Pygments reads it from the class
        "root": [
            (
                r"\A(---\n)((?:.*\n)*?)(---\n)",
                bygroups(Punctuation, using(YamlLexer), Punctuation),
            ),
            (
                r"^( *)(`{3,}|:{3,})(\{)([\w-]+)(\})(.*\n)",
                bygroups(Text, Punctuation, Punctuation, Keyword, Punctuation, String),
            ),
            (r"^ *(?:`{3,}|:{3,})\n", Punctuation),
            (r"^( *)(:[\w-]+:)(.*\n)", bygroups(Text, Name.Attribute, String)),
            (r"^.*\n", using(MarkdownLexer)),
        ]
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the lexer."""
    app.add_lexer("myst", MystLexer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
