// The matrix of positions: the table moves with the slider, arrow keys walk from cell to cell, a cell opens below.
{
  const form = document.getElementById("when");
  const cells = () => [...document.querySelectorAll("[data-cell]")];
  let opened = "";

  function dated(first, n) {
    const day = new Date(`${first}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + n);
    return day;
  }

  function told(day) {
    return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(day);
  }

  if (form && window.htmx) {
    const date = form.elements.at, slider = form.elements.day, first = slider.dataset.first;
    let waiting = 0;
    // The date alone is sent: the slider writes into it.
    slider.removeAttribute("name");
    form.elements.was.remove();
    slider.addEventListener("input", () => {
      const day = dated(first, Number(slider.value));
      date.value = day.toISOString().slice(0, 10);
      slider.setAttribute("aria-valuetext", told(day));
      clearTimeout(waiting);
      waiting = setTimeout(() => form.requestSubmit(), 90);
    });
    // What narrows the table keeps the date that it is moved to.
    document.querySelector(".narrow form")?.addEventListener("formdata", (event) => {
      if (date.value && date.value !== date.max) event.formData.set("at", date.value);
      else event.formData.delete("at");
    });
    date.addEventListener("change", () => {
      if (!date.value) return;
      slider.value = String(Math.round((Date.parse(`${date.value}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86400000));
      slider.setAttribute("aria-valuetext", told(dated(first, Number(slider.value))));
      form.requestSubmit();
    });
  }

  // From a cell to the next one that tells something, along its row or its column.
  function walk(rows, columns) {
    const here = document.activeElement && document.activeElement.closest("[data-cell]");
    if (!here) {
      const one = cells()[0];
      if (!one || !document.activeElement.closest("main, body")) return false;
      one.focus();
      return true;
    }
    const td = here.closest("td"), table = td.closest("table");
    let row = td.parentElement.rowIndex, column = td.cellIndex;
    for (;;) {
      row += rows;
      column += columns;
      const next = table.rows[row] && table.rows[row].cells[column];
      if (!next || next.tagName !== "TD") return true;
      const link = next.querySelector("[data-cell]");
      if (link) { link.focus(); next.scrollIntoView({ block: "nearest", inline: "nearest" }); return true; }
    }
  }

  const arrows = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const inside = event.target.closest && event.target.closest("[data-cell], .box");
    if (event.key in arrows && inside && walk(...arrows[event.key])) event.preventDefault();
    if (event.key === "Escape" && event.target.closest && event.target.closest("#cell")) close(event);
  });

  function close(event) {
    const section = document.getElementById("cell");
    if (!opened || !section) return;
    event.preventDefault();
    section.replaceChildren();
    section.hidden = true;
    const link = cells().find((one) => one.getAttribute("href") === opened);
    opened = "";
    mark();
    if (link) link.focus();
  }

  function mark() {
    for (const one of cells()) one.closest("td").classList.toggle("open", one.getAttribute("href") === opened);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("[data-cell]");
    if (link && window.htmx) { opened = link.getAttribute("href"); mark(); }
  });

  document.addEventListener("htmx:after:swap", () => {
    const title = document.getElementById("cell-title");
    const caption = document.getElementById("caption");
    if (opened && title && !title.dataset.seen) {
      title.dataset.seen = "yes";
      title.focus({ preventScroll: true });
      title.scrollIntoView({ block: "nearest" });
      return;
    }
    mark();
    if (caption && window.room) window.room.say(caption.textContent);
  });
}
