// The strip over the chronology: arrow keys go from bar to bar, dragging chooses a period. Without it, bars are links.
{
  // Beside the list filters stand open; a browser whose styles cannot see to it is told so.
  const filters = document.querySelector("details.filters");
  if (filters && matchMedia("(min-width: 52.01rem)").matches && !CSS.supports("selector(details::details-content)")) filters.open = true;

  const bars = document.querySelector(".bars");
  const links = bars ? [...bars.querySelectorAll("a[data-at]")] : [];

  function go(n) {
    const next = links[Math.min(links.length - 1, Math.max(0, n))];
    for (const link of links) link.setAttribute("tabindex", link === next ? "0" : "-1");
    next.focus();
  }

  bars?.addEventListener("keydown", (event) => {
    const now = links.indexOf(event.target.closest("a"));
    const by = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: links.length - 1 };
    if (now < 0 || !(event.key in by) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(by[event.key]);
  });

  // Keys of the links below the strip.
  if (window.room) {
    for (const [key, name] of Object.entries({ "+": "closer", "-": "farther", "0": "whole" })) {
      window.room.keys[key] = () => {
        const link = document.querySelector(`.zoom [data-zoom="${name}"]`);
        if (!link) return false;
        link.click();
        return true;
      };
    }
  }

  // From the bar where the pointer goes down to the one where it comes up. A touch scrolls the page.
  let from = -1;
  let dragged = false;

  function under(event) {
    const box = bars.getBoundingClientRect();
    const width = bars.viewBox.baseVal.width;
    const x = ((event.clientX - box.left) / box.width) * width;
    let nearest = 0;
    links.forEach((link, n) => { if (away(link, x) < away(links[nearest], x)) nearest = n; });
    return nearest;
  }

  function away(link, x) {
    return Math.abs(Number(link.querySelector("rect").getAttribute("x")) + 5 - x);
  }

  function choose(a, b) {
    links.forEach((link, n) => link.classList.toggle("chosen", n >= Math.min(a, b) && n <= Math.max(a, b) && a >= 0));
  }

  function stop() {
    from = -1;
    bars.classList.remove("choosing");
    choose(-1, -1);
  }

  if (bars && bars.dataset.address && links.length > 1) {
    bars.addEventListener("dragstart", (event) => event.preventDefault());
    bars.addEventListener("pointerdown", (event) => {
      dragged = false;
      if (event.pointerType === "touch" || event.button !== 0) return;
      from = under(event);
    });
    bars.addEventListener("pointermove", (event) => {
      if (from < 0) return;
      const to = under(event);
      if (to !== from && !dragged) {
        dragged = true;
        bars.classList.add("choosing");
        bars.setPointerCapture(event.pointerId);
      }
      if (dragged) choose(from, to);
    });
    bars.addEventListener("pointerup", (event) => {
      if (from < 0) return;
      const ends = [from, under(event)].sort((a, b) => a - b).map((n) => links[n].dataset.at);
      const wanted = dragged;
      stop();
      if (wanted) location.assign(bars.dataset.address.replace("=FROM", `=${ends[0]}`).replace("=TO", `=${ends[1]}`));
    });
    bars.addEventListener("pointercancel", stop);
    bars.addEventListener("click", (event) => { if (dragged) event.preventDefault(); }, true);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") stop(); });
  }
}
