/* Shows the entry of a reference list beside the citation that is pointed at or has the focus.

   Without this file, or in a browser without popovers, a citation is the link that it always is.
   What shows on hover or focus can be dismissed, hovered and stays (WCAG 2.2, 1.4.13). */

"use strict";

(() => {
  const OPENS = 150; // milliseconds: passing over a citation shows nothing
  const CLOSES = 250; // time enough to move onto the preview
  const CITATIONS = '.profile-citation a[role="doc-biblioref"]';

  if (!("popover" in HTMLElement.prototype) || !document.querySelector(CITATIONS)) return;

  const preview = document.createElement("div");
  preview.className = "profile-preview";
  preview.id = "profile-preview";
  preview.role = "tooltip";
  preview.popover = "manual";
  document.body.append(preview);

  let shown = null; // the citation whose entry is shown
  let timer = 0;

  const after = (time, action) => {
    clearTimeout(timer);
    timer = setTimeout(action, time);
  };

  /** The entry on this page that a citation leads to. */
  const entryOf = (citation) => {
    const address = new URL(citation.href);
    const here = new URL(location.href);
    if (address.origin + address.pathname + address.search !==
        here.origin + here.pathname + here.search) return null;
    return document.getElementById(decodeURIComponent(address.hash.slice(1)));
  };

  /** A copy of an entry's content, without ids, links back, or anything to tab through. */
  const fill = (entry) => {
    const copy = entry.cloneNode(true);
    for (const back of copy.querySelectorAll(".profile-backlinks")) back.remove();
    for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
    for (const link of copy.querySelectorAll("a")) link.tabIndex = -1;
    preview.replaceChildren(...copy.childNodes);
    const spoken = entry.closest("[lang]");
    preview.lang = spoken ? spoken.lang : "";
    preview.dir = getComputedStyle(entry).direction;
  };

  /** Below the citation, or above it where there is no room, and inside the window. */
  const place = (citation) => {
    const at = citation.getClientRects()[0] || citation.getBoundingClientRect();
    const { width, height } = preview.getBoundingClientRect();
    const space = 8;
    const room = document.documentElement.clientWidth - width - space;
    const left = preview.dir === "rtl" ? at.right - width : at.left;
    const below = at.bottom + space / 2;
    const fits = below + height + space <= window.innerHeight || at.top < height + space;
    preview.style.left = `${Math.max(space, Math.min(left, room))}px`;
    preview.style.top = `${fits ? below : at.top - space / 2 - height}px`;
  };

  const close = () => {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    preview.hidePopover();
  };

  const open = (citation) => {
    const entry = entryOf(citation);
    if (!entry || citation === shown) return;
    close();
    fill(entry);
    shown = citation;
    preview.showPopover();
    place(citation);
    citation.setAttribute("aria-describedby", preview.id);
  };

  const citationAt = (event) =>
    event.target instanceof Element ? event.target.closest(CITATIONS) : null;

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return; // a tap follows the link
    const citation = citationAt(event);
    if (citation) after(OPENS, () => open(citation));
    else if (preview.contains(event.target)) clearTimeout(timer);
    else if (shown && !shown.matches(":focus-visible")) after(CLOSES, close);
    else clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    const citation = citationAt(event);
    if (citation && citation.matches(":focus-visible")) open(citation);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === shown) after(CLOSES, close);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) {
      event.stopPropagation();
      close();
    }
  }, true);
  // It is fixed while the page scrolls: better no preview than one beside something else.
  window.addEventListener("scroll", (event) => {
    if (!preview.contains(event.target)) close();
  }, { passive: true, capture: true });
  window.addEventListener("resize", close);
})();
