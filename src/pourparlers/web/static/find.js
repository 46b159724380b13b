// Looks words up in `found`, which stands in a file of its own: rows of [address, language, line before, words, line after, text].
{
  const input = document.getElementById("words"), hits = document.getElementById("hits"), count = document.getElementById("count");
  const most = 200, around = 100;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’ʼ]/gu, "'").toLowerCase();
  const rows = (window.found || []).map((row) => [row, fold(row.slice(2).join(" ")).replace(/\s+/gu, " ")]);
  for (const id of ["looking", "how"]) document.getElementById(id).hidden = false;
  input.focus();

  // Words; those between quotation marks follow one another; one that ends in * begins a word.
  function termsOf(text) {
    return [...fold(text).matchAll(/["«“]\s*([^"«»“”]*?)\s*(?:["»”]|$)|([^\s"«»“”]+)/gu)]
      .map(([, phrase, word]) => ({ words: (phrase ?? word).replace(/\*+$/u, ""), begins: /\*$/u.test(word ?? "") }))
      .filter((one) => one.words);
  }

  const letter = /[\p{L}\p{N}]/u;
  function stands(text, term) {
    let at = text.indexOf(term.words);
    while (term.begins && at > 0 && letter.test(text[at - 1])) at = text.indexOf(term.words, at + 1);
    return at >= 0;
  }

  // What is shown of a row: its words; of an article whose headline does not hold them, its text around the first of them.
  function shown(row, sought) {
    if (!row[5] || sought.every((one) => fold(row[3]).includes(one))) return row[3];
    const letters = [...row[5]], low = letters.map(fold).join("");
    // Folding keeps the number of letters but for a few: near enough for what stands around.
    const at = Math.max(0, Math.min(...sought.map((one) => low.indexOf(one)).filter((n) => n >= 0)));
    const start = Number.isFinite(at) ? Math.max(0, at - around) : 0, end = start + 2 * around;
    const part = letters.slice(start, end).join("").replace(/\s+/gu, " ");
    return `${row[3] ? `${row[3]} – ` : ""}${start ? "…" : ""}${part}${end < letters.length ? "…" : ""}`;
  }

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
    const terms = termsOf(input.value), sought = terms.map((one) => one.words);
    const found = terms.length ? rows.filter(([, text]) => terms.every((one) => stands(text, one))) : [];
    hits.replaceChildren(...found.slice(0, most).map(([row]) => {
      const item = document.createElement("li");
      item.dataset.item = "";
      const link = document.createElement("a");
      link.href = row[0];
      link.textContent = row[2];
      const words = document.createElement("p");
      words.lang = row[1];
      words.className = "words";
      marked(words, shown(row, sought), sought);
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
