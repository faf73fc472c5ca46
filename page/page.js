"use strict";
(() => {
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const named = (attribute, id) => one(`[${attribute}="${CSS.escape(id)}"]`);

  // What is sorted and filtered: the rows of a table, or the findings.
  const items = (table) => all(table.tagName === "TABLE" ? "tbody > tr" : ":scope > details", table);

  const keyOf = (row, column) => {
    const cell = row.cells[column];
    const name = one(".name", cell);
    return cell.dataset.sort ?? (name ?? cell).textContent.trim();
  };

  const sort = (table, column, header) => {
    const descending = header.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const rows = items(table).map((row, index) => ({ row, index, key: keyOf(row, column) }));
    // What is empty comes last, whichever way.
    const empty = (key) => key === "" || key === "~";
    rows.sort((a, b) => empty(a.key) - empty(b.key) || (descending ? -1 : 1) * collator.compare(a.key, b.key) || a.index - b.index);
    table.tBodies[0].append(...rows.map((r) => r.row));
  };

  const filter = (table, id) => {
    const words = named("data-filter", id).value.toLowerCase().split(/\s+/).filter(Boolean);
    const state = named("data-state", id).value;
    let shown = 0;
    const list = items(table);
    for (const item of list) {
      const text = item.textContent.toLowerCase();
      item.hidden = (state !== "" && item.dataset.state !== state) || !words.every((word) => text.includes(word));
      shown += item.hidden ? 0 : 1;
    }
    named("data-count", id).textContent = shown === list.length ? `${list.length} shown` : `${shown} of ${list.length} shown`;
  };

  for (const table of all("[data-table]")) {
    const id = table.dataset.table;
    if (table.tHead) {
      [...table.tHead.rows[0].cells].forEach((header, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...header.childNodes);
        button.addEventListener("click", () => sort(table, column, header));
        header.append(button);
      });
    }
    named("data-filter", id).addEventListener("input", () => filter(table, id));
    named("data-state", id).addEventListener("change", () => filter(table, id));
    filter(table, id);
  }
  for (const controls of all(".controls")) controls.hidden = false;

  for (const button of all("[data-expand]")) {
    button.addEventListener("click", () => {
      const list = items(named("data-table", button.dataset.expand));
      const open = list.some((item) => !item.hidden && !item.open);
      for (const item of list) if (!item.hidden) item.open = open;
      button.textContent = open ? "Close all" : "Open all";
    });
  }

  // A link to a finding opens it, also where a filter hides it.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target || target.tagName !== "DETAILS") return;
    target.hidden = false;
    target.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // On paper everything is open but the rows of the registers, and afterwards as it was.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])").filter((details) => !details.closest(".scroll"));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });
})();
