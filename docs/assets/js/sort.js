// Tables that may be sorted: each head becomes a button. First press: numbers from the largest, words from the first;
// second press: the other way round; third press: the order of the page again. Totals stay where they are, rows without
// a number come last. Without this script the table is whole, in its own order.
(function () {
  "use strict";
  const NUMBER = /^[≥≤＞＜><＝=约\s]*([−-]?\d[\d,]*(?:\.\d+)?)/;
  const DATE = /^\d{4}-\d{2}-\d{2}$/; // sorts as it is written
  const WORDS = { ascending: "从小到大", descending: "从大到小", none: "恢复原来的顺序" };

  function text(cell) {
    if (!cell) return "";
    if (cell.dataset.sort) return cell.dataset.sort; // words that stand for a number: 增加 1.61
    const copy = cell.cloneNode(true);
    copy.querySelectorAll(".sr-only").forEach(function (node) { node.remove(); });
    return copy.textContent.trim();
  }

  function number(words) {
    const found = DATE.test(words) ? null : NUMBER.exec(words);
    return found ? Number(found[1].replace("−", "-").replace(/,/g, "")) : null;
  }

  // Only a plain grid can be sorted: one head row, nothing that spans rows or columns.
  function isPlain(table) {
    const rows = table.tHead && table.tBodies.length === 1 ? Array.from(table.tBodies[0].rows) : [];
    const cells = Array.from(table.querySelectorAll("thead > tr > *, tbody > tr > *"));
    return table.tHead && table.tHead.rows.length === 1 && rows.length > 1 && cells.every(function (cell) {
      return cell.rowSpan === 1 && cell.colSpan === 1;
    });
  }

  function isTotal(row) {
    return Array.from(row.cells).some(function (cell) { return cell.matches("th.strong"); });
  }

  function isNumeric(rows, column) {
    const found = rows.map(function (row) { return text(row.cells[column]); }).filter(Boolean);
    return found.length > 0 && found.filter(function (words) { return number(words) !== null; }).length * 2 > found.length;
  }

  function compared(one, other, numeric) {
    if (!numeric) return one.localeCompare(other, "zh-CN", { numeric: true });
    return number(one) - number(other);
  }

  function ordered(rows, column, numeric, order) {
    const missing = function (row) { return numeric ? number(text(row.cells[column])) === null : !text(row.cells[column]); };
    const known = rows.filter(function (row) { return !missing(row); });
    known.sort(function (one, other) {
      const way = compared(text(one.cells[column]), text(other.cells[column]), numeric);
      return order === "ascending" ? way : -way;
    });
    return known.concat(rows.filter(missing));
  }

  function press(state, column) {
    const head = state.heads[column];
    const numeric = isNumeric(state.moving, column);
    const first = numeric ? "descending" : "ascending";
    const second = numeric ? "ascending" : "descending";
    const before = head.getAttribute("aria-sort");
    const order = before === first ? second : before === second ? "none" : first;
    state.heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
    if (order !== "none") head.setAttribute("aria-sort", order);
    const sorted = order === "none" ? state.moving : ordered(state.moving, column, numeric, order);
    let next = 0;
    state.rows.forEach(function (row) {
      state.body.append(isTotal(row) ? row : sorted[next++]);
    });
    state.status.textContent = order === "none" ? "已" + WORDS.none : "已按“" + state.names[column] + "”" + WORDS[order] + "排列";
    document.dispatchEvent(new Event("juesuan:tables"));
  }

  function setUp(table) {
    if (table.classList.contains("ready") || !isPlain(table)) return;
    const rows = Array.from(table.tBodies[0].rows);
    const state = {
      body: table.tBodies[0],
      rows: rows,
      moving: rows.filter(function (row) { return !isTotal(row); }),
      heads: Array.from(table.tHead.rows[0].cells),
      names: [],
      status: document.createElement("p"),
    };
    state.names = state.heads.map(text);
    state.heads.forEach(function (head, column) {
      if (!head.matches("th")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append.apply(button, Array.from(head.childNodes));
      button.addEventListener("click", function () { press(state, column); });
      head.append(button);
    });
    state.status.className = "sr-only";
    state.status.setAttribute("role", "status");
    (table.closest(".table-box") || table).after(state.status);
    table.classList.add("ready");
  }

  function all() {
    document.querySelectorAll(".content table.sortable").forEach(setUp);
  }

  all();
  document.addEventListener("juesuan:drawn", all); // a script has drawn tables
  // Where a theme replaces the page without loading it anew, it says so here.
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(all);
})();
