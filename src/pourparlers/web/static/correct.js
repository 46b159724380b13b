// The edges of passages, moved by keys and buttons on the text itself. Fields of numbers hold them, and do without it.
{
  const words = document.getElementById("words");
  const form = document.getElementById("correct");
  const preview = document.getElementById("preview");
  const text = words.textContent;
  const first = Number(words.dataset.start);
  const length = offsets.length(text);
  let chosen = 0;

  const lines = () => [...document.querySelectorAll("[data-span]")];
  const field = (line, which) => line.querySelector(`input[name$="_${which}"]`);
  const role = (line) => line.closest("fieldset").dataset.role;
  const told = (line) => [field(line, "start").value, field(line, "end").value].map((value) => (/^\d+$/.test(value.trim()) ? Number(value) - first : NaN));
  const whole = (line) => told(line).every((edge) => !Number.isNaN(edge)) && told(line)[0] < told(line)[1];

  words.tabIndex = 0;
  words.setAttribute("role", "group");
  words.setAttribute("aria-labelledby", "words-title");
  words.setAttribute("aria-describedby", "how");

  // The text anew, a mark for each passage; where two overlap both styles stand on what is common.
  function draw() {
    const spans = lines().map((line, n) => ({ n, line, edges: told(line) })).filter((one) => whole(one.line));
    const cuts = new Set([0, length]);
    for (const one of spans) for (const edge of one.edges) cuts.add(Math.max(0, Math.min(length, edge)));
    const at = [...cuts].sort((a, b) => a - b);
    const parts = at.slice(0, -1).map((start, n) => {
      const over = spans.filter((one) => one.edges[0] <= start && one.edges[1] >= at[n + 1]);
      const part = offsets.slice(text, start, at[n + 1]);
      if (!over.length) return document.createTextNode(part);
      const mark = document.createElement("mark");
      for (const one of over) mark.classList.add(role(one.line) === "cue" ? "cue" : style());
      if (over.some((one) => one.n === chosen)) mark.classList.add("active");
      mark.textContent = part;
      return mark;
    });
    words.replaceChildren(...parts);
    lines().forEach((line, n) => line.classList.toggle("chosen", n === chosen));
  }

  // The act that is chosen now: its colour is that of the passage.
  const style = () => form.querySelector('input[name="act"]:checked')?.value || words.dataset.style;

  function say() {
    const line = lines()[chosen];
    if (!line || !whole(line)) return;
    const [start, end] = told(line);
    preview.textContent = `${line.closest("fieldset").querySelector("legend").textContent.trim()}${preview.dataset.colon}${offsets.slice(text, start, end)}`;
  }

  function choose(n) {
    const all = lines().filter(whole);
    if (!all.length) return false;
    const now = all.indexOf(lines()[chosen]);
    chosen = lines().indexOf(all[(now + n + all.length) % all.length]);
    draw();
    say();
    return true;
  }

  function move(line, which, by, far) {
    if (!whole(line)) return;
    const [start, end] = told(line);
    const from = which === "start" ? start : end;
    const to = far ? offsets.border(text, from, by) : from + by;
    const least = which === "start" ? 0 : start + 1, most = which === "start" ? end - 1 : length;
    field(line, which).value = first + Math.max(least, Math.min(most, to));
    chosen = lines().indexOf(line);
    draw();
    say();
  }

  words.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || event.altKey || event.metaKey || !lines()[chosen]) return;
    event.preventDefault();
    move(lines()[chosen], event.shiftKey ? "start" : "end", by, event.ctrlKey);
  });
  room.keys.n = () => choose(1);
  room.keys.p = () => choose(-1);

  // What is selected with the pointer, in code points of what is shown.
  function selected() {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    if (!range || range.collapsed || !words.contains(range.startContainer) || !words.contains(range.endContainer)) return null;
    const unit = (node, offset) => {
      const before = document.createRange();
      before.setStart(words, 0);
      before.setEnd(node, offset);
      return before.toString().length;
    };
    const edges = [unit(range.startContainer, range.startOffset), unit(range.endContainer, range.endOffset)];
    return edges.map((edge) => offsets.toPoints(text, edge));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move], [data-take], [data-drop]");
    if (!button) return;
    const line = button.closest("[data-span]");
    if (button.dataset.move) { move(line, button.dataset.move, Number(button.dataset.by)); return; }
    const edges = button.hasAttribute("data-take") ? selected() : null;
    if (button.hasAttribute("data-take") && !edges) return;
    field(line, "start").value = edges ? first + edges[0] : "";
    field(line, "end").value = edges ? first + edges[1] : "";
    chosen = lines().indexOf(line);
    draw();
    say();
  });
  // Taking the selection must not lose it to the button.
  document.addEventListener("mousedown", (event) => { if (event.target.closest("[data-take]")) event.preventDefault(); });
  form.addEventListener("input", (event) => { if (event.target.closest("[data-span]") || event.target.name === "act") draw(); });
  document.addEventListener("focusin", (event) => {
    const line = event.target.closest("[data-span]");
    if (line && whole(line)) { chosen = lines().indexOf(line); draw(); }
  });

  // A letter goes to a field: to what is chosen in it, or to its beginning.
  for (const place of document.querySelectorAll("[data-jump]")) {
    room.keys[place.dataset.jump] = () => {
      const inner = "input:not([type=hidden]), select";
      const at = place === words ? words : place.querySelector("input:checked") || place.querySelector(inner);
      at.focus();
      if (at.select) at.select();
      return true;
    };
  }

  // Among actors: arrows go from one to the next, Enter takes one alone, and of a person whom it speaks for.
  form.addEventListener("keydown", (event) => {
    const group = event.target.closest("[data-actors]");
    if (!group || event.ctrlKey || event.metaKey || event.altKey || event.target.type !== "checkbox") return;
    const boxes = [...group.querySelectorAll("input[type=checkbox]")];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) boxes[(boxes.indexOf(event.target) + by + boxes.length) % boxes.length].focus();
    else if (event.key === "Enter") alone(event.target, boxes);
    else return;
    event.preventDefault();
  });

  function alone(box, boxes) {
    for (const one of boxes) one.checked = one === box;
    const said = [box.parentElement];
    if (box.name === "speaker" && box.dataset.party) {
      for (const one of form.querySelectorAll('[data-actors="party"] input[type=checkbox]')) {
        one.checked = one.value === box.dataset.party;
        if (one.checked) said.push(one.parentElement);
      }
    }
    room.say(said.map((one) => one.textContent.trim().replace(/\s+/g, " ")).join(", "));
  }

  // 0 to 9 choose an act: by the key, or by its place, for digits may need the shift key.
  const digit = (event) => (/^\d$/.test(event.key) ? event.key : !event.shiftKey && /^Digit(\d)$/.exec(event.code)?.[1]);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.main"));
    }
    if (event.ctrlKey || event.metaKey || event.altKey || room.typing(event.target) || room.off()) return;
    const radio = digit(event) && form.querySelector(`[data-digit="${digit(event)}"]`);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    draw();
    room.say(radio.parentElement.textContent.trim().replace(/\s+/g, " "));
  });
  room.keys.Escape = () => { document.querySelector("[data-leave]").click(); return true; };

  draw();
  say();
  const seen = words.querySelector("mark.active");
  if (seen) words.scrollTop += seen.getBoundingClientRect().top - words.getBoundingClientRect().top - words.clientHeight / 3;
  (document.getElementById("faults") || words).focus({ preventScroll: true });
}
