// What every page has: keys, the help on them, focus after a swap. No imports: the same file serves pages that are files.
{
  const page = () => document.body.dataset.page || "";
  const typing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable]");

  // Other scripts of the room add keys of their pages: room.keys.j = () => …
  const room = { keys: {}, say };
  window.room = room;

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
    const link = now && now.querySelector("a[data-open], a[href]");
    if (link) link.click();
  }

  room.keys.j = () => step(1);
  room.keys.k = () => step(-1);
  room.keys["/"] = () => document.getElementById("find")?.focus();
  room.keys["?"] = () => document.querySelector("[data-help]")?.click();
  room.keys.Enter = (event) => {
    if (event.target.matches("[data-item]")) { open(); return true; }
    return false;
  };

  // "g" and a letter: go to a screen. The letters stand in the bar's links, as data of the page of keys.
  let going = 0;
  const screens = { c: 0, p: 1, a: 2, n: 3, d: 4, t: 5, r: 6 };

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
    const act = room.keys[event.key];
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
