"""An image of a note, as a node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinxext_profiles.nodes import profile_picture

if TYPE_CHECKING:
    from sphinxext_profiles.images.frames import Frame

    from .context import Picture


def picture_node(
    picture: Picture, frame: Frame, told: str = "", **attributes: Any
) -> profile_picture:
    """Return a node for an image file that is shown in a frame.

    `told` is its alt text if an author wrote it: that can be translated.
    """
    return profile_picture(
        told=told,
        uri=picture.uri,
        px=picture.size,
        frame=frame if picture.raster else None,
        origin=picture.origin,
        **{"alt": "", "full": False, "paper": "", **attributes},
    )
