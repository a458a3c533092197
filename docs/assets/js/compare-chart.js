// The picture of a table: bars, from four years on a line, one panel a department, every value written beside its mark.
// The libraries are loaded when the first picture is shown; their expressions are interpreted, so no eval is needed.
(function () {
  "use strict";
  const compare = window.juesuanCompare;
  const base = new URL("../vendor/", document.currentScript.src);
  const SCRIPTS = ["vega.min.js", "vega-lite.min.js", "vega-interpreter.js"];
  const LINE_FROM = 4;
  let loading = null;

  function script(name) {
    return new Promise(function (resolve, reject) {
      const node = document.createElement("script");
      node.src = new URL(name, base).href;
      node.onload = resolve;
      node.onerror = function () { reject(new Error(name)); };
      document.head.append(node);
    });
  }

  // One after the other: each needs the one before it.
  function libraries() {
    if (!loading) {
      loading = SCRIPTS.reduce(function (before, name) { return before.then(function () { return script(name); }); }, Promise.resolve());
      loading.catch(function () { loading = null; });
    }
    return loading;
  }

  function look() {
    const style = getComputedStyle(document.documentElement);
    const token = function (name) { return style.getPropertyValue(name).trim(); };
    return {
      fg: token("--fg"), soft: token("--fg-soft"), rule: token("--rule"), blue: token("--blue"), old: token("--piece-3"),
      font: token("--font-text"), size: Math.round(parseFloat(style.fontSize) * 0.7),
    };
  }

  function isDrawn(cell) { return cell.value !== null && !cell.cautions.length; }

  // Marks of the comparable cells; the others say why they have none.
  function marks(table) {
    const found = [];
    table.rows.forEach(function (row, place) {
      row.cells.forEach(function (cell, column) {
        const drawn = isDrawn(cell);
        const why = cell.cautions.length ? cell.cautions[0].split("：")[0] + "，没有画" : cell.why || cell.text;
        found.push({
          place: place, who: row.name + (row.above ? "（" + row.above + "）" : ""), year: table.columns[column],
          value: drawn ? cell.value / compare.numbers.ONE : null, at: drawn ? Math.max(0, cell.value / compare.numbers.ONE) : 0,
          label: drawn ? cell.text : why, short: cell.cautions.length ? cell.cautions[0].split("：")[0] : "没有数", drawn: drawn, last: column === table.columns.length - 1,
        });
      });
    });
    return found;
  }

  function canDraw(table) {
    return !table.single && table.rows.some(function (row) { return row.cells.some(isDrawn); });
  }

  function bars(table, colours, width) {
    const alone = table.columns.length === 1;
    const room = colours.size * 11;
    const step = Math.round(colours.size * 1.9);
    const y = { field: "year", type: "nominal", sort: table.columns, title: null, axis: alone ? null : { ticks: false, domain: false } };
    return {
      width: Math.max(120, width - room - (alone ? 8 : colours.size * 5)), height: { step: step },
      layer: [
        { mark: { type: "bar", stroke: colours.blue, strokeWidth: 1.5 }, transform: [{ filter: "datum.drawn" }],
          encoding: { x: { field: "value", type: "quantitative", axis: null }, color: { condition: { test: "datum.last", value: colours.blue }, value: colours.old } } },
        { mark: { type: "text", align: "left", baseline: "middle", dx: 6 }, encoding: { x: { field: "at", type: "quantitative", axis: null }, text: { field: "label" }, color: { condition: { test: "datum.drawn", value: colours.fg }, value: colours.soft } } },
      ],
      encoding: { y: y },
    };
  }

  function lines(table, colours, width) {
    return {
      width: Math.max(160, width - colours.size * 4), height: colours.size * 7,
      layer: [
        { mark: { type: "line", color: colours.blue, strokeWidth: 2.5, invalid: "break-paths-show-domains" }, encoding: { y: { field: "value", type: "quantitative", axis: null, scale: { zero: true } } } },
        { mark: { type: "point", filled: true, size: 60, color: colours.blue }, transform: [{ filter: "datum.drawn" }], encoding: { y: { field: "value", type: "quantitative", axis: null } } },
        { mark: { type: "text", dy: -12, color: colours.fg }, transform: [{ filter: "datum.drawn" }], encoding: { y: { field: "value", type: "quantitative", axis: null }, text: { field: "label" } } },
        { mark: { type: "text", dy: -8, color: colours.soft, fontSize: Math.round(colours.size * 0.86) }, transform: [{ filter: "!datum.drawn" }], encoding: { y: { datum: 0 }, text: { field: "short" } } },
      ],
      encoding: { x: { field: "year", type: "ordinal", sort: table.columns, title: null, scale: { padding: 0.5 }, axis: { labelAngle: 0, ticks: false, domainColor: colours.rule, labelExpr: width < 500 ? "replace(datum.label, '年', '')" : "datum.label" } } },
    };
  }

  function specification(table, width) {
    const colours = look();
    const line = table.rows.some(function (row) { return row.cells.filter(function (cell) { return isDrawn(cell) && !cell.wordy; }).length >= LINE_FROM; });
    return {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      data: { values: marks(table) },
      facet: { row: { field: "who", type: "nominal", sort: { field: "place", op: "min" }, title: null, header: { labelOrient: "top", labelAnchor: "start", labelAngle: 0, labelAlign: "left", labelBaseline: "bottom", labelPadding: 4, labelFontWeight: "bold", labelLimit: 0 } } },
      spec: (line ? lines : bars)(table, colours, width),
      spacing: colours.size,
      padding: 4,
      background: null,
      config: {
        font: colours.font, aria: false, view: { stroke: null },
        axis: { labelColor: colours.fg, labelFontSize: colours.size, labelLimit: 0, grid: false },
        header: { labelColor: colours.fg, labelFontSize: colours.size },
        text: { fontSize: colours.size },
      },
    };
  }

  function description(table) {
    const said = table.rows.map(function (row) {
      return row.name + "：" + row.cells.map(function (cell, column) { return table.columns[column] + " " + (cell.why ? cell.text + "（" + cell.why + "）" : cell.text) + (cell.cautions.length ? "（" + cell.cautions[0] + "）" : ""); }).join("，");
    });
    return table.title + (table.unit ? "，单位" + table.unit : "") + "。" + said.join("；") + "。";
  }

  // Draws the picture into `figure`; a picture that cannot be drawn leaves the table, which holds the same.
  function picture(table, figure) {
    return libraries().then(function () {
      const spot = compare.make("div", "compare-chart");
      const inside = compare.make("div"); // the library names its marks in English: one sentence outside says all
      const caption = compare.make("figcaption", "", table.title + (table.unit ? "，" + table.unit : "") + "（数字和上表相同）");
      inside.setAttribute("aria-hidden", "true");
      spot.append(inside);
      figure.replaceChildren(caption, spot);
      const parsed = window.vega.parse(window.vegaLite.compile(specification(table, Math.min(figure.clientWidth, 760) - 8)).spec, null, { ast: true });
      const view = new window.vega.View(parsed, { expr: window.vegaInterpreter, renderer: "svg", container: inside, hover: false });
      spot.setAttribute("role", "img");
      spot.setAttribute("aria-label", description(table));
      return view.runAsync();
    });
  }

  Object.assign(compare, { picture: picture, canDraw: canDraw });
})();
