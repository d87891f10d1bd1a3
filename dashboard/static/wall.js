/* Walks a shared screen from page to page by the link its strip shows, and says when what it shows is no longer fresh.
   Nothing is loaded anew while the server is away, so that the last page stays up; once it is back, this recovers alone. */
"use strict";

(() => {
  const TICK_MS = 250;
  const BEAT_MS = 5000; // how often the server is asked whether it is there, and how long it may take to answer
  const LATE_MS = 20000; // how long a page may take to come before what is shown counts as stale
  const AGAIN_MS = 10000; // how long a page may stay away though the server is back, before it is loaded anew
  const PAUSED_MS = 15 * 60 * 1000; // from this age on, a page that somebody stopped at counts as stale as well
  const LONG_MS = 12 * 3600 * 1000; // from this age on, the day is said beside the time
  const KEPT = "wall"; // outlives a loading of the page, not the tab

  const loadedAt = performance.now();
  let bar = null; // what this script shows: the words when stale, and the button
  let seen = null; // when the page that is shown was read, as its strip says
  let shownAt = 0, movedAt = 0, beatAt = 0, backAt = 0;
  let isPaused = false, isStale = false, isAsking = false;

  const strip = () => document.querySelector(".stHtml .wall");
  const settled = () => document.querySelector('[data-testid="stApp"]')?.getAttribute("data-test-script-state") === "notRunning";
  const rotation = () => new URLSearchParams(location.search).get("rotate");
  const kept = () => JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  /* A wall is what once showed a strip: an address that asks for what cannot be is none. */
  const isWall = () => rotation() !== null && (strip() !== null || kept()?.rotation === rotation());

  const build = () => {
    bar = document.createElement("div");
    bar.className = "wall-state";
    const said = document.createElement("p");
    said.setAttribute("role", "alert");
    const pause = document.createElement("button");
    pause.type = "button";
    pause.addEventListener("click", toggle);
    bar.append(said, pause);
    document.body.append(bar);
  };

  const toggle = () => {
    isPaused = !isPaused;
    shownAt = performance.now();
    show();
  };

  const say = (element, words) => { if (element.textContent !== words) element.textContent = words; };

  const since = () => {
    const { at, day, read } = kept() ?? {};
    return Date.now() - Date.parse(read) > LONG_MS ? `No fresh data since ${at} on ${day}` : `No fresh data since ${at}`;
  };

  /* Nobody may read a stopped page for a fresh one; it stays up all the same. */
  const isOld = () => isPaused && performance.now() - shownAt > PAUSED_MS;

  const show = () => {
    if (!bar) build();
    const noLongerFresh = isStale || isOld();
    bar.classList.toggle("is-stale", noLongerFresh);
    bar.classList.toggle("is-paused", isPaused);
    say(bar.querySelector("p"), noLongerFresh ? since() : "");
    say(bar.querySelector("button"), isPaused ? "Go on (space)" : "Pause (space)");
  };

  const keep = (words) => sessionStorage.setItem(KEPT, JSON.stringify(words));

  const becomeStale = () => {
    if (isStale) return;
    isStale = true;
    backAt = 0;
    keep({ ...kept(), isStale });
  };

  /* Something fresh has come. */
  const note = (wall) => {
    seen = wall.dataset.read;
    shownAt = performance.now();
    movedAt = backAt = 0;
    isStale = false;
    keep({ ...wall.dataset, rotation: rotation(), isStale });
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };

  /* While nothing fresh comes, it is the record that is asked after, and not the server alone. */
  const isThere = async () => {
    try {
      return (await fetch(isStale ? "./readyz" : "./livez", { cache: "no-store", signal: AbortSignal.timeout(BEAT_MS) })).ok;
    } catch {
      return false;
    }
  };

  const beat = async () => {
    if (isAsking) return;
    isAsking = true;
    const there = await isThere();
    isAsking = false;
    if (!there) {
      becomeStale();
      backAt = 0;
    } else if (isStale) {
      backAt ||= performance.now();
      if (performance.now() - backAt > AGAIN_MS) location.reload();
    }
  };

  const move = (wall, now) => {
    movedAt = now;
    wall.querySelector(".wall-next").click();
  };

  const tick = () => {
    if (!isWall()) {
      bar?.remove();
      bar = null;
      if (rotation() === null) sessionStorage.removeItem(KEPT);
      return;
    }
    const now = performance.now(), wall = strip();
    if (wall && wall.dataset.read !== seen) note(wall);
    if (now - (movedAt || (wall ? now : loadedAt)) > LATE_MS) becomeStale();
    if (now - beatAt > BEAT_MS) {
      beatAt = now;
      beat();
    }
    const isTime = wall && !movedAt && settled() && now - shownAt >= wall.dataset.seconds * 1000;
    if (isTime && !isPaused && (!isStale || backAt)) move(wall, now);
    show();
  };

  isStale = rotation() !== null && (kept()?.isStale ?? false);

  document.addEventListener("keydown", (event) => {
    const isTaken = event.target instanceof Element && event.target.closest("a, button, input, textarea, select, summary, [role]");
    if (event.key !== " " || !bar || isTaken || event.defaultPrevented) return;
    event.preventDefault();
    toggle();
  });

  setInterval(tick, TICK_MS);
})();
