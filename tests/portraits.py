"""Drawn pictures of people, as projects have them: in every shape, with the head at every place.

Each says where its face is, so that a test can ask whether a crop cuts it.
"""

from __future__ import annotations

from typing import NamedTuple

from pictures import saved
from PIL import Image, ImageDraw


class Portrait(NamedTuple):
    """A picture of somebody: its size, and where the face is."""

    size: tuple[int, int]
    face: tuple[float, float, float]
    """The middle, in parts of the width and the height, and the radius in parts of the height."""
    focus: str = ""
    """The `photo_focus` of the person, where the picture needs one."""
    ground: str = "#a9b6c4"
    dress: str = "#55657a"
    skin: str = "#e8bf9d"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The head in pixels: left, top, right and bottom."""
        width, height = self.size
        across, down, radius = self.face
        x, y, r = across * width, down * height, radius * height
        return (x - r * 0.8, y - r, x + r * 0.8, y + r)

    def draw(self) -> Image.Image:
        """Return the picture."""
        image = Image.new("RGB", self.size, self.ground)
        pen = ImageDraw.Draw(image)
        left, top, right, bottom = self.box
        x, r = (left + right) / 2, (bottom - top) / 2
        pen.rounded_rectangle(
            (x - 1.9 * r, bottom - r * 0.1, x + 1.9 * r, bottom + r * 3), r, self.dress
        )
        if bottom + r * 2.5 < self.size[1]:  # legs, and a floor
            pen.rectangle((x - 1.5 * r, bottom + 2 * r, x - r * 0.2, bottom + 9 * r), "#2c3440")
            pen.rectangle((x + r * 0.2, bottom + 2 * r, x + 1.5 * r, bottom + 9 * r), "#2c3440")
        pen.rectangle((x - r * 0.3, bottom - r * 0.4, x + r * 0.3, bottom + r * 0.2), self.skin)
        pen.ellipse((left - r * 0.1, top - r * 0.15, right + r * 0.1, bottom - r * 0.5), "#37271f")
        pen.ellipse((left, top + r * 0.1, right, bottom), self.skin)
        for side in (-1, 1):
            eye = x + side * r * 0.32
            pen.ellipse((eye - r * 0.1, top + r * 0.85, eye + r * 0.1, top + r * 1.05), "#241a16")
        pen.arc((x - r * 0.3, top + r * 1.2, x + r * 0.3, top + r * 1.6), 20, 160, "#8c3b36", 4)
        return image

    @property
    def file(self) -> bytes:
        """The picture as a JPEG."""
        return saved(self.draw(), "JPEG", quality=88)


PORTRAITS = {
    "square": Portrait((900, 900), (0.5, 0.4, 0.2)),
    "passport": Portrait((700, 900), (0.5, 0.42, 0.22), ground="#cfd8d2", dress="#2f4858"),
    "close": Portrait((800, 1000), (0.5, 0.47, 0.36), ground="#b9a7bd", skin="#b97f57"),
    "landscape": Portrait((1500, 1000), (0.5, 0.38, 0.17), ground="#9fc0b0", dress="#8a4b3c"),
    "panorama": Portrait((2400, 800), (0.52, 0.42, 0.22), ground="#d8c79a", skin="#8a5a3c"),
    "half": Portrait((800, 1200), (0.5, 0.24, 0.11), ground="#c6b39b", dress="#3d5a3f"),
    "full": Portrait((700, 1500), (0.5, 0.12, 0.07), ground="#aebfd0"),
    "tower": Portrait((500, 1500), (0.5, 0.08, 0.05), ground="#d7bcc0", skin="#c98f6a"),
    "top": Portrait((900, 1200), (0.5, 0.17, 0.14), ground="#b7c3a4", dress="#6a4c93"),
    "left": Portrait((1500, 1000), (0.14, 0.4, 0.17), "left", ground="#c0ccd8"),
    "right": Portrait((1800, 1000), (0.88, 0.36, 0.15), "90% 30%", ground="#e0cdb4"),
    "low": Portrait((800, 1400), (0.5, 0.78, 0.12), "50% 85%", ground="#a7bcc9"),
    "tiny": Portrait((64, 80), (0.5, 0.4, 0.25), ground="#9cb0a0"),
}
"""Twelve shapes and places, and one of hardly any pixels."""
