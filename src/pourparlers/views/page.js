// Moves among facts and their passages by keyboard. Without it the page still reads and its links still lead.
"use strict";
(() => {
  const facts = [...document.querySelectorAll("li[data-fact]")];
  let fact = -1;
  let passage = 0;
  const passages = (li) => [...document.querySelectorAll(".text mark")].filter(
    (mark) => mark.dataset.facts.split(" ").includes(li.dataset.fact));
  const light = (marks) => {
    document.querySelectorAll(".here").forEach((at) => at.classList.remove("here"));
    marks.forEach((mark) => mark.classList.add("here"));
  };
  const choose = (index) => {
    if (!facts.length) return;
    fact = Math.min(Math.max(index, 0), facts.length - 1);
    passage = 0;
    const marks = passages(facts[fact]);
    light(marks);
    facts[fact].classList.add("here");
    facts[fact].focus({ preventScroll: false });
    if (marks[0]) marks[0].scrollIntoView({ block: "center" });
  };
  const step = (by) => {
    if (fact < 0) return choose(0);
    const marks = passages(facts[fact]);
    if (!marks.length) return;
    passage = (passage + by + marks.length) % marks.length;
    marks[passage].scrollIntoView({ block: "center" });
  };
  const keys = {
    j: () => choose(fact + 1),
    k: () => choose(fact - 1),
    n: () => step(1),
    p: () => step(-1),
    Enter: () => step(0),
    Escape: () => { light([]); fact = -1; },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    if (event.key === "Enter" && event.target.closest("a")) return;
    event.preventDefault();
    keys[event.key]();
  });
  facts.forEach((li, index) => li.addEventListener("click", (event) => {
    if (!event.target.closest("a")) choose(index);
  }));
  document.addEventListener("click", (event) => {
    const mark = event.target.closest && event.target.closest(".text mark");
    if (!mark) return;
    const wanted = mark.dataset.facts.split(" ");
    const index = facts.findIndex((li) => wanted.includes(li.dataset.fact));
    if (index >= 0) choose(index);
  });
})();
