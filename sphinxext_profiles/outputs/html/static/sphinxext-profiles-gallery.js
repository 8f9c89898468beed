/* Opens the images of a gallery in a dialog of the browser's own.

   Without this file every image is a link to its file. The dialog follows the pattern of the
   WAI-ARIA Authoring Practices 1.2; its words come from the page, in the note's language. */

"use strict";

(() => {
  const IMAGES = ".profile-gallery a.profile-image:has(img)";
  const SWIPE = 48; // pixels: less is a tap that slipped

  if (!("HTMLDialogElement" in window) || !document.querySelector(IMAGES)) return;

  let links = []; // the images of the gallery that is open
  let index = 0;
  let dialog = null;

  const make = (name, className, parent, attributes = {}) => {
    const element = document.createElement(name);
    element.className = className;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  };

  const button = (className, parent, action) => {
    const made = make("button", `profile-viewer-button ${className}`, parent, { type: "button" });
    made.addEventListener("click", action);
    return made;
  };

  const parts = {};

  /** One dialog serves every gallery of the page; it is created when the first image opens. */
  const build = () => {
    dialog = make("dialog", "profile-viewer", document.body);
    parts.close = button("profile-viewer-close", dialog, () => dialog.close());
    const figure = make("figure", "profile-viewer-figure", dialog);
    parts.image = make("img", "profile-viewer-image", figure, { decoding: "async" });
    parts.caption = make("figcaption", "profile-viewer-caption", figure);
    const bar = make("div", "profile-viewer-bar", dialog);
    parts.previous = button("profile-viewer-previous", bar, () => step(-1));
    parts.position = make("p", "profile-viewer-position", bar, { role: "status" });
    parts.next = button("profile-viewer-next", bar, () => step(1));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target === figure) dialog.close();
    });
    dialog.addEventListener("close", closed);
    // On the document: a browser that jumps to an address's anchor takes the focus away.
    document.addEventListener("keydown", pressed);
    swipes(figure);
  };

  const show = (number) => {
    index = number;
    const link = links[index];
    const thumbnail = link.querySelector("img");
    const caption = link.closest("figure").querySelector("figcaption");
    const words = link.closest(".profile-gallery").dataset;
    parts.image.referrerPolicy = link.referrerPolicy; // of a remote image: none
    parts.image.src = link.href;
    parts.image.alt = thumbnail.alt;
    parts.caption.replaceChildren(...(caption ? caption.cloneNode(true).childNodes : []));
    parts.caption.hidden = !caption;
    parts.position.textContent = words.position
      .replace("{number}", index + 1)
      .replace("{total}", links.length);
    parts.previous.disabled = index === 0;
    parts.next.disabled = index === links.length - 1;
    for (const near of [links[index - 1], links[index + 1]]) {
      if (near) Object.assign(new Image(), { referrerPolicy: near.referrerPolicy, src: near.href });
    }
    if (thumbnail.id) history.replaceState(history.state, "", `#${thumbnail.id}`);
  };

  const step = (by) => {
    const wanted = Math.max(0, Math.min(links.length - 1, index + by));
    if (wanted === index) return;
    show(wanted);
    // A button that is disabled right after it was pressed would lose the focus.
    if (document.activeElement === document.body || document.activeElement.disabled) {
      (parts.next.disabled ? parts.previous : parts.next).focus();
    }
  };

  const open = (link) => {
    if (!dialog) build();
    const gallery = link.closest(".profile-gallery");
    const words = gallery.dataset;
    links = [...gallery.querySelectorAll(IMAGES)];
    const spoken = gallery.closest("[lang]");
    dialog.lang = spoken ? spoken.lang : "";
    dialog.dir = getComputedStyle(gallery).direction;
    dialog.setAttribute("aria-label", gallery.querySelector("ul").getAttribute("aria-label"));
    for (const name of ["previous", "next", "close"]) {
      parts[name].setAttribute("aria-label", words[name]);
    }
    for (const name of ["previous", "next", "position"]) parts[name].hidden = links.length < 2;
    show(links.indexOf(link));
    if (!dialog.open) dialog.showModal();
  };

  /** The focus goes to the image shown last, which the page scrolls to if it must. */
  const closed = () => {
    if (location.hash) {
      history.replaceState(history.state, "", location.pathname + location.search);
    }
    links[index].focus();
    parts.image.removeAttribute("src");
  };

  const pressed = (event) => {
    if (!dialog.open) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const forwards = dialog.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backwards = dialog.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const steps = {
      [forwards]: 1,
      [backwards]: -1,
      Home: -links.length,
      End: links.length,
    };
    if (!(event.key in steps)) return;
    event.preventDefault();
    step(steps[event.key]);
  };

  /** One finger across turns the page, and down closes; two of them zoom, as everywhere. */
  const swipes = (surface) => {
    let from = null;
    surface.addEventListener("pointerdown", (event) => {
      from = event.pointerType === "touch" && event.isPrimary ? event : null;
    });
    surface.addEventListener("pointercancel", () => { from = null; });
    surface.addEventListener("pointerup", (event) => {
      if (!from || !event.isPrimary || window.visualViewport?.scale > 1) return;
      const across = event.clientX - from.clientX;
      const down = event.clientY - from.clientY;
      from = null;
      if (down >= SWIPE && down > 2 * Math.abs(across)) dialog.close();
      if (Math.abs(across) < SWIPE || Math.abs(across) < 2 * Math.abs(down)) return;
      step((across < 0) === (dialog.dir !== "rtl") ? 1 : -1);
    });
  };

  const openAddressed = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const link = target?.closest(IMAGES);
    if (link) open(link);
  };

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(IMAGES) : null;
    const plain = !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
    if (!link || !plain || event.button !== 0 || event.defaultPrevented) return;
    event.preventDefault();
    open(link);
  });
  window.addEventListener("hashchange", openAddressed);
  openAddressed();
})();
