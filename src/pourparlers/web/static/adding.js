// Days that names of files tell are put beside the articles that tell none: the reader sees them, and adds them or not.
{
  const named = () => [...document.querySelectorAll("input[data-named]")];
  const button = document.getElementById("by-names");
  if (button && named().length) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const empty = named().filter((one) => !one.value);
      for (const one of empty) one.value = one.dataset.named;
      button.disabled = true;
      (empty[0] || named()[0]).focus();
    });
  }
}
