/* Keeps the words typed into a form in this tab until they are saved: a reload, or leaving and coming back, loses none.
   They stay in the browser, under the draft that the address names, and go when the tab is closed or its owner signs out. */
"use strict";

(() => {
  const KEPT = "draft ";
  const MOST = 20; // drafts kept in one tab
  const FIELDS = '[data-testid="stForm"] textarea, [data-testid="stForm"] input[type="text"]';
  const draft = () => new URLSearchParams(location.search).get("draft");
  let entered = null; // the draft whose words were put back already
  let waiting = {}; // its words that have found no field yet, by the field's label
  let putting = false;

  const keptDrafts = () => Object.keys(sessionStorage).filter((key) => key.startsWith(KEPT));

  const read = (name) => JSON.parse(sessionStorage.getItem(KEPT + name) ?? "{}");

  const write = (name, words) => {
    sessionStorage.removeItem(KEPT + name);
    const kept = keptDrafts();
    kept.slice(0, Math.max(0, kept.length - MOST + 1)).forEach((key) => sessionStorage.removeItem(key));
    sessionStorage.setItem(KEPT + name, JSON.stringify(words));
  };

  document.addEventListener("input", ({ target }) => {
    const name = draft();
    if (putting || !name || !target.matches?.(FIELDS) || !target.ariaLabel) return;
    delete waiting[target.ariaLabel];
    write(name, { ...read(name), [target.ariaLabel]: target.value });
  });

  document.addEventListener("click", ({ target }) => {
    if (target.closest?.(".stHtml a[href$='auth/logout']")) keptDrafts().forEach((key) => sessionStorage.removeItem(key));
  });

  /* React hears of a value only through the setter of the element itself. */
  const put = (field, words) => {
    const owner = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    putting = true;
    Object.getOwnPropertyDescriptor(owner.prototype, "value").set.call(field, words);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    putting = false;
  };

  const putBack = () => {
    for (const field of document.querySelectorAll(FIELDS)) {
      const words = waiting[field.ariaLabel];
      if (words === undefined) continue;
      delete waiting[field.ariaLabel];
      if (field.value !== words) put(field, words);
    }
  };

  const look = () => {
    const name = draft();
    if (name !== entered) {
      if (!name && document.querySelector('.stHtml [role="status"]')) sessionStorage.removeItem(KEPT + entered);
      entered = name;
      waiting = name ? read(name) : {};
    }
    if (Object.keys(waiting).length) putBack();
  };
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
})();
