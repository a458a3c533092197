// Tables of the selection, and the same as a CSV file.
(function () {
  "use strict";
  const compare = window.juesuanCompare;

  function make(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  function link(address, text) {
    const node = make("a", "", text);
    node.href = address;
    return node;
  }

  function head(text, className) {
    const node = make("th", className, text);
    node.scope = "col";
    return node;
  }

  function name(row, root) {
    const node = make("th");
    node.scope = "row";
    if (row.above) node.append(make("small", "", row.above));
    node.append(row.href ? link(root + row.href, row.name) : row.name);
    return node;
  }

  // Notes stand once below a table, each behind a circled number that stands wherever it holds.
  function markOf(notes, words) {
    if (!words) return "";
    if (notes.indexOf(words) < 0) notes.push(words);
    const number = notes.indexOf(words) + 1;
    return number > 20 ? "(" + number + ")" : String.fromCodePoint(0x2460 + number - 1);
  }

  function caution(said, notes) {
    const node = make("small", "caution", said.split("：")[0]);
    if (said.indexOf("：") >= 0) node.append(make("sup", "", markOf(notes, said)));
    return node;
  }

  function below(notes) {
    const node = make("div", "marked-notes");
    notes.forEach(function (said) {
      const line = make("p");
      line.append(make("span", "mark-of", markOf(notes, said)), said);
      node.append(line);
    });
    return node;
  }

  function cellOf(cell, root, notes) {
    const words = cell.value === null || cell.wordy;
    const node = make("td", "amount" + (words ? " words" : "") + (cell.missing ? " unknown" : "") + (cell.cautions.length ? " flagged" : ""));
    node.append(cell.href ? link(root + cell.href, cell.text) : cell.text);
    if (cell.value !== null && !/^\d/.test(cell.text)) node.dataset.sort = compare.numbers.plain(cell.value, 6);
    const mark = markOf(notes, [cell.why].concat(cell.notes).filter(Boolean).join("；"));
    if (mark) node.append(make("sup", "note-mark", mark));
    cell.cautions.forEach(function (said) { node.append(caution(said, notes)); });
    if (cell.beneath) node.append(make("small", "second", cell.beneath));
    return node;
  }

  function caption(table) {
    const node = make("caption");
    const text = make("span", "caption-text", table.title);
    node.append(text);
    node.id = "table-" + table.key;
    const said = [table.scope, table.unit ? "单位：" + table.unit : ""].filter(Boolean).join("，");
    if (said) text.append(make("small", "unit", said));
    return node;
  }

  function draw(table, root) {
    const block = make("div", "compare-block");
    table.remarks.forEach(function (said) { block.append(make("p", "compare-remark", said)); });
    const grid = make("table", "compare-table" + (table.rows.length > 1 ? " sortable" : ""));
    const heads = make("tr");
    heads.append(head(table.corner, "name"));
    table.columns.forEach(function (column) { heads.append(head(column, "amount")); });
    const top = make("thead");
    top.append(heads);
    const body = make("tbody");
    const notes = [];
    table.rows.forEach(function (row) {
      const line = make("tr");
      line.append(name(row, root));
      row.cells.forEach(function (cell) { line.append(cellOf(cell, root, notes)); });
      body.append(line);
    });
    const said = caption(table);
    grid.append(said, top, body);
    const box = make("div", "table-box");
    box.setAttribute("role", "region");
    box.setAttribute("aria-labelledby", said.id);
    box.tabIndex = 0;
    box.append(grid);
    block.append(box);
    if (notes.length) block.append(below(notes));
    return block;
  }

  // Says in words how many columns lie beyond the edge of a box that is shown.
  function hint(block) {
    const box = block.querySelector(".table-box");
    const edge = box.getBoundingClientRect().right + 1;
    const beyond = Array.from(box.querySelectorAll("thead th")).filter(function (one) { return one.getBoundingClientRect().right > edge; }).length;
    if (beyond) box.before(make("p", "compare-hint", "向左滑动看其余 " + beyond + " 列"));
  }

  // A text that a spreadsheet would take for a formula has an apostrophe before it.
  function field(text) {
    const safe = /^[=+\-@\t\r]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  function digits(cell) {
    if (cell.value === null) return "";
    const value = cell.exact === undefined ? cell.value : cell.exact;
    return compare.numbers.plain(value, 6).replace(/\.?0+$/, "");
  }

  // One line a number: what it is of, the number, its unit, and in words what is missing or must be known.
  function csv(tables, root) {
    const lines = [["项目", "口径", "地区", "部门", "年度", "数值", "单位", "说明", "出处"]];
    tables.forEach(function (table) {
      table.rows.forEach(function (row) {
        row.cells.forEach(function (cell, column) {
          const what = table.single ? row.name : table.title;
          const who = table.single ? table.title : row.name;
          const unit = cell.unit === "%" ? "%" : cell.exact === undefined ? table.unit : compare.numbers.MONEY;
          const said = (cell.missing || cell.wordy ? [cell.text] : []).concat(cell.why || [], cell.cautions, cell.notes).join("；");
          lines.push([what, table.scope, row.above, who, table.years[column], digits(cell), unit, said, cell.href ? new URL(root + cell.href, location.href).href : ""]);
        });
      });
    });
    return "\ufeff" + lines.map(function (line) { return line.map(field).join(",") + "\r\n"; }).join("");
  }

  Object.assign(compare, { make: make, draw: draw, hint: hint, csv: csv });
})();
