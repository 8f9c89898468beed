/* sphinxext-profiles: search in an index of people.

   Hides the people in the page who don't fit what is asked, and keeps that in the address:
   `?people=ada&tag=physics`. For an index with a name these are `people-name` and `tag-name`, for
   the second one of a page without a name `people-2` and `tag-2`. */

(() => {
  "use strict";

  const REST = 300; // milliseconds without a change, after which the result is announced and kept
  const AT_ONCE = 200; // people who appear in one go: more than fit into a window

  // As in sorting (`words/languages.py`): letters that Unicode doesn't decompose, and marks that
  // only modify their letter. Vowels of Indic scripts and the sound marks of kana stay.
  const LETTERS = {
    ł: "l", ø: "o", đ: "d", ð: "d", æ: "ae", œ: "oe", þ: "th", ı: "i", ħ: "h", ŧ: "t",
    ŋ: "ng", ɓ: "b", ɗ: "d", ƙ: "k", ə: "e", ĸ: "k", ƒ: "f", ß: "ss", ς: "σ",
  };
  const OTHERS = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
  const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/g;

  /** Return a text in the form for comparison: without case, accents and repeated spaces. */
  const fold = (text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(MARKS, "")
      .replace(OTHERS, (letter) => LETTERS[letter])
      .replace(/[\s\u2010-\u2015-]+/g, " ")
      .trim();

  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  /** Return the key, tags and words of a person, from the element that has them. */
  const personOf = (element) => {
    const item = element.closest("li, tr");
    const { profileKey: key, profileTags = "[]", profileWords = "" } = element.dataset;
    const tags = JSON.parse(profileTags);
    // Not the initials, which stand behind a photo.
    const seen = item.querySelector(".profile-text, .profile-face-name") ?? item;
    return {
      item,
      key,
      part: item.closest(".profile-index > *"),
      tags: tags.map(fold),
      text: fold([seen.textContent, profileWords, ...tags].join(" ")),
    };
  };

  class Search {
    #read; // the people, read when first needed: there may be thousands
    #pending = 0; // the timer of a result that has not been announced
    #appearing = 0; // the timer of people who are still to appear
    #shown = 0;

    constructor(controls, number) {
      this.controls = controls;
      this.index = controls.closest(".profile-index");
      this.box = controls.querySelector("input");
      this.buttons = [...controls.querySelectorAll("button[aria-pressed]")];
      this.status = controls.querySelector("[role=status]");
      this.all = controls.querySelector(".profile-search-all");
      const suffix = this.index.id || (number > 1 && number);
      this.keys = ["people", "tag"].map((key) => (suffix ? `${key}-${suffix}` : key));
      this.#listen();
      this.#readAddress();
      controls.hidden = false;
    }

    get #people() {
      const all = () => [...this.index.querySelectorAll("[data-profile-key]")].map(personOf);
      this.#read ??= all();
      return this.#read;
    }

    #listen() {
      this.controls.addEventListener("focusin", () => setTimeout(() => this.#people));
      this.box.addEventListener("input", () => this.#filter());
      this.box.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || event.isComposing || !this.box.value) return;
        event.preventDefault();
        this.box.value = "";
        this.#filter();
      });
      for (const button of this.buttons) {
        button.addEventListener("click", () => {
          press(button, !isPressed(button));
          this.#filter();
        });
      }
      this.all.addEventListener("click", () => {
        this.#ask("", []);
        this.box.focus();
      });
      // Before the reader follows a link, so that the way back leads to this search.
      this.controls.addEventListener("focusout", () => this.#settle());
      addEventListener("popstate", () => this.#readAddress());
      addEventListener("hashchange", () => this.#reveal());
    }

    /** Set the controls, and filter by them. */
    #ask(words, tags, atOnce = AT_ONCE) {
      this.box.value = words;
      for (const button of this.buttons) press(button, tags.includes(fold(button.value)));
      this.#filter(atOnce);
    }

    #filter(atOnce = AT_ONCE) {
      const words = fold(this.box.value).split(" ").filter(Boolean);
      const tags = this.buttons.filter(isPressed).map((button) => fold(button.value));
      this.all.hidden = !words.length && !tags.length;
      if (this.all.hidden && !this.#read) return;
      const shown = new Set();
      const parts = new Set();
      const appearing = [];
      for (const { item, key, part, tags: own, text } of this.#people) {
        const fits =
          tags.every((tag) => own.includes(tag)) && words.every((word) => text.includes(word));
        if (!fits && !item.hidden) item.hidden = true;
        if (fits) {
          if (item.hidden) appearing.push(item);
          shown.add(key);
          parts.add(part);
        }
      }
      // With nobody left, a group goes with its heading, and a table with its head.
      for (const part of this.index.children) {
        if (part !== this.controls) part.hidden = !parts.has(part);
      }
      this.#shown = shown.size;
      this.#show(appearing, atOnce);
      clearTimeout(this.#pending);
      this.#pending = setTimeout(() => this.#settle(), REST);
    }

    /** Show people; those below the window's foot a little later, so that typing goes on. */
    #show(people, atOnce) {
      clearTimeout(this.#appearing);
      for (const item of people.slice(0, atOnce)) item.hidden = false;
      const later = people.slice(atOnce);
      if (later.length) this.#appearing = setTimeout(() => this.#show(later, atOnce));
    }

    /** Announce how many are shown, and keep the search in the address. */
    #settle() {
      if (!this.#pending) return;
      clearTimeout(this.#pending);
      this.#pending = 0;
      const { counts, lang, nobody } = this.controls.dataset;
      const forms = JSON.parse(counts);
      const form = forms[new Intl.PluralRules(lang).select(this.#shown)] ?? forms.other;
      this.status.textContent = this.#shown ? form.replace("{number}", this.#shown) : nobody;
      this.#writeAddress();
    }

    #readAddress() {
      const given = new URLSearchParams(location.search);
      const [words, tags] = this.keys;
      this.#ask(given.get(words) ?? "", given.getAll(tags).map(fold));
      this.#reveal();
    }

    #writeAddress() {
      const address = new URL(location.href);
      const [words, tags] = this.keys;
      address.searchParams.delete(words);
      address.searchParams.delete(tags);
      if (this.box.value.trim()) address.searchParams.set(words, this.box.value.trim());
      for (const button of this.buttons.filter(isPressed)) {
        address.searchParams.append(tags, button.value);
      }
      try {
        history.replaceState(history.state, "", address);
      } catch {
        // If the browser doesn't allow this, the list is filtered all the same.
      }
    }

    /** Show everybody when the page jumps to somebody who is hidden. */
    #reveal() {
      const target = this.index.querySelector(":target");
      if (!target?.closest("[hidden]")) return;
      this.#ask("", [], Infinity);
      target.scrollIntoView();
    }
  }

  const found = [...document.querySelectorAll(".profile-search")];
  found.forEach((controls, place) => {
    // Landmarks of one kind need different names.
    const label = controls.getAttribute("aria-label");
    if (place) controls.setAttribute("aria-label", `${label} ${place + 1}`);
    new Search(controls, place + 1);
  });
})();
