"""Each sentence of docs/trust.md has tests that prove it, or promises nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs/trust.md"

CANNOT = {
    "run a script in a browser": (
        "test_trust.test_what_acts_is_left_out_and_said",
        "test_injection.test_nothing_of_a_note_becomes_markup",
        "test_injection.test_nothing_runs_in_a_browser",
    ),
    "bring a script along": (
        "test_paths.test_no_image_is_taken_from_elsewhere",
        "test_images_from_strangers.test_harmful_svg",
        "test_trespass.test_no_image_that_acts_is_in_an_output",
    ),
    "link to an address that runs something, such as `javascript:`": (
        "test_trust.test_unsafe_addresses_are_no_links_and_no_images",
    ),
    "read a file": (
        "test_beyond.test_a_note_shows_known_notes_only",
        "test_trespass.test_notes_come_out_whole_and_without_what_is_hidden",
    ),
    "show a file by another program's markup": (
        "test_other_markup.test_an_untrusted_note_gets_no_more_by_it",
    ),
    "leave the source folder": (
        "test_paths.test_no_image_is_taken_from_elsewhere",
        "test_paths.test_no_note_is_read_from_elsewhere",
    ),
    "make the build wait forever": (
        "test_paths.test_no_image_is_taken_from_elsewhere",
        "test_paths.test_no_note_is_read_from_elsewhere",
    ),
    "offer a file for download": (
        "test_trust.test_what_acts_is_left_out_and_said",
        "test_trust.test_what_a_note_may_use",
    ),
    "run code in the build": ("test_trust.test_what_acts_is_left_out_and_said",),
    "configure MyST or the page": (
        "test_trust.test_front_matter_that_acts_is_refused",
        "test_beyond.test_what_acts_does_not_reach_the_page",
    ),
    "cover the page around it": (
        "test_beyond.test_a_note_has_harmless_classes_only",
        "test_trespass.test_nothing_acts_in_a_browser",
    ),
    "take over a person of a [people file](from-your-team-file.md)": (
        "test_joining.test_a_strangers_note_that_claims_the_chairs_key",
        "test_joining.test_a_strangers_note_that_claims_the_chairs_orcid",
        "test_joining.test_fields_come_from_the_note_then_from_the_files_in_their_order",
    ),
    "take a name from another page": (
        "test_beyond.test_the_names_of_a_page_win",
        "test_trespass.test_pages_without_notes_are_as_beside_tame_notes",
    ),
    "take pages from an index": ("test_beyond.test_an_index_in_a_note_adopts_nobody",),
    "fill a page with other people": (
        "test_beyond.test_a_note_shows_sixty_people_and_three_of_them_no_more",
        "test_trespass.test_a_note_fills_no_page_with_others",
    ),
    "send commands to TeX or MathJax": (
        "test_formulas.test_commands_are_shown_as_code_and_formulas_as_formulas",
        "test_formulas.test_no_formula_of_a_note_stops_tex",
        "test_trespass.test_tex_sets_all_of_it",
    ),
    "act on a terminal or a CI service": (
        "test_messages.test_warnings_of_a_build",
        "test_messages.test_check",
        "test_trespass.test_a_build_prints_nothing_that_acts",
    ),
    "forge entries of `objects.inv`, or lines of another output": (
        "test_inventory_lines.test_note_adds_no_line_to_the_inventory",
        "test_inventory_lines.test_line_ends_from_entities_end_no_paragraph_in_latex",
        "test_trespass.test_the_inventory_has_no_names_but_with_a_key",
    ),
    "make the build fetch something": (
        "test_trust.test_no_output_fetches_what_a_note_shows",
        "test_remote_images.test_other_outputs_keep_the_link",
    ),
    "use up the memory, or stop the build": (
        "test_resources.test_a_build_says_it_and_shows_the_rest",
        "test_linear.test_a_paragraph_with_too_many_marks_is_text",
        "test_linear.test_a_table_has_a_bounded_number_of_columns",
        "test_beyond.test_what_fails_in_a_note_costs_no_more_than_itself",
        "test_beyond.test_a_role_that_fails_costs_no_more_than_itself",
    ),
    "track readers": ("test_trust.test_an_address_loses_what_tracks_readers",),
}
"""The rows of the table, and what proves them."""
OTHER = {
    "So notes are not trusted": ("test_trust.test_what_acts_is_left_out_and_said",),
    "Whatever a note contains": (
        "test_trespass.test_notes_come_out_whole_and_without_what_is_hidden",
        "test_injection.test_nothing_runs_in_a_browser",
    ),
    "Anyone who can change a note": (
        "test_trespass.test_pages_without_notes_are_as_beside_tame_notes",
    ),
    "Its text may use": ("test_trust.test_what_a_note_may_use",),
    "It may show images": ("test_trust.test_what_a_note_may_use",),
    "Where [`profiles_remote_images`]": (
        "test_remote_images.test_only_some_hosts",
        "test_remote_images.test_a_host_is_the_host",
        "test_browser_gallery.test_a_remote_image_is_loaded_without_a_referrer",
    ),
    "Directives and roles": ("test_registered.test_each_is_on_one_side_of_the_list",),
    "Those from other": (
        "test_registered.test_whatever_is_not_allowed_is_left_out_and_said",
        "test_trust.test_a_project_can_allow_a_directive_and_a_role",
    ),
    "Whatever is left out": (
        "test_trust.test_what_acts_is_left_out_and_said",
        "test_blocked.test_a_comment_goes_without_a_word",
    ),
    "So each backslash": ("test_formulas.test_no_text_of_a_note_holds_a_command_of_mathjax",),
    "Pages without notes": ("test_formulas.test_other_pages_and_mathjax_itself_stay_as_they_were",),
    "Links in a note": ("test_beyond.test_the_names_of_a_page_win",),
    "From other pages": ("test_beyond.test_a_bare_name_means_a_note_where_no_page_has_it",),
    "The page of a note obeys": ("test_beyond.test_a_note_leaves_out_parts_of_its_own_page",),
    "`tocdepth` takes": ("test_beyond.test_what_acts_does_not_reach_the_page",),
    "If notes are trusted": ("test_beyond.test_a_trusted_note_has_the_metadata_of_any_page",),
    "Only `layout`": ("test_trust.test_the_layout_of_a_trusted_note_is_of_another_program",),
    "Other classes": ("test_beyond.test_a_note_has_harmless_classes_only",),
    "Sphinx doesn't forbid": (
        "test_injection.test_tex_shows_payloads_and_obeys_none",
        "test_trespass.test_tex_sets_all_of_it",
    ),
}
"""How the other sentences that promise something begin."""
NOTHING = (
    *(
        "The people who write",
        "Anyone who can change `conf.py`",
        "A note says who",
        "A note can also",
    ),
    *("The only remedy", "MathJax looks", "The build trusts", "It also trusts", "If a note gets"),
    "Please don't",
)
"""How the sentences begin that say what notes are, what other programs do, or what to do."""


def sentences() -> list[str]:
    """Return the sentences of the page that are not in a table, a heading or a directive."""
    text = re.sub(r"(?ms)^```.*?^```$|^#.*?$|^\|.*?$", "\n\n", PAGE.read_text("utf-8"))
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    return [said for part in paragraphs if part for said in re.split(r"(?<=\.) (?=[A-Z`])", part)]


def test_each_row_of_the_table_has_its_proof() -> None:
    rows = re.findall(r"^\| (.*?) \| .* \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert rows == ["A note can't", *CANNOT]


def test_each_sentence_has_its_proof_or_promises_nothing() -> None:
    beginnings = (*OTHER, *NOTHING)
    known = [[start for start in beginnings if said.startswith(start)] for said in sentences()]
    assert [said for said, starts in zip(sentences(), known, strict=True) if len(starts) != 1] == []
    assert {start for starts in known for start in starts} == {*beginnings}


@pytest.mark.parametrize(
    "name", sorted({name for row in (CANNOT | OTHER).values() for name in row})
)
def test_each_proof_is_there(name: str) -> None:
    module, _, function = name.partition(".")
    text = (TESTS / f"{module}.py").read_text("utf-8")
    assert re.search(rf"^def {function}\(", text, re.MULTILINE), name
