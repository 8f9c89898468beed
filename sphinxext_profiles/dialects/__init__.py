"""What other programs add to Markdown and to front matter: wikilinks, templates, names of icons.

Reader and page, and `check`, take it from here.
"""
