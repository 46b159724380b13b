// The matrix of positions: the table moves with the slider, arrow keys walk from cell to cell, a cell opens beside it.
{
  const form = document.getElementById("when");
  const opened = () => document.querySelector("#cell[data-party]");
  const same = (one, other) => one.dataset.party === other.dataset.party && one.dataset.issue === other.dataset.issue;

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
    // The cell that is open moves along.
    form.addEventListener("formdata", ({ formData }) => {
      const cell = opened();
      for (const name of ["party", "issue"]) {
        formData.delete(`cell_${name}`);
        if (cell) formData.set(`cell_${name}`, cell.dataset[name]);
      }
    });
    // What narrows the table keeps the date that it is moved to.
    document.querySelector(".narrow form")?.addEventListener("formdata", ({ formData }) => {
      if (date.value && date.value !== date.dataset.last) formData.set("at", date.value);
      else formData.delete("at");
    });
    date.addEventListener("change", () => { if (date.value) form.requestSubmit(); });
    // What is no date is told by a page of its own, with the way out.
    document.addEventListener("htmx:before:swap", (event) => {
      const { ctx } = event.detail;
      if (ctx.response.status < 400) return;
      event.preventDefault();
      location.assign(ctx.response.raw.url);
    });
    // A date may be vague, and written in words: the page tells how it is kept, and where it lies on the scale.
    document.addEventListener("htmx:after:swap", () => {
      const { n, at } = document.getElementById("stage").dataset;
      if (document.activeElement !== slider) date.value = at;
      if (document.activeElement === slider || slider.value === n) return;
      slider.value = n;
      slider.setAttribute("aria-valuetext", told(dated(first, Number(n))));
    });
  }

  // From a cell to the next one that tells something, along its row or its column.
  function walk(rows, columns) {
    const here = document.activeElement && document.activeElement.closest("[data-cell]");
    if (!here) {
      const one = document.querySelector("[data-cell]");
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
    if (event.key === "Escape" && opened() && !window.room.typing(event.target)) {
      event.preventDefault();
      opened().querySelector(".close").click();
    }
  });

  function mark() {
    const cell = opened();
    for (const one of document.querySelectorAll("[data-cell]")) {
      const open = Boolean(cell) && same(one, cell);
      one.closest("td").classList.toggle("open", open);
      if (open) one.setAttribute("aria-current", "true"); else one.removeAttribute("aria-current");
    }
  }

  // A cell that was opened is read, one that was closed gives the focus back; its place in the table stays in sight.
  let closing = null;
  document.addEventListener("click", (event) => {
    const close = event.target.closest && event.target.closest("#cell .close");
    closing = close ? opened() : null;
  });
  document.addEventListener("htmx:after:swap", () => {
    mark();
    const title = document.getElementById("cell-title"), caption = document.getElementById("caption");
    const link = [...document.querySelectorAll("[data-cell]")].find((one) => closing ? same(one, closing) : one.matches("[aria-current]"));
    if (closing) {
      closing = null;
      link?.focus();
    } else if (title && link && link === document.activeElement) {
      title.focus({ preventScroll: true });
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
      title.scrollIntoView({ block: matchMedia("(min-width: 60rem)").matches ? "nearest" : "start" });
    } else if (caption) window.room.say(caption.textContent);
  });
}
