/* Makes plain links inside the dashboard change the page without loading the whole application again.
   Links stay links: a middle click, a bookmark and a browser without this script all work. */
"use strict";

/* Every page is one step below the root: saying so spares the search for the server at each page's own address. */
window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href };

(() => {
  const app = () => document.querySelector('[data-testid="stApp"]');
  const settled = () => app()?.getAttribute("data-test-script-state") === "notRunning";
  const heading = () => document.querySelector(".frame h1")?.textContent;
  let pending = null;
  let awaited = null; // a form that was asked for: until when it may still take the focus, and whether it had it
  const FORM_MS = 15000;

  const isPlainClick = (event) =>
    event.button === 0 && !event.defaultPrevented && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

  const isInternal = (a) =>
    a.origin === location.origin && !a.target && !a.hasAttribute("download") && !a.hash &&
    !a.pathname.slice(1).includes("/") && !a.pathname.includes(".");

  /* Streamlit listens to the browser's own history; telling it that history moved runs the page once. */
  const go = (address) => {
    history.pushState({}, "", address);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  };

  document.addEventListener("click", (event) => {
    const a = event.target instanceof Element && event.target.closest(".stHtml a[href]");
    document.querySelectorAll("details.menu[open]").forEach((d) => d.contains(event.target) || (d.open = false));
    if (!a || !isPlainClick(event) || !isInternal(a) || !app()) return;
    event.preventDefault();
    a.closest("details.menu")?.removeAttribute("open");
    awaited = null;
    pending = {
      path: a.pathname, fromPath: location.pathname, href: a.getAttribute("href"), id: a.id,
      link: a, heading: heading(), form: document.getElementById("form"), ran: false,
    };
    arrival.observe(app(), { subtree: true, childList: true, characterData: true });
    go(a.href);
  });

  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (open) { open.open = false; open.querySelector("summary")?.focus(); }
  });

  /* To the form that a link opened, wherever on the page it stands: the next stop of the keyboard is its first field. */
  const come = (to) => {
    const { top } = to.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) to.scrollIntoView();
    to.focus({ preventScroll: true });
  };

  /* What was said of a deed, or why it was refused, is brought into view once; the form it came from may be far away. */
  const heard = new WeakSet();
  const hear = () => {
    for (const said of document.querySelectorAll('.stHtml :is([role="status"], [role="alert"])')) {
      if (heard.has(said)) continue;
      heard.add(said);
      const isRefusal = said.getAttribute("role") === "alert";
      if (isRefusal) said.scrollIntoView({ block: "nearest" });
      else come(said);
    }
  };

  const opensForm = (href) => /[?&]do=/.test(href);

  /* The run that ended may be one that was under way before, and the next may draw the form anew: until whoever asked
     does something else, the form has the focus as soon as it is there, gets it back when it was replaced, and stays in
     view when what is above it is drawn. */
  const bringForm = () => {
    if (!awaited) return;
    if (performance.now() > awaited.until) return leaveForm();
    const form = settled() && document.getElementById("form");
    if (!form || (awaited.had && ![document.body, form].includes(document.activeElement))) return;
    awaited.had = true;
    come(form);
  };
  const leaveForm = () => {
    if (awaited && !pending) arrival.disconnect();
    awaited = null;
  };
  for (const act of ["keydown", "pointerdown", "wheel", "touchmove"]) document.addEventListener(act, leaveForm, true);

  /* A new page is announced by moving to its heading; on the same page the focus stays where it was. */
  const arrive = () => {
    const { path, fromPath, href, id } = pending;
    pending = null;
    if (opensForm(href)) awaited = { until: performance.now() + FORM_MS, had: false };
    else arrival.disconnect();
    if (opensForm(href) && document.getElementById("form")) {
      bringForm();
    } else if (path !== fromPath) {
      document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
      document.querySelector(".frame h1")?.focus({ preventScroll: true });
    } else if (document.activeElement === document.body) {
      const again = (id && document.getElementById(id)) ||
        [...document.querySelectorAll(".stHtml a[href]")].find((a) => a.getAttribute("href") === href);
      again?.focus({ preventScroll: true });
    }
  };

  /* Start and end of a run may come at once, and then only what was drawn anew tells that the page has changed. */
  const isDrawnAnew = ({ link, form, heading: before }) =>
    !link.isConnected || (heading() ?? before) !== before || document.getElementById("form") !== form;

  const lookForArrival = () => {
    if (!pending) return bringForm();
    if (!settled()) pending.ran = true;
    else if (pending.ran || isDrawnAnew(pending)) arrive();
  };
  const arrival = new MutationObserver(lookForArrival);

  const onChange = (root) => {
    const scheme = getComputedStyle(root).colorScheme;
    if (document.documentElement.style.colorScheme !== scheme) document.documentElement.style.colorScheme = scheme;
    lookForArrival();
    if (settled()) hear();
  };

  const whenThere = new MutationObserver(() => {
    const root = app();
    if (!root) return;
    whenThere.disconnect();
    onChange(root);
    new MutationObserver(() => onChange(root)).observe(root, {
      attributes: true, attributeFilter: ["data-test-script-state", "class"],
    });
  });
  whenThere.observe(document.documentElement, { childList: true, subtree: true });
})();
