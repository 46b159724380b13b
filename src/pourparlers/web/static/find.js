// Looks words up in `found`, which stands in a file of its own: rows of [address, language, line before, words, line after].
{
  const input = document.getElementById("words"), hits = document.getElementById("hits"), count = document.getElementById("count");
  const most = 200;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = (window.found || []).map((row) => [row, fold(row.slice(2).join(" "))]);

  // The words that were sought, marked in a line: nothing but text nodes and <mark> is made.
  function marked(element, text, sought) {
    const letters = [...text], low = letters.map(fold);
    let at = 0, plain = "";
    while (at < low.length) {
      const near = low.slice(at, at + 60).join("");
      const word = sought.find((one) => near.startsWith(one));
      if (!word) { plain += letters[at]; at += 1; continue; }
      element.append(plain);
      plain = "";
      let end = at, length = 0;
      while (length < word.length && end < low.length) { length += low[end].length; end += 1; }
      const mark = document.createElement("mark");
      mark.className = "found";
      mark.textContent = letters.slice(at, end).join("");
      element.append(mark);
      at = end;
    }
    element.append(plain);
  }

  function show() {
    const sought = fold(input.value).split(/\s+/).filter(Boolean);
    const found = sought.length ? rows.filter(([, text]) => sought.every((word) => text.includes(word))) : [];
    hits.replaceChildren(...found.slice(0, most).map(([row]) => {
      const item = document.createElement("li");
      item.dataset.item = "";
      const link = document.createElement("a");
      link.href = row[0];
      link.textContent = row[2];
      const words = document.createElement("p");
      words.lang = row[1];
      words.className = "words";
      marked(words, row[3], sought);
      const after = document.createElement("span");
      after.className = "dim small";
      after.textContent = row[4];
      item.append(link, words, after);
      return item;
    }));
    const told = found.length === 1 ? input.dataset.foundOne : found.length ? input.dataset.foundMany : input.dataset.foundNone;
    count.textContent = sought.length ? told.replace("{}", found.length.toLocaleString(document.documentElement.lang)) : "";
    const address = sought.length ? `#${encodeURIComponent(input.value)}` : " ";
    try { history.replaceState(null, "", address.trim() || location.pathname); } catch { /* a file has no history */ }
  }

  let waiting = 0;
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
  if (location.hash.length > 1) {
    try { input.value = decodeURIComponent(location.hash.slice(1)); } catch { input.value = ""; }
    show();
  }
}
