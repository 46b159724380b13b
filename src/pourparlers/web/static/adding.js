// Days that names of files tell are put beside the articles that tell none: the reader sees them, and adds them or not.
document.addEventListener("click", (event) => {
  // The button comes into the page once all is looked at.
  if (event.target.id !== "by-names") return;
  const empty = [...document.querySelectorAll("input[data-named]")].filter((one) => !one.value);
  for (const one of empty) one.value = one.dataset.named;
  if (empty.length) empty[0].focus();
});
