"use strict";
// Lets the reader sort and filter the tables of the page. Without it the page shows all the same.
(() => {
  const unknown = "\u2013";
  const collator = new Intl.Collator(document.documentElement.lang, {numeric: true, sensitivity: "base"});
  const words = document.body.dataset;
  const numberIn = (text) => parseFloat(text.replace(",", "."));  // whatever is said of it behind it
  const textOf = (row, at) => row.cells[at].textContent.trim();

  // Among numbers, words such as "refused" come after all of them; what is unknown comes last. So in
  // either order.
  const place = (text, isNumeric) => text === unknown ? 2 : isNumeric && isNaN(numberIn(text)) ? 1 : 0;
  const compare = (at, isNumeric, sign) => (one, other) => {
    const a = textOf(one, at), b = textOf(other, at), places = [a, b].map((each) => place(each, isNumeric));
    if (places[0] !== places[1]) return places[0] - places[1];
    return sign * (isNumeric && places[0] === 0 ? numberIn(a) - numberIn(b) : collator.compare(a, b));
  };

  const makeSortable = (table) => {
    const body = table.tBodies[0], original = [...body.rows], heads = [...table.tHead.rows[0].cells];
    const next = {none: "ascending", ascending: "descending", descending: "none"};
    heads.forEach((head, at) => {
      const isNumeric = head.classList.contains("number");
      const button = document.createElement("button");
      button.type = "button";
      if (head.lastChild.nodeName === "WBR") head.lastChild.remove();  // the arrow stays beside it
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        const order = next[head.getAttribute("aria-sort")];
        heads.forEach((each) => each.setAttribute("aria-sort", "none"));
        head.setAttribute("aria-sort", order);
        const rows = [...original];
        if (order !== "none") rows.sort(compare(at, isNumeric, order === "ascending" ? 1 : -1));
        body.append(...rows);
      });
    });
  };

  const makeFilterable = (section, table) => {
    const rows = [...table.tBodies[0].rows];
    const label = document.createElement("label"), input = document.createElement("input");
    const count = document.createElement("output");
    label.className = "filter";
    label.append(words.filter + " ", input, " ", count);
    input.type = "search";
    input.setAttribute("aria-label", words.filterRows.replace("{}", () => section.querySelector("h2").textContent));
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLocaleLowerCase();
      rows.forEach((row) => {
        const cells = [...row.cells].map((each) => each.textContent.toLocaleLowerCase());
        row.hidden = !cells.some((text) => text.includes(wanted));
      });
      const shown = rows.filter((row) => !row.hidden).length;
      count.textContent = wanted === "" ? "" : words.shownRows.replace("{shown}", shown).replace("{all}", rows.length);
    });
    section.querySelector(":scope > .scroll").before(label);
  };

  const rowsWorthAFilter = 6;  // fewer are seen at a glance
  document.querySelectorAll("section").forEach((section) => {
    const table = section.querySelector(":scope > .scroll table"), rows = table.tBodies[0].rows.length;
    if (rows > 1) makeSortable(table);
    if (rows >= rowsWorthAFilter) makeFilterable(section, table);
  });
})();
