/* What a page can do beyond HTML: close menus, go by keyboard, submit on change, copy.
   Every page works without it. */
(() => {
  "use strict";

  const closeMenus = (but) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== but) menu.open = false;
    }
  };

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.menu"));
    const dismissed = event.target.closest("[data-dismiss]");
    if (dismissed) dismissed.closest(".note, .errors")?.remove();
    const copied = event.target.closest("[data-copy]");
    if (copied) navigator.clipboard?.writeText(copied.dataset.copy);
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });

  const typing = (target) => target.matches("input, select, textarea, [contenteditable]");
  let went = "";

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = document.querySelector("details.menu[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
      return;
    }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    } else if (went === "g") {
      // Rooms with the same letter take turns.
      const rooms = [...document.querySelectorAll(`.rooms a[data-key="${CSS.escape(event.key)}"]`)];
      const open = rooms.findIndex((room) => room.hasAttribute("aria-current"));
      rooms[(open + 1) % rooms.length]?.click();
    }
    went = event.key;
    setTimeout(() => { went = ""; }, 1200);
  });

  // A form that was changed and not sent is not lost without a word.
  let unsent = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-keep]")) unsent = true;
  });
  document.addEventListener("submit", () => { unsent = false; });
  window.addEventListener("beforeunload", (event) => {
    if (unsent) event.preventDefault();
  });
})();
