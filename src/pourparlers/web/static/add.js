// Files are dropped anywhere on the page, or chosen; their sending is shown in bytes. Without it, the form does the same.
{
  const form = document.getElementById("sending");
  const most = Number(form.dataset.most), mostFiles = Number(form.dataset.files);
  const lang = document.documentElement.lang;
  const problem = document.getElementById("problem");
  const chosen = document.getElementById("chosen");
  const progress = document.getElementById("progress");
  // What is to be sent: files with the paths that they have in their folders.
  let files = [];
  let sending = null;

  form.classList.add("with-scripts");
  for (const one of form.querySelectorAll(".scripted")) one.hidden = false;

  function size(bytes) {
    const [unit, of, digits] = bytes < 1e3 ? ["byte", 1, 0] : bytes < 1e6 ? ["kilobyte", 1e3, bytes < 1e4 ? 1 : 0] : ["megabyte", 1e6, 1];
    return new Intl.NumberFormat(lang, { style: "unit", unit, maximumFractionDigits: digits }).format(bytes / of);
  }
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function tell(text) {
    problem.textContent = "";
    if (!text) return;
    const note = document.createElement("div");
    note.className = "note fault";
    const line = document.createElement("p");
    line.textContent = text;
    note.append(line);
    problem.append(note);
    problem.scrollIntoView({ block: "nearest" });
  }

  function tooMuch() {
    return files.length > mostFiles || files.reduce((sum, one) => sum + one.file.size, 0) > most;
  }

  function show() {
    chosen.hidden = !files.length;
    const total = files.reduce((sum, one) => sum + one.file.size, 0);
    const told = filled(form.dataset.chosen, { n: new Intl.NumberFormat(lang).format(files.length), size: size(total) });
    chosen.querySelector("strong").textContent = told;
    const list = chosen.querySelector("ul");
    list.textContent = "";
    for (const one of files.slice(0, 200)) {
      const item = document.createElement("li"), name = document.createElement("span"), bytes = document.createElement("span");
      name.textContent = one.path;
      bytes.textContent = size(one.file.size);
      bytes.className = "count";
      item.append(name, bytes);
      list.append(item);
    }
    tell(tooMuch() ? form.dataset.tooMuch : "");
    if (files.length) room.say(told);
  }

  function take(more) {
    // Browsers give the files of a folder in any order.
    const byName = new Intl.Collator(lang, { numeric: true });
    files = files.concat(more.sort((one, other) => byName.compare(one.path, other.path)));
    show();
  }

  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      take([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
      input.value = "";
    });
  }
  document.getElementById("clear").addEventListener("click", () => { files = []; show(); document.getElementById("files").focus(); });

  // A folder that is dropped is gone through, a hundred entries at a time, as browsers give them.
  function entriesOf(folder) {
    const reader = folder.createReader(), out = [];
    return new Promise((done) => {
      const more = () => reader.readEntries((some) => { if (some.length) { out.push(...some); more(); } else done(out); }, () => done(out));
      more();
    });
  }
  async function within(entry, path, depth) {
    if (entry.isFile) return new Promise((done) => entry.file((file) => done([{ file, path: path + file.name }]), () => done([])));
    if (!entry.isDirectory || depth > 8) return [];
    const out = [];
    for (const one of await entriesOf(entry)) {
      if (out.length > mostFiles) break;
      out.push(...await within(one, `${path}${entry.name}/`, depth + 1));
    }
    return out;
  }

  const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  let over = 0;
  document.addEventListener("dragenter", (event) => { if (holdsFiles(event)) { over += 1; document.body.classList.add("dropping"); } });
  document.addEventListener("dragleave", (event) => { if (holdsFiles(event) && (over -= 1) <= 0) { over = 0; document.body.classList.remove("dropping"); } });
  document.addEventListener("dragover", (event) => { if (holdsFiles(event)) { event.preventDefault(); event.dataTransfer.dropEffect = "copy"; } });
  document.addEventListener("drop", async (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    over = 0;
    document.body.classList.remove("dropping");
    if (sending) return;
    // Entries are gone after the event; files that no folder holds may have none.
    const items = [...event.dataTransfer.items].filter((one) => one.kind === "file");
    const found = items.map((one) => ({ entry: one.webkitGetAsEntry ? one.webkitGetAsEntry() : null, file: one.getAsFile() }));
    for (const one of found) {
      if (one.entry && one.entry.isDirectory) take(await within(one.entry, "", 0));
      else if (one.file) take([{ file: one.file, path: one.file.name }]);
    }
  });

  function busy(now) {
    progress.hidden = !now;
    for (const one of form.querySelectorAll("button:not(#abort), input")) one.disabled = now;
  }

  function sent(event) {
    const part = event.total ? Math.floor(100 * event.loaded / event.total) : 0;
    document.getElementById("bytes").value = part;
    document.getElementById("percent").textContent = part < 100
      ? filled(form.dataset.sent, { done: size(event.loaded), all: size(event.total) }) : form.dataset.taking;
  }

  // The answer is the page of what was sent, or the form again with what went wrong.
  function answered(request) {
    if (request.status === 200 && request.responseURL) { location.assign(request.responseURL); return; }
    busy(false);
    const again = new DOMParser().parseFromString(request.responseText, "text/html").getElementById("problem");
    if (again) problem.replaceChildren(...again.cloneNode(true).childNodes); else tell(form.dataset.broken);
    problem.scrollIntoView({ block: "nearest" });
  }

  form.addEventListener("submit", (event) => {
    if (sending) { event.preventDefault(); return; }
    event.preventDefault();
    if (!files.length) { tell(form.dataset.none); return; }
    if (tooMuch()) { tell(form.dataset.tooMuch); return; }
    const body = new FormData(form, event.submitter);
    body.delete("files");
    body.delete("folder");
    for (const one of files) body.append("files", one.file, one.path);
    const request = new XMLHttpRequest();
    sending = request;
    tell("");
    busy(true);
    document.getElementById("abort").focus();
    request.upload.addEventListener("progress", sent);
    request.addEventListener("load", () => { sending = null; answered(request); });
    request.addEventListener("error", () => { sending = null; busy(false); tell(form.dataset.broken); });
    request.addEventListener("abort", () => { sending = null; busy(false); document.getElementById("files").focus(); });
    request.open("POST", form.action);
    request.send(body);
  });
  document.getElementById("abort").addEventListener("click", () => { if (sending) sending.abort(); });
  window.addEventListener("beforeunload", (event) => { if (sending) event.preventDefault(); });
  window.addEventListener("pageshow", () => busy(false));
}
