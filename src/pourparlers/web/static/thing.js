// Keys of a statement's or an encounter's page: each presses a button that is there to be clicked.
{
  const press = (what) => () => {
    const at = document.querySelector(what);
    if (!at) return false;
    at.click();
    return true;
  };
  const here = (what) => () => {
    const now = document.activeElement && document.activeElement.closest("[data-item]");
    return press(now && now.querySelector(what) ? `#${CSS.escape(now.id)} ${what}` : `.report ${what}`)();
  };
  room.keys.a = press(".accept-it");
  room.keys.x = press(".reject-it");
  room.keys.u = press(".undo-it");
  room.keys.o = here("[data-open]");
  room.keys.e = () => {
    const now = document.activeElement && document.activeElement.closest(".report");
    return press(now ? `#${CSS.escape(now.id)} [data-edit]` : ".correct-it")();
  };
}
