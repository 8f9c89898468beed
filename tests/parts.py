"""Which tests run where: what the hooks of `conftest.py` and the environments of tox go by."""

from __future__ import annotations

ELSEWHERE = {"book", "browser", "docs", "groff", "makeinfo", "pdf", "themes"}
"""Markers of what `tox -e programs` runs and no other environment: what needs other programs,
themes, or an environment of its own."""

LOOKED_AT = {"furo", "pydata_sphinx_theme"}
"""The themes in which every change is looked at; in the others only a release is."""

CORE = {
    # the rooms of plain Python
    *("test_addresses", "test_credits", "test_entries", "test_exports", "test_front_matter"),
    *("test_front_matter_broken", "test_grouping", "test_identifiers", "test_image_metadata"),
    *("test_keys", "test_labels", "test_languages", "test_library", "test_merging"),
    *("test_person_links", "test_query", "test_readable", "test_reader", "test_reader_notes"),
    *("test_residue", "test_schema", "test_text", "test_title_language"),
    # every directive with each of its options, in both syntaxes, as one project
    "test_docs_snippets",
    # every output
    *("test_epub", "test_latex", "test_other_outputs", "test_outputs", "test_plain_outputs"),
    # what differs with versions of Sphinx, docutils and MyST: anchors, the domain, translations,
    # footnotes, formulas, the gate, private names
    *("test_anchors", "test_beside_bibtex", "test_citation_styles", "test_domain", "test_editions"),
    *("test_embedded_footnotes", "test_formulas", "test_linkcheck", "test_links", "test_mentions"),
    *("test_myst_settings", "test_other_pages"),
    *("test_note_page", "test_package", "test_reading_depth", "test_registered", "test_store"),
    *("test_thumbnails", "test_translation", "test_trust"),
    # the order of people in the tree, which rests on Sphinx's own records
    "test_folding",
    # commands
    *("test_check", "test_command_line"),
}
"""The modules that run on the oldest and the newest versions with each change. `tox -e full` runs
all on both."""

LONGEST = {
    name: place
    for place, name in enumerate(
        (
            *("test_pdf", "test_docs", "test_theme_looks", "test_themes"),
            *("test_faults", "test_thumbnails", "test_adoption", "test_exactness"),
            *("test_translations", "test_injection", "test_any_order", "test_identical"),
            *("test_browser_images", "test_browser_search", "test_browser_gallery"),
            *("test_trespass", "test_index", "test_parallel", "test_problem_examples"),
            *("test_supply", "test_incremental", "test_fetch_command", "test_linear"),
            *("test_beyond", "test_copies", "test_branches", "test_image_problems"),
        )
    )
}
"""The modules that take longest and so begin, lest one of them runs on by itself at the end."""
