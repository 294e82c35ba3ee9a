/* The search page's own script, the only one of a site. It asks no server: all that it searches is in search-data.js,
   which lies beside the page. Words are made alike as Desk does it (desk/article/scripts.py), so that a word of Arabic
   script is found however it was typed. */
"use strict";
(function () {
  const alike = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ي": "ی", "ى": "ی", "ۍ": "ی", "ك": "ک", "ڪ": "ک",
    "ە": "ه", "ة": "ه", "ھ": "ه", "ہ": "ه", "ۀ": "ه", "ۂ": "ه", "ۃ": "ه", "ı": "i", "ø": "o", "ł": "l", "đ": "d",
    "æ": "ae", "œ": "oe", "ß": "ss",
  };
  "٠١٢٣٤٥٦٧٨٩".split("").forEach((digit, value) => (alike[digit] = String(value)));
  "۰۱۲۳۴۵۶۷۸۹".split("").forEach((digit, value) => (alike[digit] = String(value)));
  const silent = /[\u0640\u200c\u200d\u200e\u200f\u061c\u00ad\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g;

  /** The text as the index has it: spelling variants, accents, digits and case made alike. */
  function normalised(text) {
    const apart = text.normalize("NFKD").toLowerCase().normalize("NFKD");
    const bare = apart.replace(/(?!\u0654)\p{M}/gu, "").replace(/(^|[^يو])\u0654+/g, "$1").normalize("NFC");
    return Array.from(bare, (letter) => alike[letter] ?? letter).join("").replace(silent, "");
  }

  /** The stories that have all the words; each word may go on. */
  function found(stories, query) {
    const words = normalised(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    if (!words.length) return null;
    return stories.filter((story) => words.every((word) => (" " + story[4]).includes(" " + word)));
  }

  function show(list, status, form, stories) {
    const most = 100;
    list.replaceChildren(
      ...(stories || []).slice(0, most).map(([title, address, day, section]) => {
        const row = document.createElement("li");
        const link = document.createElement("a");
        link.href = address;
        link.className = "title";
        link.textContent = title;
        const about = document.createElement("p");
        about.className = "teaser-date";
        about.textContent = [section, day].filter(Boolean).join(" · ");
        row.append(link, about);
        return row;
      }),
    );
    status.textContent = stories === null ? "" : stories.length ? form.dataset.found : form.dataset.none;
    if (stories && stories.length) status.textContent += " " + stories.length.toLocaleString(document.documentElement.lang);
  }

  function begin(stories) {
    const form = document.getElementById("search-form");
    const field = document.getElementById("search-words");
    const list = document.getElementById("search-results");
    const status = document.getElementById("search-status");
    const search = () => show(list, status, form, found(stories, field.value));
    field.value = new URLSearchParams(location.search).get("q") || field.value;
    field.addEventListener("input", search);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search();
    });
    form.hidden = false;
    search();
    field.focus();
  }

  if (typeof module === "object") module.exports = { normalised, found };
  else globalThis.deskSearch = begin;
})();
