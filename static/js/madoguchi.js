/* Small comforts. Every page works without this file; no words live here, they come from the page. */
(() => {
  "use strict";
  let told = "";
  const announce = (words) => {
    const place = document.getElementById("live");
    if (place && words) place.textContent = words;
  };

  /* Where the reading goes on: the error summary, else what the page marks. */
  const focusOn = (root) => {
    const target = root.querySelector("[autofocus]");
    if (target && document.activeElement !== target) target.focus();
  };

  /* Remaining characters of a textarea, counted as the server counts them. */
  const count = (box) => {
    const words = document.getElementById(box.dataset.remaining);
    if (!words) return;
    const left = Number(box.dataset.limit) - [...box.value.replace(/\r\n/g, "\n")].length;
    words.textContent = (left < 0 ? words.dataset.over : words.dataset.left).replace("#", Math.abs(left));
    words.classList.toggle("is-over", left < 0);
  };

  const WIDE = window.matchMedia("(min-width: 64rem)");
  const PATIENCE = 10000;

  /* One press is enough: a second is swallowed until the page is shown again, or for ten seconds. */
  const guard = (event) => {
    const form = event.target;
    if (!form.matches("form[data-once]")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (!button) return;
    button.setAttribute("aria-disabled", "true");
    announce(form.dataset.once);
    setTimeout(release, PATIENCE);
  };

  const release = () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
    }
  };

  /* Arrow keys in the week table go to the next time one can choose. */
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const neighbour = (cell, [down, right]) => {
    let { rowIndex } = cell.parentElement;
    let column = cell.cellIndex;
    const { rows } = cell.closest("table");
    for (;;) {
      rowIndex += down;
      column += right;
      const next = rows[rowIndex] && rows[rowIndex].cells[column];
      if (down ? !rows[rowIndex] : !next) return null;
      const link = next && next.querySelector("a");
      if (link) return link;
    }
  };
  const walk = (event) => {
    const step = STEPS[event.key];
    const cell = step && event.target.closest && event.target.closest("table[data-walk] td");
    const link = cell && neighbour(cell, step);
    if (!link) return;
    event.preventDefault();
    link.focus();
  };

  /* Desk tables: j and k go through the rows, / to the search. */
  const desk = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const links = [...document.querySelectorAll("table[data-rows] tbody a[data-row]")];
    const here = links.indexOf(document.activeElement);
    const target = { "/": document.querySelector("[data-search]"), j: links[here + 1], k: links[here - 1] }[event.key];
    if (!target) return;
    event.preventDefault();
    target.focus();
  };

  /* A password can be looked at while it is typed; it is sent, and kept by the browser, as a password. */
  const reveal = (button) => {
    const field = document.getElementById(button.dataset.reveal);
    const shown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shown));
    field.type = shown ? "text" : "password";
  };
  const conceal = (event) => event.target.querySelectorAll("[data-reveal][aria-pressed=true]").forEach(reveal);

  const prepare = (root) => {
    root.querySelectorAll("[data-reveal]").forEach((button) => { button.hidden = false; });
    root.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
    root.querySelectorAll("textarea[data-remaining]").forEach(count);
    root.querySelectorAll("details[data-open-wide]").forEach((part) => { part.open = WIDE.matches; });
    focusOn(root);
  };

  /* A part fetched anew keeps the focus: on what is called the same, else on the part itself. Never lost to the page's top. */
  let held = null;
  const called = (each) => [each.tagName, each.getAttribute("href"), each.name, each.type, each.matches("a, button, summary") && each.textContent.trim()].join("|");
  const hold = ({ detail }) => {
    const here = document.activeElement;
    held = detail.target && detail.target.id && detail.target.contains(here) ? { part: detail.target.id, name: called(here) } : null;
  };
  const restore = () => {
    const part = held && document.activeElement === document.body && document.getElementById(held.part);
    if (!part) return;
    const same = [...part.querySelectorAll("a, button, summary, input, select, textarea")].find((each) => called(each) === held.name);
    if (!same) part.tabIndex = -1;
    (same || part).focus({ preventScroll: true });
    held = null;
  };

  document.addEventListener("submit", conceal);
  document.addEventListener("submit", guard);
  window.addEventListener("pageshow", release);
  document.addEventListener("keydown", walk);
  document.addEventListener("keydown", desk);
  document.addEventListener("input", (event) => { if (event.target.matches("textarea[data-remaining]")) count(event.target); });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-reveal]");
    if (button) reveal(button);
  });
  document.addEventListener("htmx:load", (event) => {
    prepare(event.detail.elt);
    const said = event.detail.elt.querySelector("[data-announce]");
    if (said && said.textContent !== told) announce(told = said.textContent);
  });
  document.addEventListener("htmx:afterRequest", release);
  document.addEventListener("htmx:beforeSwap", hold);
  document.addEventListener("htmx:afterSettle", restore);
  document.addEventListener("htmx:sendError", () => announce(document.body.dataset.offline));
  prepare(document);
})();
