// Long tables of units: a field that looks for a name, and a choice of what the data-status of a row says, with counts.
// Without this script the table is whole.
(function () {
  "use strict";

  function made(tag, words, attributes) {
    const node = document.createElement(tag);
    if (words) node.textContent = words;
    Object.keys(attributes || {}).forEach(function (name) { node.setAttribute(name, attributes[name]); });
    return node;
  }

  function counted(rows) {
    const counts = new Map();
    rows.forEach(function (row) { counts.set(row.dataset.status, (counts.get(row.dataset.status) || 0) + 1); });
    return counts;
  }

  function choice(rows, id) {
    const select = made("select", "", { id: id });
    select.append(made("option", "全部（" + rows.length + "）", { value: "" }));
    counted(rows).forEach(function (count, name) {
      select.append(made("option", name + "（" + count + "）", { value: name }));
    });
    return select;
  }

  function setUp(table, number) {
    const rows = Array.from(table.tBodies[0].rows);
    if (rows.length < 2) return;
    const tools = made("div", "", { class: "status-tools", role: "search", "aria-label": "筛选单位" });
    const input = made("input", "", { type: "search", id: "filter-name-" + number, autocomplete: "off" });
    const select = choice(rows, "filter-status-" + number);
    const said = made("p", "", { role: "status", class: "status-said" });
    const part = table.dataset.part ? "本页" : "";

    function show() {
      const words = input.value.trim().toLowerCase();
      let shown = 0;
      rows.forEach(function (row) {
        const fits = (!select.value || row.dataset.status === select.value) &&
          row.cells[0].textContent.toLowerCase().indexOf(words) >= 0;
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      said.textContent = words || select.value ? part + "显示 " + shown + " 个，共 " + rows.length + " 个" : "";
    }

    tools.append(made("label", part + "按" + table.dataset.filter + "找", { for: input.id }), input);
    tools.append(made("label", "状态", { for: select.id }), select, said);
    input.addEventListener("input", show);
    select.addEventListener("change", show);
    (table.closest(".table-box") || table).before(tools);
  }

  document.querySelectorAll(".content table[data-filter]").forEach(setUp);
})();
