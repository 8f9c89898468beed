"""Remote images that pages show: in HTML, and nowhere else.

The browsers of readers load them. Other outputs would have to load them in the build, so they get
the link as for any remote image.
"""

from __future__ import annotations

from typing import cast

from docutils import nodes

from sphinxext_profiles.nodes import profile_face, profile_figure, profile_photo, profile_remote


def unshow_remote(doctree: nodes.document) -> None:
    """Put links for the images, in an output that can't show them, and leave out photos."""
    for image in list(doctree.findall(profile_remote)):
        parent = cast("nodes.Element", image.parent)
        if not image["shown"]:
            continue
        if isinstance(parent, profile_photo | profile_face):
            parent.remove(image)
        elif isinstance(parent, profile_figure):
            image["shown"] = False
            image["classes"], image["ids"] = ["profile-image"], []
        else:
            address = image["refuri"]
            text = nodes.Text(image.astext() or address)
            linked = isinstance(parent, nodes.reference)
            parent.replace(image, text if linked else nodes.reference("", "", text, refuri=address))
