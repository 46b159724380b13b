// The queue: what is decided or leafed to comes in place of what was there, the focus goes to the question, and what was
// done is said. Without it forms and links do the same by whole pages.
{
  const queue = () => document.getElementById("review");
  let asking = null;
  let stop = -1;

  async function swap(address, options, said, push = true) {
    if (asking) return;
    document.getElementById("failed")?.remove();
    asking = address;
    queue().setAttribute("aria-busy", "true");
    const waiting = setTimeout(() => tell("waiting", queue().dataset.waiting), 1500);
    try {
      const answer = await fetch(address, { ...options, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.getElementById("review");
      if (!next) { tell("failed", page.querySelector("main .note.fault") || answer.statusText); return; }
      const open = document.querySelector(".narrow")?.open;
      queue().replaceWith(document.adoptNode(next));
      if (open !== undefined) next.querySelector(".narrow").open = open;
      document.title = page.title;
      if (push) history.pushState(null, "", answer.ok ? answer.url : location.href);
      const at = document.getElementById("conflict") || document.getElementById("question");
      if (at.id === "conflict") at.tabIndex = -1;
      centre();
      stop = -1;
      at.focus({ preventScroll: true });
      document.getElementById("judging").scrollIntoView({ block: "nearest" });
      const left = document.querySelector(".progress label").textContent.trim();
      room.say(`${said && answer.ok ? `${said}. ` : ""}${left}. ${at.textContent.trim().replace(/\s+/g, " ")}`);
    } catch (error) {
      tell("failed", queue().dataset.gone);
    } finally {
      clearTimeout(waiting);
      document.getElementById("waiting")?.remove();
      asking = null;
      queue()?.removeAttribute("aria-busy");
    }
  }

  // Above the doubt, which stays: what is waited for, or why nothing was decided.
  function tell(id, what) {
    const note = document.createElement("div");
    note.id = id;
    note.className = id === "failed" ? "note fault" : "note";
    note.setAttribute("role", id === "failed" ? "alert" : "status");
    note.append(...(what.childNodes ? document.adoptNode(what).childNodes : [what]));
    document.getElementById(id)?.remove();
    document.getElementById("judging").prepend(note);
    note.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-swap]");
    if (!form) return;
    event.preventDefault();
    const button = event.submitter;
    const fields = new URLSearchParams(new FormData(form, button));
    const word = button ? button.dataset.said || button.lastChild.textContent.trim() : "";
    swap(form.getAttribute("action"), { method: "POST", body: fields }, word);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    swap(link.href, {}, "");
  });
  addEventListener("popstate", () => { if (asking) location.reload(); else swap(location.href, {}, "", false); });

  // The words that are asked about stand in the middle of their text.
  function centre() {
    const text = document.querySelector(".passage");
    const mark = text && text.querySelector("mark");
    if (mark) text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
  }
  centre();

  // The passages of the text, one after the other.
  function pass(by) {
    const marks = [...document.querySelectorAll(".passage mark")];
    if (!marks.length) return false;
    stop = (stop + by + marks.length) % marks.length;
    for (const one of marks) one.classList.toggle("active", one === marks[stop]);
    marks[stop].tabIndex = -1;
    marks[stop].focus();
    marks[stop].scrollIntoView({ block: "nearest" });
    room.say(marks[stop].textContent);
    return true;
  }
  room.keys.n = () => pass(1);
  room.keys.p = () => pass(-1);
}
