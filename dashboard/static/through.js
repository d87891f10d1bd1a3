/* Moves the map and the numbers of the overview through the months that the page holds. Without it there are links. */
"use strict";

(() => {
  const PACE_MS = 900;
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  const made = (tag, given) => Object.assign(document.createElement(tag), given);

  const begin = (section) => {
    section.dataset.ready = "";
    const months = JSON.parse(section.dataset.months), key = JSON.parse(section.dataset.key);
    const heading = section.querySelector("h2"), steps = section.querySelector(".steps");
    const cards = [...section.querySelectorAll(".headlines > div")];
    const tiles = new Map([...section.querySelectorAll(".tiles a")].map((a) => [a.querySelector(".code").textContent, a]));
    const names = new Map([...tiles].map(([code, a]) => [code, a.querySelector(".vh").textContent.split(": ")[0]]));
    let now = Number(section.dataset.now), playing = 0;

    const drawTile = (a, code, letters) => {
      const [tone, symbol, words] = key.status[letters[0]], marks = [...letters.slice(1)];
      const said = `${names.get(code)}: ${[words, ...marks.map((mark) => key.marks[mark])].join(", ")}`;
      a.className = `tile-${tone}`;
      a.title = a.querySelector(".vh").textContent = said;
      const signs = [made("span", { textContent: symbol }), ...marks.map((mark) => made("b", { textContent: mark }))];
      a.querySelector(".signs").replaceChildren(...signs);
    };

    const at = (a, day) => {
      const to = new URL(a.href);
      day ? to.searchParams.set("as_of", day) : to.searchParams.delete("as_of");
      a.href = to.pathname.slice(1) + to.search;
    };

    const draw = (number) => {
      now = number;
      const month = months[now];
      heading.textContent = month.words;
      slider.value = now;
      slider.setAttribute("aria-valuetext", month.words);
      month.cards.forEach(([value, meaning, pressing], place) => {
        cards[place].className = pressing ? "tone-red" : "";
        cards[place].querySelector(".value").textContent = value;
        cards[place].querySelector(".meaning").textContent = meaning;
      });
      for (const [code, a] of tiles) {
        a.hidden = !(code in month.tiles);
        if (code in month.tiles) drawTile(a, code, month.tiles[code]);
        at(a, month.day);
      }
      const here = new URL(location.href);
      here.searchParams.set("through", month.name);
      history.replaceState(history.state, "", here);
    };

    const pause = () => {
      clearInterval(playing);
      playing = 0;
      button.textContent = "Play";
    };
    const play = () => {
      if (playing) return pause();
      if (now === months.length - 1) draw(0);
      button.textContent = "Pause";
      playing = setInterval(() => {
        if (!section.isConnected) return clearInterval(playing);
        draw(now + 1);
        if (now === months.length - 1) pause();
      }, PACE_MS);
    };

    const slider = made("input", { type: "range", min: 0, max: months.length - 1, step: 1 });
    slider.setAttribute("aria-label", "Month");
    slider.addEventListener("input", () => (pause(), draw(Number(slider.value))));
    const button = made("button", { type: "button", textContent: "Play", onclick: play });
    const ends = [made("span", { textContent: months[0].words }), made("span", { textContent: months.at(-1).words })];
    /* Who asked for less motion moves the months by hand. */
    steps.replaceChildren(...(still.matches ? [] : [button]), ends[0], slider, ends[1]);
    draw(now);
  };

  new MutationObserver(() => {
    const section = document.querySelector(".stHtml .through:not([data-ready])");
    if (section?.querySelector(".tiles")) begin(section);
  }).observe(document, { subtree: true, childList: true });
})();
