"""Addresses of images in HTML, for extensions that look at them or change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pictures import plain, saved

if TYPE_CHECKING:
    from sites import Build, Site

NOTE = """\
# Ada

![One](images/a.png)

![Two](images/b.png "A caption")

## Work

![Three](images/a.png)
"""
LOOK = """
from docutils import nodes

def look(app, pagename, templatename, context, doctree):
    for image in doctree.findall(nodes.image) if doctree else ():
        context["metatags"] += f'<meta class="seen" content="{image["uri"]}">'

def move(app, doctree, docname):
    # as sphinx-notfound-page does on its page
    if docname == "people/moved":
        for image in doctree.findall(nodes.image):
            name = image["uri"].rpartition("/")[2]
            app.builder.images[image["uri"]] = name
            image["uri"] = f"/en/latest/_images/{name}"

def setup(app):
    app.connect("html-page-context", look)
    app.connect("doctree-resolved", move)
"""
FILES: dict[str, str | bytes] = {
    "conf.py": LOOK,
    "index.md": "# Index\n\n```{profile-index}\n:layout: faces\n```\n",
    "people/ada.md": NOTE,
    "people/moved.md": NOTE,
    "people/images/a.png": saved(plain(1800, 1800)),
    "people/images/b.png": saved(plain(1800, 900)),
}


@pytest.fixture(params=["html", "dirhtml"])
def site(build: Build, request: pytest.FixtureRequest) -> Site:
    return build(FILES, request.param, profiles_notes=["people/*"], suppress_warnings=["toc"])


def page_of(site: Site, name: str) -> str:
    if site.app.builder.name == "dirhtml":
        name = name.removesuffix("index") + "/index" if name != "index" else name
    return name


@pytest.mark.parametrize("name", ["index", "people/ada"])
def test_a_written_page_names_its_images_as_the_doctree_does(site: Site, name: str) -> None:
    page = site.html(page_of(site, name))
    seen = [tag["content"] for tag in page.find_all("meta", class_="seen")]
    main = page.find(role="main")
    assert seen == [image["src"] for image in main.find_all("img")]
    assert seen
    assert all("_images/" in address and not address.startswith("/") for address in seen)


def test_all_addresses_of_an_image_follow_that_of_an_extension(site: Site) -> None:
    main = site.html(page_of(site, "people/moved")).find(role="main")
    addresses = [image["src"] for image in main.find_all("img")]
    addresses += [link["href"] for link in main.find_all("a", class_="profile-image")]
    for tag in main.find_all(srcset=True):
        addresses += [part.split()[0] for part in tag["srcset"].split(",")]
    assert len(addresses) > 10
    for address in addresses:
        assert address.startswith("/en/latest/_images/")
        assert (site.out / address.removeprefix("/en/latest/")).is_file()
