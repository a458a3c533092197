// Printed numbers by keyboard: one tab stop a table or section, arrows move between its numbers, up and down within a column.
(function () {
  "use strict";
  const content = document.getElementById("content");
  if (!content || !content.querySelector("a.figure")) return;

  const groups = new Map();
  (function group() {
    let section = content;
    content.querySelectorAll("h1, h2, h3, h4, h5, h6, a.figure").forEach(function (node) {
      if (!node.matches("a.figure")) { section = node; return; }
      const key = node.closest("table") || node.closest(".card") || section;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(node);
      node.groupKey = key;
    });
  })();

  function seen(figure) {
    return figure.getClientRects().length > 0;
  }

  function stops() {
    groups.forEach(function (members) {
      const visible = members.filter(seen);
      const current = visible.find(function (figure) { return figure.isStop; }) || visible[0];
      members.forEach(function (figure) { figure.tabIndex = figure === current ? 0 : -1; });
    });
  }

  function moveTo(figure) {
    groups.get(figure.groupKey).forEach(function (member) { member.isStop = member === figure; member.tabIndex = -1; });
    figure.tabIndex = 0;
    figure.focus();
  }

  function edge(figure) {
    return figure.getBoundingClientRect().right; // numbers are set flush right
  }

  // The figure of the row above or below that stands in the same column.
  function vertical(figure, step) {
    let row = figure.closest("tr");
    while (row) {
      row = step > 0 ? row.nextElementSibling : row.previousElementSibling;
      const members = row ? Array.from(row.querySelectorAll("a.figure")).filter(seen) : [];
      const same = members.filter(function (other) { return Math.abs(edge(other) - edge(figure)) < 4; });
      if (same.length) return same[0];
    }
    return null;
  }

  function neighbour(figure, key) {
    const members = groups.get(figure.groupKey).filter(seen);
    const at = members.indexOf(figure);
    if (key === "Home") return members[0];
    if (key === "End") return members[members.length - 1];
    if (figure.closest("table") && key === "ArrowUp") return vertical(figure, -1);
    if (figure.closest("table") && key === "ArrowDown") return vertical(figure, 1);
    return members[at + (key === "ArrowRight" || key === "ArrowDown" ? 1 : -1)] || null;
  }

  content.addEventListener("keydown", function (event) {
    const figure = event.target.closest && event.target.closest("a.figure");
    if (!figure || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    const next = neighbour(figure, event.key);
    if (next) moveTo(next);
  });

  content.addEventListener("focusin", function (event) {
    const figure = event.target.closest && event.target.closest("a.figure");
    if (!figure) return;
    groups.get(figure.groupKey).forEach(function (member) { member.isStop = member === figure; });
  });

  document.addEventListener("toggle", stops, true); // a table of chart data was opened
  document.addEventListener("juesuan:tables", stops); // columns were folded or unfolded
  window.addEventListener("resize", stops);
  stops();
})();
