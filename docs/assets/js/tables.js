// Official tables on small screens: columns and rows without any number fold away, counted in words, and one tap brings
// them back. On every screen: says in words how many columns lie beyond the edge. Without this script all is shown.
(function () {
  "use strict";
  const boxes = Array.from(document.querySelectorAll(".content .table-box"));
  if (!boxes.length) return;
  const narrow = window.matchMedia("(max-width: 599px)");
  const MIN_ROWS = 3; // fewer empty rows are not worth a button

  // Each cell with the columns it covers.
  function placed(table) {
    const cells = [];
    const taken = [];
    Array.from(table.rows).forEach(function (row, y) {
      let x = 0;
      Array.from(row.cells).forEach(function (cell) {
        taken[y] = taken[y] || [];
        while (taken[y][x]) x += 1;
        const span = Number(cell.dataset.span || cell.colSpan);
        for (let dy = 0; dy < cell.rowSpan; dy += 1) {
          taken[y + dy] = taken[y + dy] || [];
          for (let dx = 0; dx < span; dx += 1) taken[y + dy][x + dx] = true;
        }
        cells.push({ cell: cell, row: row, from: x, to: x + span });
        x += span;
      });
    });
    return cells;
  }

  function printed(cell) {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll(".sr-only").forEach(function (node) { node.remove(); });
    return copy.textContent.trim();
  }

  function emptyRows(table) {
    const rows = table.tBodies.length ? Array.from(table.tBodies[0].rows) : [];
    const found = rows.filter(function (row) {
      const cells = Array.from(row.querySelectorAll("td.amount, td.count, td.blank, td.text"));
      const spanned = Array.from(row.cells).some(function (cell) { return cell.rowSpan > 1 || cell.classList.contains("strong"); });
      return cells.length > 0 && !spanned && cells.every(function (cell) { return !printed(cell); });
    });
    const rowspans = table.tBodies.length && table.tBodies[0].querySelector("[rowspan]");
    return !rowspans && found.length >= MIN_ROWS && found.length < rows.length ? found : [];
  }

  // The column of codes goes below the names when the names stand right beside it.
  function codeColumn(cells) {
    const codes = cells.filter(function (item) { return item.cell.matches("tbody td.code") && item.to - item.from === 1; });
    if (!codes.length || codes.some(function (item) { return item.from !== codes[0].from || item.cell.rowSpan > 1; })) return -1;
    const beside = codes.every(function (item) {
      const next = item.cell.nextElementSibling;
      return !printed(item.cell) || (next && next.matches("th.name"));
    });
    return beside ? codes[0].from : -1;
  }

  function setUp(box) {
    const table = box.querySelector("table");
    if (!table || box.classList.contains("table-wide")) return null;
    const cells = placed(table);
    const folded = (table.dataset.folded || "").split(",").filter(Boolean).map(Number);
    const code = codeColumn(cells);
    return { box: box, table: table, cells: cells, folded: folded, code: code, rows: emptyRows(table), open: false, tools: null };
  }

  function draw(state) {
    const small = narrow.matches && !state.printing;
    const away = new Set(small && !state.open ? state.folded : []);
    const codes = small && state.code >= 0;
    if (codes) away.add(state.code);
    state.cells.forEach(function (item) {
      const cell = item.cell;
      let left = 0;
      for (let x = item.from; x < item.to; x += 1) if (!away.has(x)) left += 1;
      if (!cell.dataset.span) cell.dataset.span = String(item.to - item.from);
      cell.classList.toggle("fold-away", left === 0);
      if (left > 0) cell.colSpan = left;
      if (item.from === state.code && cell.matches("tbody td.code")) codeBelow(cell, codes);
    });
    state.rows.forEach(function (row) { row.classList.toggle("fold-away", small && !state.open); });
    tell(state, small);
  }

  function codeBelow(cell, below) {
    const name = cell.nextElementSibling;
    if (!name || !name.matches("th.name")) return;
    let small = name.querySelector("small.code");
    if (below && !small && printed(cell)) {
      small = document.createElement("small");
      small.className = "code";
      small.textContent = printed(cell);
      name.append(small);
    } else if (!below && small) {
      small.remove();
    }
  }

  function counted(state) {
    const parts = [];
    if (state.folded.length) parts.push(state.folded.length + " 列");
    if (state.rows.length) parts.push(state.rows.length + " 行");
    return parts.join("、");
  }

  function beyond(state) {
    const edge = state.box.getBoundingClientRect().left + state.box.clientWidth + 2;
    let most = 0;
    Array.from(state.table.rows).forEach(function (row) {
      const out = Array.from(row.cells).filter(function (cell) {
        return cell.offsetParent && cell.colSpan === 1 && cell.getBoundingClientRect().right + state.box.scrollLeft > edge;
      });
      most = Math.max(most, out.length);
    });
    return most;
  }

  function tell(state, small) {
    const fold = small && counted(state);
    const far = state.box.offsetParent && !state.printing ? beyond(state) : 0;
    if (state.tools === null) {
      if (!fold && !far) return;
      state.tools = document.createElement("div");
      state.tools.className = "table-tools";
      state.words = document.createElement("p");
      state.button = document.createElement("button");
      state.button.type = "button";
      state.button.addEventListener("click", function () {
        state.open = !state.open;
        draw(state);
        announce();
      });
      state.tools.append(state.words, state.button);
      state.box.before(state.tools);
    }
    const words = [];
    if (fold) words.push(state.open ? "已展开全部内容" : "已收起没有数字的 " + counted(state));
    if (far) words.push("向左滑动看其余 " + far + " 列");
    state.words.textContent = words.join("；");
    state.button.hidden = !fold;
    state.button.textContent = state.open ? "只看有数字的" : "全部展开";
    state.tools.hidden = !words.length;
  }

  function announce() {
    document.dispatchEvent(new Event("juesuan:tables"));
  }

  const states = boxes.map(setUp).filter(Boolean);
  const wide = boxes.filter(function (box) { return box.classList.contains("table-wide"); }).map(function (box) {
    const table = box.querySelector("table");
    return { box: box, table: table, cells: [], folded: [], code: -1, rows: [], open: true, tools: null };
  });
  const all = states.concat(wide);

  function drawAll() {
    all.forEach(draw);
    announce();
  }

  // A link to a place that is folded away unfolds its table.
  function reveal() {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (error) { return; }
    const target = id && document.getElementById(id);
    const hiding = target && target.closest(".fold-away");
    if (!hiding) return;
    states.filter(function (state) { return state.table.contains(target); }).forEach(function (state) {
      state.open = true;
      draw(state);
    });
    target.scrollIntoView({ block: "center" });
  }

  let waiting = 0;
  window.addEventListener("resize", function () {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(drawAll);
  });
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", function () {
    states.forEach(function (state) { state.printing = true; draw(state); });
  });
  window.addEventListener("afterprint", function () {
    states.forEach(function (state) { state.printing = false; draw(state); });
  });
  drawAll();
  reveal();
})();
