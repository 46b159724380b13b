// What every page has: keys, the help on them, focus after a swap. No imports: the same file serves pages that are files.
{
  const page = () => document.body.dataset.page || "";
  // Where letters are written; a box that is ticked takes none.
  const WRITTEN = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
  function typing(target) { return target.closest && target.closest(WRITTEN); }

  // Other scripts of the room add keys of their pages: room.keys.j = () => …
  const room = { keys: {}, say, typing, off };
  window.room = room;
  document.documentElement.classList.add("scripted");

  function say(text) {
    const said = document.getElementById("said");
    if (said) said.textContent = text;
  }

  function off() {
    try { return localStorage.getItem("keys") === "off"; } catch { return false; }
  }

  // Items that j and k walk along: whatever the page marks with data-item.
  function items() { return [...document.querySelectorAll("[data-item]")].filter((one) => one.offsetParent !== null); }

  function step(by) {
    const all = items();
    if (!all.length) return;
    const now = all.findIndex((one) => one === document.activeElement || one.contains(document.activeElement));
    const next = all[Math.min(all.length - 1, Math.max(0, now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by))];
    if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function open() {
    const now = document.activeElement && document.activeElement.closest("[data-item]");
    const link = now && (now.querySelector("a[data-open]") || now.querySelector("a[href]"));
    if (link) link.click();
  }

  room.keys.j = () => step(1);
  room.keys.k = () => step(-1);
  room.keys["/"] = () => search();
  room.keys["?"] = () => help(document.querySelector("[data-help]"));
  room.keys.Enter = (event) => {
    if (event.target.matches("[data-item]")) { open(); return true; }
    return false;
  };

  // The field of the bar; where pages are files, that of the page of search, or the page itself.
  function search() {
    const field = document.getElementById("find") || document.querySelector("main input[type=search]:not([hidden])");
    if (field) field.focus();
    else document.querySelector(".bar a[data-find]")?.click();
  }

  // The help on keys: the page of keys in a dialog; where pages are files, the page itself.
  async function help(link) {
    const there = document.getElementById("keys-help");
    if (there?.open) { there.close(); return; }
    if (!link) return;
    if (!/^http/.test(location.protocol)) { location.assign(link.href); return; }
    const answer = await fetch(link.href);
    const told = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("keys");
    if (!answer.ok || !told) { location.assign(link.href); return; }
    document.getElementById("keys-help")?.remove();
    const dialog = document.createElement("dialog");
    dialog.id = "keys-help";
    dialog.setAttribute("aria-labelledby", "keys-title");
    const form = document.createElement("form");
    form.method = "dialog";
    const close = document.createElement("button");
    close.textContent = told.dataset.close;
    close.autofocus = true;
    form.append(close, " ", ...shortened(told, link));
    dialog.append(document.adoptNode(told), form);
    document.body.append(dialog);
    switches();
    dialog.showModal();
  }
  // In the dialog stand the keys of this page, then those of all pages; the others are a link away.
  function shortened(told, link) {
    const of = (name) => told.querySelector(`[data-keys-of="${name}"]`);
    const own = of(page());
    if (!own) return [];
    for (const one of told.querySelectorAll("[data-keys-of]")) if (one !== own && one !== of("*")) one.remove();
    own.after(of("*"));
    const keys = (one) => one.querySelector("dt").textContent.trim();
    const mine = new Set([...own.querySelectorAll("dl > div")].map(keys));
    for (const one of of("*").querySelectorAll("dl > div")) if (mine.has(keys(one))) one.remove();
    const all = document.createElement("a");
    all.href = link.href;
    all.textContent = told.dataset.all;
    return [all];
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("[data-help]");
    if (!link || event.ctrlKey || event.metaKey || document.body.dataset.page === "keys") return;
    event.preventDefault();
    for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
    help(link);
  });

  // Keys of one letter can be turned off, for those who speak to their machine (WCAG 2.1.4).
  function switches() { for (const one of document.querySelectorAll("[data-keys-switch]")) one.checked = !off(); }
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-keys-switch]")) return;
    try { localStorage.setItem("keys", event.target.checked ? "on" : "off"); } catch { /* nothing is kept there */ }
  });
  switches();

  // "g" and a letter: go to a screen. The letters stand in the bar's links, as data of the page of keys.
  let going = 0;
  const screens = { c: 0, p: 1, a: 2, n: 3, d: 4, t: 5, r: 6 };

  // Digits need the shift key on some keyboards: there the place of the key tells them.
  const keyOf = (event) => (event.key in room.keys || event.shiftKey ? event.key : /^Digit(\d)$/.exec(event.code)?.[1] || event.key);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target) || off()) return;
    if (Date.now() - going < 1500 && event.key in screens) {
      going = 0;
      const links = document.querySelectorAll(".bar nav a");
      if (links[screens[event.key]]) { event.preventDefault(); links[screens[event.key]].click(); }
      return;
    }
    if (event.key === "g") { going = Date.now(); return; }
    const key = keyOf(event);
    const twin = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && one.offsetParent !== null);
    if (twin && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      // A key that is held down would decide on one thing after the other, unread.
      if (!event.repeat || twin.matches("a")) twin.click();
      return;
    }
    const act = room.keys[key];
    if (act && act(event) !== false) event.preventDefault();
  });

  // A menu that is open closes when something else is chosen, or on Escape.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  // A form that asks anew at each change, where it says so.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-at-once]");
    if (form) form.requestSubmit();
  });
}
