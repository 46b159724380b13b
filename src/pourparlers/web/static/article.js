// From a mark to its fact and back, by pointer and keyboard. Without it links do: a number in the text leads to the
// list, a number in the list to the text.
{
  const whole = () => document.getElementById("whole");
  const facts = () => [...document.querySelectorAll(".facts [data-fact]")];
  const fact = (id) => document.querySelector(`.facts [data-fact="${CSS.escape(id)}"]`);
  const marks = (id) => [...document.querySelectorAll(`.layered mark[data-fact="${CSS.escape(id)}"]`)];
  const refs = () => [...document.querySelectorAll(".article .ref")];
  const told = (ref) => ref.closest("mark").dataset.fact;
  const wide = () => matchMedia("(min-width: 52rem)").matches;
  let chosen = "";
  let stop = null;
  // While focus is moved and nothing is to be chosen by it.
  let quiet = false;

  // --- choosing a fact

  function light(id) {
    const found = id ? marks(id) : [];
    if (window.Highlight && CSS.highlights) {
      CSS.highlights.set("chosen", new Highlight(...found.map((mark) => {
        const range = new Range();
        range.selectNodeContents(mark);
        return range;
      })));
    } else {
      for (const mark of document.querySelectorAll("mark.chosen")) mark.classList.remove("chosen");
      for (const mark of found) mark.classList.add("chosen");
    }
    for (const one of document.querySelectorAll(".fact.chosen")) one.classList.remove("chosen");
    fact(id)?.classList.add("chosen");
  }

  function choose(id, { text = false, list = true } = {}) {
    if (id !== chosen) stop = null;
    chosen = id;
    light(id);
    if (id) history.replaceState(history.state, "", `#${encodeURIComponent(id)}`);
    const line = fact(id);
    if (line && list && wide()) line.scrollIntoView({ block: "nearest" });
    if (text) (stop ? stop.closest("mark") : marks(id).find((mark) => mark.querySelector(":scope > .ref")))?.scrollIntoView({ block: "nearest" });
  }

  function free() {
    chosen = "";
    stop = null;
    light("");
    history.replaceState(history.state, "", location.pathname + location.search);
  }

  const spoken = (id) => {
    const line = fact(id);
    return line ? `${line.querySelector(".n").lastChild.textContent}. ${line.querySelector(".line").textContent.trim().replace(/\s+/g, " ")}` : "";
  };

  // The next or previous passage of the text, whatever fact it belongs to.
  function pass(by) {
    const all = refs();
    if (!all.length) return false;
    const from = stop ? all.indexOf(stop) : chosen ? all.findIndex((ref) => told(ref) === chosen) : inView(all, by);
    const next = all[Math.min(all.length - 1, Math.max(0, from + by))];
    stop = null;
    const id = told(next);
    if (id !== chosen) choose(id);
    stop = next;
    next.closest("mark").scrollIntoView({ block: "nearest" });
    next.focus({ preventScroll: true });
    room.say(spoken(id));
    return true;
  }

  // Before the first passage that is seen, or behind the last.
  function inView(all, by) {
    const first = all.findIndex((ref) => ref.getBoundingClientRect().top > 60);
    if (first < 0) return by > 0 ? all.length - 2 : all.length;
    return by > 0 ? first - 1 : first;
  }

  room.keys.n = () => pass(1);
  room.keys.p = () => pass(-1);
  room.keys.Escape = () => {
    if (!chosen) return false;
    const line = fact(chosen);
    free();
    quiet = true;
    line?.focus({ preventScroll: !wide() });
    quiet = false;
    return true;
  };
  const enter = room.keys.Enter;
  room.keys.Enter = (event) => {
    const line = event.target.closest && event.target.closest(".fact");
    if (!line || event.target !== line) return enter(event);
    choose(line.dataset.fact, { text: true });
    marks(line.dataset.fact).map((mark) => mark.querySelector(":scope > .ref")).find(Boolean)?.focus({ preventScroll: true });
    return true;
  };
  const press = (what) => () => {
    const line = chosen && fact(chosen);
    const at = line && line.querySelector(what);
    if (!at) return false;
    at.click();
    return true;
  };
  room.keys.a = press(".accept-it");
  room.keys.x = press(".reject-it");
  room.keys.e = press("[data-edit]");
  room.keys.o = press("[data-open]");
  room.keys.u = () => {
    const undo = document.querySelector(".undo-it");
    if (!undo) return false;
    undo.click();
    return true;
  };

  document.addEventListener("focusin", (event) => {
    if (quiet) return;
    const line = event.target.closest && event.target.closest(".fact");
    if (line && line.dataset.fact !== chosen) choose(line.dataset.fact, { text: wide(), list: false });
    const ref = event.target.closest && event.target.closest(".ref");
    if (ref && told(ref) !== chosen) { choose(told(ref)); stop = ref; }
  });

  document.addEventListener("click", (event) => {
    const target = event.target;
    // Who has drawn over some words wants these; a double click selects a word by itself.
    if (!target.closest || (event.detail < 2 && getSelection().toString())) return;
    const ref = target.closest(".ref");
    if (ref) { choose(told(ref), { list: true }); stop = ref; return; }
    const mark = target.closest(".layered mark");
    if (mark) { choose(inner(mark)); tell(under(mark), lineOf(mark, event)); return; }
    const line = target.closest(".fact");
    if (line && !target.closest("a, button, summary")) choose(line.dataset.fact, { text: true, list: false });
    const n = target.closest(".fact .n");
    if (n) choose(line.dataset.fact, { text: false, list: false });
  });

  // Of the facts under the pointer the innermost; on a second click the one around it.
  function inner(mark) {
    const all = under(mark);
    const now = all.indexOf(chosen);
    return all[(now + 1) % all.length] || "";
  }

  function under(mark) {
    const out = [];
    for (let at = mark; at; at = at.parentElement && at.parentElement.closest(".layered mark")) {
      if (!out.includes(at.dataset.fact) && fact(at.dataset.fact)) out.push(at.dataset.fact);
    }
    return out;
  }

  // --- the facts under the pointer or the focus

  function tell(ids, box) {
    const at = document.getElementById("under");
    if (!at) return;
    at.replaceChildren(...ids.map((id) => {
      const line = document.createElement("a");
      line.href = `#f-${id}`;
      line.tabIndex = -1;
      const n = document.createElement("span");
      n.className = `n ${fact(id).className.replace("fact ", "").split(" ")[0]}`;
      n.textContent = fact(id).querySelector(".n").lastChild.textContent;
      line.append(n, ...[...fact(id).querySelector(".line").cloneNode(true).childNodes]);
      return line;
    }));
    at.hidden = !ids.length;
    if (!ids.length || !box) return;
    at.style.left = `${Math.max(8, Math.min(box.left, innerWidth - at.offsetWidth - 12))}px`;
    const below = box.bottom + 10;
    at.style.top = `${below + at.offsetHeight > innerHeight ? Math.max(8, box.top - at.offsetHeight - 10) : below}px`;
  }

  // The line of a mark that the pointer is on, not the box of all its lines.
  function lineOf(mark, event) {
    const box = [...mark.getClientRects()].find((one) => event.clientY >= one.top - 4 && event.clientY <= one.bottom + 4);
    return box && { left: event.clientX - 20, top: box.top, bottom: box.bottom };
  }

  function over(ids) {
    for (const one of document.querySelectorAll(".over")) one.classList.remove("over");
    for (const id of ids) {
      fact(id)?.classList.add("over");
      for (const mark of marks(id)) mark.classList.add("over");
    }
  }

  document.addEventListener("pointerover", (event) => {
    if (event.target.closest && event.target.closest("#under")) return;
    const mark = event.target.closest && event.target.closest(".layered mark");
    const line = event.target.closest && event.target.closest(".fact");
    if (mark) {
      const ids = under(mark);
      tell(ids, lineOf(mark, event));
      over(ids);
    } else {
      tell([]);
      over(line ? [line.dataset.fact] : []);
    }
  });
  document.addEventListener("focusin", (event) => {
    const ref = event.target.closest && event.target.closest(".ref");
    if (ref) tell(under(ref.closest("mark")), ref.getBoundingClientRect());
    else if (!event.target.closest || !event.target.closest("#under, main:focus")) tell([]);
  });
  // A box that stays in place while the text moves would tell of other words; it comes again where the text stops.
  addEventListener("scrollend", () => {
    const ref = document.activeElement && document.activeElement.closest(".ref");
    const box = ref && ref.getBoundingClientRect();
    if (box && box.top > 0 && box.bottom < innerHeight) tell(under(ref.closest("mark")), box);
  });
  addEventListener("scroll", () => { tell([]); follow(); }, { passive: true });

  // --- the list follows the text, where nobody has a hand on it

  let due = 0;
  let held = 0;
  function follow() {
    const list = document.querySelector(".facts");
    if (due || !list || !wide() || list.matches(":hover, :focus-within") || Date.now() - held < 900) return;
    due = requestAnimationFrame(() => {
      due = 0;
      const at = refs().find((ref) => ref.getBoundingClientRect().top > 90);
      const line = at && fact(told(at));
      if (line && !document.querySelector(".facts h3")) list.scrollTop += line.getBoundingClientRect().top - list.getBoundingClientRect().top - 40;
    });
  }
  for (const name of ["keydown", "pointerdown"]) addEventListener(name, () => { held = Date.now(); }, true);

  // --- switches: by the server; in pages that are files, here

  for (const button of document.querySelectorAll("button.switch[data-style]")) {
    button.disabled = false;
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-checked") !== "true";
      button.setAttribute("aria-checked", on);
      for (const line of facts()) if (line.classList.contains(button.dataset.style)) line.hidden = !on;
      for (const mark of document.querySelectorAll(`.layered mark.${button.dataset.style}, .layered mark.off-${button.dataset.style}`)) {
        mark.classList.toggle(button.dataset.style, on);
        mark.classList.toggle(`off-${button.dataset.style}`, !on);
        const ref = mark.querySelector(":scope > .ref");
        if (ref) ref.hidden = !on;
      }
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches && event.target.matches("a.switch")) { event.preventDefault(); event.target.click(); }
  });

  // What the address names is chosen at once: #s1 a passage, #f-s1 a line of the list.
  function named() {
    const id = decodeURIComponent(location.hash.slice(1)).replace(/^f-/, "");
    if (id && fact(id) && id !== chosen) choose(id, { text: true });
  }
  addEventListener("hashchange", named);
  if (whole()) named();
  document.addEventListener("htmx:after:swap", () => { if (chosen) light(chosen); });
}
