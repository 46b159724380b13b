// Below a field that takes a name stand those of the dossier that may be meant.
{
  let waiting = 0, turn = 0;

  async function offer(field) {
    const now = ++turn;
    const answer = await fetch(`/names?${new URLSearchParams({ of: field.dataset.names, words: field.value })}`).catch(() => null);
    if (!answer || !answer.ok) return;
    const come = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (now === turn) field.list.replaceChildren(...come.querySelectorAll("#names option"));
  }

  // A field shows how an issue is called, and as long as nothing else is written in it asks for that issue and no other.
  document.addEventListener("formdata", (event) => {
    for (const field of event.target.querySelectorAll("input[data-id]"))
      if (field.name && field.value === field.defaultValue) event.formData.set(field.name, field.dataset.id);
  });

  for (const kind of ["focusin", "input"]) document.addEventListener(kind, (event) => {
    const field = event.target.closest && event.target.closest("input[data-names]");
    // What is chosen from the list asks for no other.
    if (!field || !field.list || event.inputType === "insertReplacementText") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => offer(field), kind === "input" ? 150 : 0);
  });
}
