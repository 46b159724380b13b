// The drawing of the network, to be moved and chosen from. What is drawn is read from the drawing that the page holds, so
// that it is the same without scripts, and works where pages are files.
{
  const svg = document.getElementById("net");
  const graph = document.getElementById("graph");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  // What is chosen: "n" and the place of an actor, or "t" and that of a tie.
  let picked = null;
  // How high letters of names are, in units of the drawing.
  let letters = 13;
  const narrow = matchMedia("(max-width: 52rem)");
  // On a phone the drawing comes first, and what chooses it on demand.
  if (narrow.matches) document.getElementById("choose")?.removeAttribute("open");
  // The page is painted with its own drawing first: the library that moves it weighs more than all the rest.
  if (svg && graph) requestAnimationFrame(() => setTimeout(load));

  function load() {
    const library = document.createElement("script");
    library.src = graph.dataset.library;
    library.addEventListener("load", draw);
    document.head.append(library);
  }

  function draw() {
    graph.hidden = false;
    document.getElementById("zoom").hidden = false;
    const cy = window.cytoscape({
      container: graph, elements: elements(), layout: { name: "preset" }, minZoom: 0.15, maxZoom: 5,
      boxSelectionEnabled: false, selectionType: "single", userZoomingEnabled: false,
    });
    // Hidden, not taken out: its styles are read again when the theme changes, and it is what is printed.
    svg.classList.add("behind");
    fit(cy);
    choose(cy);
    move(cy);
    point(cy);
    mark(cy);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(styles()));
    new ResizeObserver(() => { cy.resize(); fit(cy); }).observe(graph);
    window.room.network = cy;
  }

  // All of it; where that is small, with names that are larger.
  function fit(cy) {
    cy.fit(undefined, 12);
    if (cy.zoom() > 1.3) { cy.zoom(1.3); cy.center(); }
    name(cy);
  }

  // A name that would lie on another is left out, of two that of who is tied less; it comes as one zooms in or points at it.
  function name(cy) {
    // Letters are of much the same height on the screen, however near.
    const told = [], size = Math.min(15, Math.max(9.4, 13 * cy.zoom()));
    letters = Math.min(25, size / cy.zoom());
    cy.style(styles());
    cy.batch(() => cy.nodes().forEach((node) => {
      const half = node.data("label").length * 0.28 * size;
      const { x, y } = node.renderedPosition(), top = y + node.renderedHeight() / 2;
      const box = [x - half, x + half, top, top + 1.2 * size];
      const free = told.every((one) => box[0] > one[1] || box[1] < one[0] || box[2] > one[3] || box[3] < one[2]);
      if (free) told.push(box);
      node.toggleClass("unnamed", !free);
    }));
  }

  function number(element, name) { return Number(element.getAttribute(name)); }

  function elements() {
    const out = [];
    for (const dot of svg.querySelectorAll(".dot")) {
      const circle = dot.querySelector("circle");
      out.push({
        group: "nodes", classes: dot.classList[1],
        data: { id: `n ${dot.dataset.node}`, label: dot.querySelector("text").textContent, size: 2 * number(circle, "r") },
        position: { x: number(circle, "cx"), y: number(circle, "cy") },
      });
    }
    for (const tie of svg.querySelectorAll(".tie")) {
      const { source, target, bend, width } = tie.dataset;
      out.push({
        group: "edges", classes: tie.classList[1] + (tie.querySelector(".head") ? " leads" : ""),
        data: { id: `t ${tie.dataset.tie}`, source: `n ${source}`, target: `n ${target}`, bend: 2 * Number(bend), width: Number(width) },
      });
    }
    return out;
  }

  function styles() {
    const own = getComputedStyle(svg);
    const ink = own.getPropertyValue("color");
    const paper = own.getPropertyValue("background-color");
    const out = [
      { selector: "node", style: { width: "data(size)", height: "data(size)", label: "data(label)", "font-size": letters, color: ink,
        "font-family": own.getPropertyValue("font-family"), "text-valign": "bottom", "text-margin-y": 3, "text-outline-width": 2.5,
        "text-outline-color": paper, "border-width": 1.3, "border-color": ink, "overlay-opacity": 0 } },
      { selector: "edge", style: { "curve-style": "unbundled-bezier", "control-point-distances": "data(bend)",
        "control-point-weights": 0.5, width: "data(width)", opacity: 0.78, "arrow-scale": 0.9, "overlay-opacity": 0 } },
      { selector: "edge.leads", style: { "target-arrow-shape": "triangle" } },
    ];
    for (const kind of new Set([...svg.querySelectorAll(".dot")].map((one) => one.classList[1]))) {
      const look = getComputedStyle(svg.querySelector(`.dot.${kind}:not(.chosen) circle`) || svg.querySelector(`.dot.${kind} circle`));
      out.push({ selector: `node.${kind}`, style: { "background-color": look.fill, "border-style": look.strokeDasharray === "none" ? "solid" : "dashed" } });
    }
    for (const kind of new Set([...svg.querySelectorAll(".tie")].map((one) => one.classList[1]))) {
      const look = getComputedStyle(svg.querySelector(`.tie.${kind} .line`));
      const dashes = look.strokeDasharray.match(/[\d.]+/g);
      out.push({ selector: `edge.${kind}`, style: { "line-color": look.stroke, "target-arrow-color": look.stroke,
        ...(dashes ? { "line-style": "dashed", "line-dash-pattern": dashes.map(Number) } : {}) } });
    }
    out.push({ selector: "node.unnamed", style: { label: "" } });
    out.push({ selector: ".faint", style: { opacity: 0.25 } });
    out.push({ selector: "node.near", style: { label: "data(label)", "border-width": 3.5, "font-weight": "bold" } });
    out.push({ selector: "edge.near", style: { opacity: 1 } });
    return out;
  }

  // What is chosen in the drawing is chosen in the page.
  function choose(cy) {
    cy.on("tap", "node", (event) => go(named("node", event.target.id().slice(2))));
    cy.on("tap", "edge", (event) => go(named("tie", event.target.id().slice(2))));
    cy.on("mouseover", "node, edge", () => { graph.classList.add("over"); });
    cy.on("mouseout", "node, edge", () => { graph.classList.remove("over"); });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-part]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      if (go(link)) event.preventDefault();
    });
  }

  function named(what, value) {
    return [...svg.querySelectorAll(`[data-${what}]`)].find((one) => one.dataset[what] === value);
  }

  function go(link) {
    if (!link) return false;
    if (location.protocol === "file:" || document.querySelector("[data-made]")) return filed(link);
    const within = document.activeElement && document.activeElement.closest("#evidence, table");
    show(link.getAttribute("href").replace(/#.*$/, ""), (href) => {
      if (href !== shown) history.pushState(null, "", href);
      seen(within);
    });
    return true;
  }

  // What rests on the choice that an address tells; of several that are asked for the last. Each has its step in the
  // history of the browser.
  let shown = location.pathname + location.search, asked = 0;
  function show(href, then) {
    const turn = ++asked;
    fetch(href, { headers: { Accept: "text/html" } }).then((answer) => answer.text()).then((text) => {
      if (turn !== asked) return;
      const come = new DOMParser().parseFromString(text, "text/html");
      const told = come.getElementById("evidence"), here = document.getElementById("evidence");
      if (!told || !here) { location.assign(href); return; }
      here.replaceWith(document.importNode(told, true));
      choice(come.querySelector("#net .chosen"));
      then(href);
      shown = href;
    }).catch(() => location.assign(href));
  }

  addEventListener("popstate", () => {
    const href = location.pathname + location.search;
    if (href !== shown && window.room.network) show(href, () => window.room.say(heading()));
  });

  // Where pages are files, what a tie rests on stands in its row of the table.
  function filed(link) {
    const here = document.getElementById("evidence");
    const title = document.createElement("h2");
    title.id = "rests";
    const told = [];
    if (link.dataset.tie !== undefined) {
      const row = document.getElementById(`tie-${link.dataset.tie}`);
      title.append(...[...row.cells].slice(0, 3).flatMap((cell) => [...copies(cell), " "]));
      told.push(...copies(row.querySelector("[data-made] > div")));
    } else {
      const id = link.dataset.node;
      const name = [...document.querySelectorAll(".names [data-node]")].find((one) => one.dataset.node === id);
      const leads = name.cloneNode(true);
      leads.className = "";
      title.append(leads);
      const list = document.createElement("ul");
      list.className = "plain of";
      for (const tie of svg.querySelectorAll(".tie")) {
        if (tie.dataset.source !== id && tie.dataset.target !== id) continue;
        const item = document.createElement("li");
        const to = document.createElement("a");
        to.href = tie.getAttribute("href");
        to.dataset.tie = tie.dataset.tie;
        to.dataset.part = "";
        to.textContent = tie.querySelector("title").textContent;
        item.append(to);
        list.append(item);
      }
      told.push(list);
      // A second click on a name leads to the page of the actor.
      leads.removeAttribute("data-part");
    }
    here.replaceChildren(title, ...told);
    choice(link);
    seen(true);
    return true;
  }

  function copies(element) { return [...element.childNodes].map((one) => one.cloneNode(true)); }

  // Marks what is chosen, an actor or a tie of the drawing, on the page.
  function choice(one) {
    picked = place(one);
    mark(window.room.network);
    for (const name of document.querySelectorAll(".names [data-node]")) {
      if (place(name) === picked) name.setAttribute("aria-current", "true"); else name.removeAttribute("aria-current");
    }
  }

  function place(one) {
    if (!one) return null;
    return one.dataset.node !== undefined ? `n ${one.dataset.node}` : one.dataset.tie !== undefined ? `t ${one.dataset.tie}` : null;
  }

  function heading() { return document.getElementById("rests").textContent.trim().replace(/\s+/g, " "); }

  function seen(within) {
    const here = document.getElementById("evidence");
    window.room.say(heading());
    here.scrollTop = 0;
    // Who chooses in the table, below, reads what it rests on up here.
    const { top, bottom } = here.getBoundingClientRect(), away = bottom < 120 || top > innerHeight - 120;
    if (within) here.focus({ preventScroll: true });
    if (away) here.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
  }

  // The actor or tie that is chosen, or pointed at in a list, with those that it is tied with; the others are faint.
  function mark(cy, id) {
    const first = svg.querySelector(".chosen");
    if (picked === null) picked = place(first);
    if (first) first.classList.remove("chosen");
    const one = cy.getElementById(id || picked || "");
    cy.batch(() => {
      cy.elements().removeClass("faint near");
      if (one.empty()) return;
      const near = one.isNode() ? one.closedNeighborhood() : one.union(one.connectedNodes());
      cy.elements().not(near).addClass("faint");
      (one.isNode() ? one.union(one.connectedEdges()) : near).addClass("near");
    });
    for (const row of document.querySelectorAll("tr[data-tie]")) row.classList.toggle("active", `t ${row.dataset.tie}` === picked);
  }

  // What has the focus in the lists, or is pointed at, shows in the drawing.
  function point(cy) {
    const of = (event) => event.target.closest && event.target.closest(".names [data-node], tr[data-tie], .evidence [data-tie]");
    for (const kind of ["focusin", "mouseover"]) document.addEventListener(kind, (event) => { const one = of(event); if (one) mark(cy, place(one)); });
    for (const kind of ["focusout", "mouseout"]) document.addEventListener(kind, (event) => { if (of(event)) mark(cy); });
  }

  // Zoom and move by buttons, keys, and the wheel once the drawing was touched: a page is scrolled past it before.
  function move(cy) {
    const middle = () => ({ x: graph.clientWidth / 2, y: graph.clientHeight / 2 });
    let renamed = 0;
    cy.on("zoom", () => { cancelAnimationFrame(renamed); renamed = requestAnimationFrame(() => name(cy)); });
    const zoom = (by) => cy.zoom({ level: cy.zoom() * by, renderedPosition: middle() });
    const doing = { in: () => zoom(1.3), out: () => zoom(1 / 1.3), all: () => fit(cy) };
    document.getElementById("zoom").addEventListener("click", (event) => {
      const button = event.target.closest("[data-zoom]");
      if (button) doing[button.dataset.zoom]();
    });
    const keys = {
      ArrowLeft: () => cy.panBy({ x: 40, y: 0 }), ArrowRight: () => cy.panBy({ x: -40, y: 0 }),
      ArrowUp: () => cy.panBy({ x: 0, y: 40 }), ArrowDown: () => cy.panBy({ x: 0, y: -40 }),
      "+": doing.in, "=": doing.in, "-": doing.out, "0": doing.all,
    };
    graph.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
      keys[event.key]();
      event.preventDefault();
      event.stopPropagation();
    });
    graph.addEventListener("pointerdown", () => { cy.userZoomingEnabled(true); graph.focus({ preventScroll: true }); });
    graph.addEventListener("pointerleave", () => cy.userZoomingEnabled(false));
  }
}
