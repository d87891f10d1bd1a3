/* What is typed in a meeting goes to the server within a second, without a run of the page, and a copy stays in this
   browser until the server has it. What somebody else typed meanwhile is shown, never overwritten. The same script keeps
   a second screen on the item that the meeting is at, moves on by keyboard, and runs the clock. */
"use strict";

(() => {
  const QUIET_MS = 400; // after the last key
  const AGAIN_MS = 1000; // between two looks, and before another try
  const KEPT = "live words ";
  const HAND = Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(16)).join("-");
  const AWAY = "Not saved yet: the server does not answer. Your words are kept in this browser and sent as soon as it does.";
  const FIELD = ".stHtml [data-live]";
  const texts = new Map(); // by item and field: what stands in it here, and what the server has
  let lastFocus = null;
  let asking = false;
  let rerunFor = 0;
  let lastShown = null;

  const passOf = (item) => document.querySelector(`.stHtml [data-pass][data-of="${item}"]`);
  const itemOf = (element) => element.closest("[data-item]")?.dataset.item;
  const keyOf = (item, field) => `${item} ${field}`;
  const fieldsOf = (item) => [...document.querySelectorAll(`.stHtml [data-item="${item}"] [data-live]`)];

  const stateOf = (item, field) => {
    const key = keyOf(item, field);
    if (!texts.has(key)) {
      texts.set(key, { item, field, text: "", base: 1, stroke: 0, joins: [], dirty: false, busy: false, clash: null, timer: 0, early: [] });
    }
    return texts.get(key);
  };

  const post = async (name, body) => {
    const response = await fetch(`/live/${name}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), keepalive: name === "save",
    });
    return { status: response.status, said: await response.json() };
  };

  /* --- what is kept in this browser until the server has it --- */

  const mirrorName = (state, hand = HAND) => `${KEPT}${state.item} ${state.field} ${hand}`;
  const strokeOf = (state) => ({ field: state.field, text: state.text, base: state.base, hand: HAND, stroke: state.stroke, joins: state.joins });
  const mirror = (state) => {
    try {
      localStorage.setItem(mirrorName(state), JSON.stringify(strokeOf(state)));
    } catch { /* a full or closed store: the words are still on their way to the server */ }
  };

  /* Words that an earlier page of this browser could not send: they go out under the name they were typed under. */
  const sendWhatWasLeft = async (item, pass) => {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(`${KEPT}${item} `) && !one.endsWith(HAND))) {
      try {
        const { status } = await post("save", { pass, ...JSON.parse(localStorage.getItem(name)) });
        if (status === 200 || status === 409) localStorage.removeItem(name);
      } catch { return; }
    }
  };

  /* --- saving --- */

  const tell = (state, words, isTrouble = false) => {
    const place = document.querySelector(`.stHtml [data-item="${state.item}"] [data-said="${state.field}"]`);
    if (!place) return;
    if (place.textContent !== words) place.textContent = words;
    place.classList.toggle("trouble", isTrouble);
  };

  const save = async (state) => {
    clearTimeout(state.timer);
    if (state.busy || !state.dirty) return;
    const pass = passOf(state.item)?.dataset.pass ?? state.pass;
    if (!pass) return;
    state.busy = true;
    const sent = state.stroke;
    let isOver = true;
    try {
      const { status, said } = await post("save", { pass, ...strokeOf(state) });
      if (status === 200) {
        state.base = said.version;
        state.joins = [];
        state.clash = null;
        state.dirty = state.stroke !== sent;
        if (!state.dirty) localStorage.removeItem(mirrorName(state));
        tell(state, state.dirty ? "Saving…" : state.isRecorded ? "" : "Saved");
        showDoubts(state, said.doubts);
      } else if (status === 409) {
        // The server holds these words aside; both texts are shown, and one of three words ends it.
        state.clash = said.words;
        state.dirty = state.stroke !== sent;
        tell(state, "Somebody else typed here too. Both texts are kept: look at both below.", true);
        showClash(state);
      } else if (status >= 500) {
        isOver = false;
        tell(state, said.said ?? AWAY, true);
      } else {
        state.dirty = state.stroke !== sent;
        tell(state, `Not saved. ${said.said}`, true);
      }
    } catch {
      isOver = false;
      tell(state, AWAY, true);
    }
    state.busy = false;
    if (state.dirty) state.timer = setTimeout(() => save(state), isOver ? QUIET_MS : AGAIN_MS);
  };

  const typed = (state, text) => {
    state.text = text;
    state.stroke += 1;
    state.dirty = true;
    state.isRecorded = false;
    state.pass = passOf(state.item)?.dataset.pass ?? state.pass;
    mirror(state);
    tell(state, "Saving…");
    // Not put off again by every key: somebody who types without a pause is saved as well.
    if (!state.due || performance.now() > state.due) state.due = performance.now() + 2 * QUIET_MS;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => { state.due = 0; save(state); }, Math.min(QUIET_MS, Math.max(state.due - performance.now(), 0)));
  };

  const onInput = ({ target }) => {
    if (!(target instanceof Element) || !target.matches(FIELD)) return;
    const item = itemOf(target);
    if (item) typed(stateOf(item, target.dataset.live), target.value);
  };
  document.addEventListener("input", onInput);
  document.addEventListener("change", onInput);

  /* The page may never come back: what is not saved goes out without waiting for an answer. */
  const leave = () => {
    for (const state of texts.values()) {
      const pass = passOf(state.item)?.dataset.pass ?? state.pass;
      if (!state.dirty || !pass) continue;
      navigator.sendBeacon("/live/save", new Blob([JSON.stringify({ pass, ...strokeOf(state) })], { type: "application/json" }));
    }
  };
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());

  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest(".stHtml a[href$='auth/logout']")) return;
    leave();
    Object.keys(localStorage).filter((one) => one.startsWith(KEPT)).forEach((one) => localStorage.removeItem(one));
  });

  /* --- putting words into fields --- */

  const put = (field, text) => {
    if (field.value === text) return;
    const at = document.activeElement === field && field.selectionStart != null ? [field.selectionStart, field.selectionEnd] : null;
    field.value = text;
    if (at) field.setSelectionRange(Math.min(at[0], text.length), Math.min(at[1], text.length));
  };

  /* A field is closed until it is known what stands in it: nobody types over words that are still on their way. Keys
     that come before are kept, and follow those words. */
  const open = (field, state) => {
    if (!state?.isKnown) return;
    put(field, state.text);
    if (field instanceof HTMLSelectElement) field.disabled = false;
    else field.readOnly = false;
    if (state.early.length) typeEarly(field, state);
  };

  const typeEarly = (field, state) => {
    const keys = state.early.splice(0);
    const [text, caret] = keys.reduce(([now, at], key) => withKey(now, at, key), [state.text, state.text.length]);
    typed(state, text);
    field.value = text;
    if (document.activeElement === field) field.setSelectionRange(caret, caret);
  };

  const settle = (item) => {
    for (const field of fieldsOf(item)) open(field, texts.get(keyOf(item, field.dataset.live)));
  };

  /* What the server has, where nothing typed here is on its way. */
  const take = (item, words) => {
    for (const one of words.filter((each) => !each.writer)) {
      const state = stateOf(item, one.field);
      if (state.dirty || state.busy || state.clash || (one.version <= state.base && state.isKnown)) continue;
      [state.text, state.base, state.isKnown] = [one.text, one.version, true];
    }
    for (const field of fieldsOf(item)) stateOf(item, field.dataset.live).isKnown = true;
    settle(item);
    showAsides(item, words.filter((each) => each.writer && each.writer !== HAND));
  };

  const box = (item, field, kind, sentence, words, deeds) => {
    const place = document.querySelector(`.stHtml [data-item="${item}"] [data-beside="${field}"]`);
    if (!place) return;
    const id = `${kind} ${words}`;
    if (place.dataset.shows === id) return;
    place.dataset.shows = id;
    place.replaceChildren();
    if (!sentence) return;
    const said = document.createElement("p");
    said.textContent = sentence;
    place.append(said);
    if (words) {
      const quoted = document.createElement("blockquote");
      quoted.textContent = words;
      place.append(quoted);
    }
    for (const [label, deed] of deeds) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", deed);
      place.append(button);
    }
  };

  /* Who and when are one word each: two of them cannot stand in the field, and a person is told by name. */
  const fieldOf = ({ item, field }) => document.querySelector(`.stHtml [data-item="${item}"] [data-live="${field}"]`);
  const isProse = (state) => fieldOf(state) instanceof HTMLTextAreaElement;
  const inWords = (state, text) => {
    const field = fieldOf(state);
    const named = field instanceof HTMLSelectElement && [...field.options].find((one) => one.value === text);
    return named ? named.textContent : text;
  };

  const nothingBeside = (state) => box(state.item, state.field, "", "", "", []);

  const decide = (state, theirs, text, joins) => {
    state.base = theirs.version;
    state.joins = joins;
    state.clash = null;
    typed(state, text);
    settle(state.item);
    nothingBeside(state);
    save(state);
  };

  const showClash = (state) => {
    const theirs = state.clash;
    const both = ["Keep both", () => decide(state, theirs, [theirs.text, state.text].filter(Boolean).join("\n"), [])];
    box(state.item, state.field, "clash", `${theirs.by || "Somebody else"} saved this here meanwhile:`, inWords(state, theirs.text), [
      ...(isProse(state) ? [both] : []),
      ["Keep mine", () => decide(state, theirs, state.text, [])],
      ["Take theirs", () => decide(state, theirs, theirs.text, [])],
    ]);
  };

  const showAsides = (item, asides) => {
    for (const place of document.querySelectorAll(`.stHtml [data-item="${item}"] [data-beside]`)) {
      const field = place.dataset.beside;
      const state = stateOf(item, field);
      const one = asides.find((each) => each.field === field && each.text.trim());
      if (state.clash) continue;
      if (!one) {
        if (place.dataset.shows?.startsWith("aside")) nothingBeside(state);
        continue;
      }
      const now = () => ({ version: state.base });
      const added = ["Add it to the text", () => decide(state, now(), [state.text, one.text].filter(Boolean).join("\n"), [one.writer])];
      const taken = ["Take it", () => decide(state, now(), one.text, [one.writer])];
      box(item, field, "aside", `${one.by || "Somebody"} typed this at the same time; it is kept:`, inWords(state, one.text), [
        isProse(state) ? added : taken,
        ["It is not needed", () => decide(state, now(), state.text, [one.writer])],
      ]);
    }
  };

  const showDoubts = (state, doubts) => {
    const place = document.querySelector(`.stHtml [data-item="${state.item}"] [data-doubt="${state.field}"]`);
    if (!place) return;
    place.hidden = !doubts?.length;
    place.textContent = doubts?.length
      ? `This looks like personal data: ${doubts.join(", ")}. The notes stay for ever and are shown to the room: take it out if it is about anyone who uses services.`
      : "";
  };

  /* --- recording a decision, an action, that the item is covered --- */

  const rerun = () => dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  const goTo = (address) => {
    history.replaceState({}, "", address);
    rerun();
  };

  const allSaved = async (item) => {
    for (let tries = 0; tries < 100; tries += 1) {
      const waiting = [...texts.values()].filter((state) => state.item === item && state.dirty && !state.clash);
      if (!waiting.length) return true;
      await Promise.all(waiting.map(save));
      await new Promise((done) => setTimeout(done, 50));
    }
    return false;
  };

  const recorded = (button, item, what) => {
    for (const name of (button.dataset.clears ?? "").split(" ").filter(Boolean)) {
      const state = stateOf(item, name);
      if (state.text) typed(state, "");
      state.isRecorded = true;
      save(state);
    }
    settle(item);
    if (button.dataset.then) history.pushState({}, "", button.dataset.then);
    rerun();
    tellDeed(button, what === "cover" ? "" : "Recorded");
  };

  const tellDeed = (button, words, isTrouble = false) => {
    const place = button.parentElement?.querySelector("[data-deed-said]");
    if (place) { place.textContent = words; place.classList.toggle("trouble", isTrouble); }
  };

  document.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element && target.closest(".stHtml button[data-do]");
    if (!button || button.disabled) return;
    const item = itemOf(button), what = button.dataset.do;
    const values = Object.fromEntries(fieldsOf(item).map((field) => [field.dataset.live, field.value]));
    const typedYet = what === "cover" && [["decision", "A decision"], ["action", "An action"]].find(([name]) => values[name]?.trim());
    if (typedYet) {
      tellDeed(button, `${typedYet[1]} is typed and not recorded. Record it or clear it first.`, true);
      return;
    }
    const token = Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(16)).join("");
    button.disabled = true;
    await allSaved(item);
    for (;;) {
      try {
        const { status, said } = await post("record", { pass: passOf(item)?.dataset.pass, what, token, ...values });
        if (status < 500) {
          if (status === 200) recorded(button, item, what);
          else tellDeed(button, said.said, true);
          break;
        }
        tellDeed(button, said.said ?? AWAY, true);
      } catch {
        tellDeed(button, AWAY, true);
      }
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
    button.disabled = false;
  });

  /* --- what is on show, the clock, and the second screen --- */

  const clock = (shown) => {
    for (const place of document.querySelectorAll(".stHtml [data-clock]")) {
      if (place.dataset.clock !== String(shown.item)) continue;
      const over = Math.floor(shown.seconds / 60) - shown.minutes;
      const passed = `${Math.floor(shown.seconds / 60)}:${String(shown.seconds % 60).padStart(2, "0")}`;
      place.textContent = over >= 0 ? `▲ ${passed}, over the ${shown.minutes} minutes meant for it` : `${passed} of ${shown.minutes} minutes`;
      place.classList.toggle("over", over >= 0);
    }
  };

  const follow = (screen, shown) => {
    if (!("follow" in screen.dataset) || screen.dataset.position === String(shown.position)) return false;
    // Whoever is in the middle of a sentence finishes it first.
    if (document.activeElement?.matches(FIELD)) return false;
    goToItem(shown.position);
    return true;
  };

  const goToItem = (position) => {
    const address = new URL(location.href);
    if (position === null) address.searchParams.delete("item");
    else address.searchParams.set("item", position);
    goTo(address);
  };

  const heard = (screen, { shown, words }) => {
    // Of an item that nobody has typed into since, the notes are what is sealed.
    if (!words.some((one) => one.field === "notes" && !one.writer)) {
      words.push({ field: "notes", writer: "", text: screen.dataset.sealed ?? "", version: 1 });
    }
    for (const place of document.querySelectorAll(".stHtml [data-words]")) {
      const text = words.find((one) => one.field === place.dataset.words && !one.writer)?.text ?? "";
      if (place.textContent !== text) place.textContent = text;
    }
    const item = screen.dataset.of;
    if (fieldsOf(item).length) take(item, words);
    fit();
    if (!shown) {
      // Nothing is on the screens any more: the meeting is closed, and a room says so.
      if ("follow" in screen.dataset && screen.dataset.position) goToItem(null);
      return;
    }
    clock(shown);
    if (follow(screen, shown)) return;
    // Something was recorded since this page was made: it is shown, once.
    const known = Number(screen.dataset.change ?? Infinity);
    if (shown.change > known && shown.change > rerunFor) {
      rerunFor = shown.change;
      rerun();
    }
  };

  const lost = (isLost) => {
    for (const place of document.querySelectorAll(".stHtml [data-lost]")) place.hidden = !isLost;
  };

  const left = new Set();
  const look = async () => {
    const screen = document.querySelector(".stHtml [data-pass]");
    if (!screen || asking) return;
    asking = true;
    const { pass, of: item } = screen.dataset;
    try {
      if (fieldsOf(item).length && !left.has(item)) {
        left.add(item);
        await sendWhatWasLeft(item, pass);
      }
      // Once for each item that is gone to: another screen may lead the meeting on meanwhile.
      if ("shows" in screen.dataset && lastShown !== item) {
        const { status } = await post("show", { pass });
        if (status === 200) lastShown = item;
      }
      const { status, said } = await post("look", { pass });
      if (status === 200) heard(screen, said);
      lost(status >= 500);
    } catch {
      left.delete(item);
      lost(true);
    } finally {
      asking = false;
    }
  };
  setInterval(look, AGAIN_MS);

  /* The page draws itself anew when the server comes back, and for a moment a field is not there: what is typed then is
     caught, and the field gets its words, the focus and the caret back. */
  const caretOf = (field) => field.selectionStart ?? field.value.length;
  const remember = (field) => {
    lastFocus = { item: itemOf(field), field: field.dataset.live, caret: caretOf(field) };
  };
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && target.matches(FIELD)) remember(target);
    else if (target !== document.body) lastFocus = null;
  });
  document.addEventListener("focusout", ({ target }) => {
    // Somebody who leaves a field that is still there wants no focus back.
    setTimeout(() => target.isConnected && document.activeElement !== target && lastFocus?.field === target.dataset?.live && (lastFocus = null));
  });
  document.addEventListener("selectionchange", () => {
    if (document.activeElement?.matches(FIELD)) remember(document.activeElement);
  });

  const lastField = () =>
    lastFocus && document.querySelector(`.stHtml [data-item="${lastFocus.item}"] [data-live="${lastFocus.field}"]`);
  const isGone = () => lastFocus && document.activeElement === document.body && !lastField();

  /* Streamlit covers the page when the server is away, and takes the keyboard from whoever types. On these pages our own
     words say so instead (the style sheet hides the cover), and typing goes on. */
  const goOnTyping = () => {
    const root = document.getElementById("root");
    if (!root?.inert || !document.querySelector(".stHtml [data-pass]")) return;
    root.inert = false;
    const field = lastField();
    if (field && document.activeElement !== field) focusAgain(field);
  };
  const focusAgain = (field) => {
    const { caret } = lastFocus;
    field.focus({ preventScroll: true });
    if (field.selectionStart != null) field.setSelectionRange(caret, caret);
    remember(field);
  };
  new MutationObserver(goOnTyping).observe(document.documentElement, { attributes: true, attributeFilter: ["inert"], subtree: true });

  const withKey = (text, caret, key) => {
    if (key === "Backspace") return [text.slice(0, Math.max(caret - 1, 0)) + text.slice(caret), Math.max(caret - 1, 0)];
    const put = key === "Enter" ? "\n" : key;
    return [text.slice(0, caret) + put + text.slice(caret), caret + put.length];
  };

  document.addEventListener("keydown", (event) => {
    const isText = event.key.length === 1 || event.key === "Enter" || event.key === "Backspace";
    const closed = event.target.matches?.(FIELD) && event.target.readOnly ? event.target : null;
    if (!isText || event.ctrlKey || event.metaKey || event.isComposing || !(closed || isGone())) return;
    event.preventDefault();
    event.stopPropagation();
    if (closed) {
      stateOf(itemOf(closed), closed.dataset.live).early.push(event.key);
      return;
    }
    const state = stateOf(lastFocus.item, lastFocus.field);
    const [text, caret] = withKey(state.text, lastFocus.caret, event.key);
    lastFocus.caret = caret;
    typed(state, text);
  }, { capture: true });

  /* --- a room reads one screen, and nobody scrolls it: what has no place is counted --- */

  const hideOne = (column) => {
    const lists = [...column.querySelectorAll("[data-more]")].filter((one) => one.querySelectorAll("li:not([hidden])").length > 1);
    if (!lists.length) return false;
    const tallest = lists.reduce((most, one) => (one.offsetHeight >= most.offsetHeight ? one : most));
    [...tallest.querySelectorAll("li:not([hidden])")].at(-1).hidden = true;
    const rest = tallest.parentElement.querySelector("[data-rest]");
    rest.hidden = false;
    rest.textContent = `and ${Number(tallest.dataset.more) + tallest.querySelectorAll("li[hidden]").length} more`;
    return true;
  };

  const fit = () => {
    const room = document.querySelector(".stHtml .meeting.room:not(.awaiting)");
    if (!room) return;
    const key = `${innerWidth} ${innerHeight} ${document.fonts.status} ${Math.round(room.getBoundingClientRect().top)}`;
    if (room.dataset.fitted === key) return;
    room.dataset.fitted = key;
    // On a telephone the parts stand below each other and are scrolled; an item about no area has one part anywhere.
    const isScrolled = matchMedia("(max-width: 48rem)").matches;
    room.style.height = isScrolled ? "" : `${innerHeight - room.getBoundingClientRect().top - 8}px`;
    for (const line of room.querySelectorAll("li")) line.hidden = false;
    for (const list of room.querySelectorAll("[data-more]")) {
      const rest = list.parentElement.querySelector("[data-rest]");
      rest.hidden = list.dataset.more === "0";
      rest.textContent = `and ${list.dataset.more} more`;
    }
    if (isScrolled) return;
    for (const column of room.children) {
      while (column.scrollHeight > column.clientHeight + 1 && hideOne(column)) { /* one line less */ }
    }
  };
  addEventListener("resize", fit);
  document.fonts.addEventListener("loadingdone", fit);

  const drawn = new WeakSet();
  new MutationObserver(() => {
    for (const field of document.querySelectorAll(FIELD)) {
      if (drawn.has(field)) continue;
      drawn.add(field);
      const item = itemOf(field), state = texts.get(keyOf(item, field.dataset.live));
      open(field, state);
      if (state?.clash) showClash(state);
      const hadFocus = lastFocus?.item === item && lastFocus?.field === field.dataset.live;
      if (hadFocus && document.activeElement === document.body) {
        focusAgain(field);
      }
    }
    const screen = document.querySelector(".stHtml [data-pass]");
    if (screen && !drawn.has(screen)) {
      drawn.add(screen);
      look();
    }
    fit();
  }).observe(document.documentElement, { childList: true, subtree: true });

  /* --- on and back by keyboard --- */

  const ON = new Set(["ArrowRight", "PageDown"]), BACK = new Set(["ArrowLeft", "PageUp"]);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const way = ON.has(event.key) ? "next" : BACK.has(event.key) ? "back" : null;
    if (!way || event.target.closest?.("input, textarea, select, [contenteditable], [role='combobox'], [role='listbox'], .scroll")) return;
    const link = document.querySelector(`.stHtml a[data-go="${way}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
})();
