// What the page of comparison shows: the selection that stands in the address, the data it needs, and its tables as
// plain records, from which table, chart and CSV file are all drawn, so that they agree.
(function () {
  "use strict";
  const compare = window.juesuanCompare;
  const numbers = compare.numbers;
  const MOST = { departments: 6, measures: 4, years: 6 };
  const VIEWS = { amount: "金额", share: "占比", change: "增减", head: "人均" };
  const FIRST = ["spending", "three-public"];
  const held = {};

  function parts(text, most) {
    return (text || "").split(",").map(function (one) { return one.trim(); }).filter(Boolean).slice(0, most);
  }

  function fromAddress(query) {
    const wanted = new URLSearchParams(query);
    const view = wanted.get("view") || "";
    return {
      departments: Array.from(new Set(wanted.getAll("d"))).filter(function (one) { return /^[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/.test(one); }).slice(0, MOST.departments),
      measures: parts(wanted.get("m"), MOST.measures),
      years: parts(wanted.get("y"), MOST.years).filter(function (one) { return /^\d{4}$/.test(one); }),
      view: Object.prototype.hasOwnProperty.call(VIEWS, view) ? view : "amount",
    };
  }

  // Slashes and commas stay as they are: the address is meant to be read.
  function toAddress(state) {
    const found = state.departments.map(function (one) { return "d=" + one; });
    if (state.measures.length) found.push("m=" + state.measures.map(encodeURIComponent).join(","));
    if (state.years.length) found.push("y=" + state.years.join(","));
    if (state.view !== "amount") found.push("view=" + state.view);
    return found.length ? "?" + found.join("&") : "";
  }

  function load(root, address) {
    if (!held[address]) {
      held[address] = fetch(root + "compare/data/" + address + ".json").then(function (answer) {
        if (!answer.ok) throw new Error(address);
        return answer.json();
      });
      held[address].catch(function () { delete held[address]; });
    }
    return held[address];
  }

  function usual(words) {
    const counts = new Map();
    words.forEach(function (word) { counts.set(word, (counts.get(word) || 0) + 1); });
    let best = "";
    let most = 0;
    counts.forEach(function (count, word) { if (count > most) { most = count; best = word; } });
    return best;
  }

  function yearsOf(departments) {
    const found = new Set();
    departments.forEach(function (one) { one.years.forEach(function (year) { found.add(String(year)); }); });
    return Array.from(found).sort();
  }

  function pointOf(department, key, year) {
    const row = department.rows[key];
    const point = row && row.points[year];
    if (point) return point.missing ? { missing: brief(point.missing, year) } : point;
    return { missing: department.years.indexOf(Number(year)) < 0 ? "没有该年决算" : "未公布" };
  }

  // The year stands in the head of the column.
  function brief(words, year) { return words.replace("本站没有" + year + "年决算", "没有该年决算"); }

  // Words of one or two characters stand in the cell, the reason in a note below the table.
  function blank(reason, words) {
    const brief = reason === "未公布";
    return { value: null, text: brief ? reason : words || "缺", why: brief ? "" : reason, href: "", cautions: [], notes: [], missing: true };
  }

  // Returns a cell of a figure as it is; in `scope` stands what the others are of.
  function amount(point, unit, scope) {
    if (point.value === undefined && !point.text) return blank(point.missing || "未公布");
    const cautions = (point.cautions || []).slice();
    if ((point.scope || "") !== scope) cautions.push("口径不同：" + (point.scope || "没有说明"));
    const value = numbers.parse(point.value);
    return { value: value, unit: unit, text: value === null ? point.text : numbers.shown(value, unit), href: point.href || "", cautions: cautions, notes: point.notes || [] };
  }

  function share(department, measure, year, cell) {
    if (cell.value === null) return cell;
    const whole = measure.whole ? numbers.parse(pointOf(department, measure.whole, year).value) : null;
    if (whole === null) return blank(measure.whole ? "没有公布作分母的数" : "没有可作分母的数");
    const value = numbers.percent(cell.value, whole);
    if (value === null) return blank("分母为 0，不算");
    return Object.assign({}, cell, { value: value, unit: "%", text: numbers.shown(value, "%") + "%" });
  }

  function change(department, measure, year, cell, unit) {
    if (cell.value === null) return cell;
    const point = pointOf(department, measure.key, year);
    const before = pointOf(department, measure.key, String(Number(year) - 1));
    const value = numbers.parse(before.value);
    if (value === null) return blank("上年数未知", "缺");
    const unlike = (point.cautions || []).concat(before.cautions || [], (point.scope || "") === (before.scope || "") ? [] : ["口径不同"]);
    if (unlike.length) return blank(unlike[0].split("：")[0], "不可比");
    const found = numbers.change(cell.value, value, unit);
    return Object.assign({}, cell, { value: found.value, text: found.words, wordy: true });
  }

  function head(department, year, cell) {
    if (cell.value === null) return cell;
    const staff = numbers.parse(pointOf(department, "staff", year).value);
    if (!staff) return blank("年末在职人数未公布");
    const value = Math.round((cell.value / staff) * numbers.ONE);
    return Object.assign({}, cell, { value: value, text: numbers.shown(value, cell.unit) });
  }

  function viewed(state, department, measure, year, scope) {
    const row = department.rows[measure.key];
    const unit = row ? row.unit : numbers.MONEY;
    const cell = amount(pointOf(department, measure.key, year), unit, scope);
    if (state.view === "share") return share(department, measure, year, cell);
    if (state.view === "change") return change(department, measure, year, cell, unit);
    if (state.view === "head") return unit === numbers.MONEY ? head(department, year, cell) : blank("只算金额");
    return cell;
  }

  // Large amounts stand in 亿元, with the exact 万元 beneath; one unit a table.
  function inUnit(state, table) {
    const values = [];
    table.rows.forEach(function (row) { row.cells.forEach(function (cell) { if (cell.value) values.push(Math.abs(cell.value)); }); });
    const big = table.unit === numbers.MONEY && state.view === "amount" && values.length > 0 &&
      Math.max.apply(null, values) >= 10000 * numbers.ONE && Math.min.apply(null, values) >= 100 * numbers.ONE;
    if (!big) return table;
    table.unit = "亿元";
    table.rows.forEach(function (row) {
      row.cells.forEach(function (cell) {
        if (cell.value === null) return;
        cell.beneath = cell.text + " 万元";
        cell.exact = cell.value;
        cell.value = Math.round(cell.value / 10000);
        cell.text = numbers.shown(cell.value, "亿元");
      });
    });
    return table;
  }

  function remarks(table) {
    const kinds = new Map();
    table.rows.forEach(function (row) {
      row.cells.forEach(function (cell) {
        cell.cautions.forEach(function (words) {
          const kind = words.split("：")[0];
          kinds.set(kind, (kinds.get(kind) || 0) + 1);
        });
      });
    });
    const said = [];
    if (kinds.size) {
      const counted = Array.from(kinds).map(function (one) { return one[1] + " 格" + one[0]; }).join("、");
      said.push(counted + "，已在格中注明，不能和其他格直接比较，图中也不画。");
    }
    const comparable = table.columns.some(function (_, column) {
      return table.rows.filter(function (row) { return row.cells[column].value !== null && !row.cells[column].cautions.length; }).length > 1;
    });
    if (table.rows.length > 1 && !table.single && !comparable) said.push("所选部门没有哪一年可以直接比较：年度或口径各不相同。");
    return said;
  }

  function title(state, label) {
    if (state.view === "share") return label + "占比";
    if (state.view === "change") return label + "比上年";
    if (state.view === "head") return "人均" + label;
    return label;
  }

  function finished(state, table) {
    inUnit(state, table);
    table.remarks = remarks(table);
    return table;
  }

  // One department without a chosen figure: a row a figure. Else one table a figure: a row a department.
  function tables(state, departments, index) {
    const years = state.years.length ? state.years.slice().sort() : yearsOf(departments).slice(-MOST.years);
    const columns = years.map(function (year) { return year + "年"; });
    const known = index.measures.filter(function (one) { return departments.some(function (department) { return department.rows[one.key]; }); });
    if (departments.length === 1 && !state.measures.length) {
      const one = departments[0];
      const money = known.filter(function (measure) { return one.rows[measure.key].unit === numbers.MONEY; });
      const rows = money.map(function (measure) {
        return { name: measure.label, above: "", href: "", cells: years.map(function (year) { return viewed(state, one, measure, year, one.rows[measure.key].scope); }) };
      });
      return [finished(state, { key: "years", title: title(state, one.name), corner: "项目", unit: state.view === "share" ? "" : numbers.MONEY, scope: "", columns: columns, years: years, rows: rows, single: true })];
    }
    const wanted = state.measures.length ? state.measures : FIRST;
    return known.filter(function (measure) { return wanted.indexOf(measure.key) >= 0; }).map(function (measure) {
      return finished(state, measured(state, departments, measure, years, columns));
    });
  }

  function measured(state, departments, measure, years, columns) {
    const scopes = [];
    departments.forEach(function (one) {
      years.forEach(function (year) {
        const point = pointOf(one, measure.key, year);
        if (point.value !== undefined) scopes.push(point.scope || "");
      });
    });
    const scope = usual(scopes);
    const rows = departments.map(function (one) {
      return { name: one.short, above: one.region, href: one.href, cells: years.map(function (year) { return viewed(state, one, measure, year, scope); }) };
    });
    const held = departments.find(function (one) { return one.rows[measure.key]; });
    const unit = state.view === "share" ? "" : held.rows[measure.key].unit;
    return { key: measure.key, title: title(state, measure.label), corner: "部门", unit: unit, scope: scope, columns: columns, years: years, rows: rows };
  }

  Object.assign(compare, { MOST: MOST, VIEWS: VIEWS, FIRST: FIRST, fromAddress: fromAddress, toAddress: toAddress, load: load, yearsOf: yearsOf, tables: tables });
})();
