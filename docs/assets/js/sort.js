// Tables that may be sorted: each head becomes a button. First press: numbers from the largest, words from the first;
// second press: the other way round; third press: the order of the page again. Totals and heads of groups stay where they
// are, rows without a number come last; rows stay in their group. Without this script the table is whole, in its order.
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

  function isGroup(row) { return row.classList.contains("group"); }

  // The groups of a table, each with its rows in the order of the page.
  function groups(table) {
    return Array.from(table.tBodies).map(function (body) {
      const rows = Array.from(body.rows);
      return { body: body, rows: rows, moving: rows.filter(function (row) { return !isTotal(row) && !isGroup(row); }) };
    });
  }

  // Only a plain grid can be sorted: one head row, nothing that spans rows or columns, somewhere two rows that may move.
  function isPlain(table) {
    const cells = Array.from(table.querySelectorAll("thead > tr > *, tbody > tr > *"));
    const movable = groups(table).some(function (group) { return group.rows.filter(function (row) { return !isGroup(row); }).length > 1; });
    return table.tHead && table.tHead.rows.length === 1 && movable && cells.every(function (cell) {
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
    const numeric = isNumeric([].concat.apply([], state.groups.map(function (group) { return group.moving; })), column);
    const first = numeric ? "descending" : "ascending";
    const second = numeric ? "ascending" : "descending";
    const before = head.getAttribute("aria-sort");
    const order = before === first ? second : before === second ? "none" : first;
    state.heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
    if (order !== "none") head.setAttribute("aria-sort", order);
    state.groups.forEach(function (group) {
      const sorted = order === "none" ? group.moving : ordered(group.moving, column, numeric, order);
      let next = 0;
      group.rows.forEach(function (row) { group.body.append(group.moving.indexOf(row) < 0 ? row : sorted[next++]); });
    });
    state.status.textContent = order === "none" ? "已" + WORDS.none : "已按“" + state.names[column] + "”" + WORDS[order] + "排列";
    document.dispatchEvent(new Event("juesuan:tables"));
  }

  function setUp(table) {
    if (table.classList.contains("ready") || !isPlain(table)) return;
    const state = {
      groups: groups(table),
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
