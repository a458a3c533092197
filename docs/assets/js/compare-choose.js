// The choices of the page of comparison: departments by name, figures, years, what is looked at.
(function () {
  "use strict";
  const compare = window.juesuanCompare;
  const make = compare.make;
  const LISTED = 12;

  // Every department with the words that find it.
  function departments(index) {
    const found = [];
    Object.keys(index.regions).forEach(function (key) {
      const region = index.regions[key];
      region.departments.forEach(function (one) {
        found.push({ address: key + "/" + one[0], short: one[1], kind: one[2], region: region.name, words: [region.name + one[1]].concat(one.slice(2)).join(" ").toLowerCase() });
      });
    });
    return found;
  }

  // A name is found by its pieces in any order: 赫山 人社.
  function matches(every, text, chosen) {
    const pieces = text.toLowerCase().split(/\s+/).filter(Boolean);
    return every.filter(function (one) {
      return chosen.indexOf(one.address) < 0 && pieces.every(function (piece) { return one.words.indexOf(piece) >= 0; });
    });
  }

  function group(legend, className) {
    const node = make("fieldset", className);
    const list = make("div", "compare-choices");
    node.append(make("legend", "", legend), list);
    return { node: node, list: list };
  }

  function choice(kind, name, value, text, checked, act) {
    const label = make("label");
    const input = make("input");
    input.type = kind;
    input.name = name;
    input.value = value;
    input.checked = checked;
    input.addEventListener("change", function () { act(input); });
    label.append(input, make("span", "", text));
    return label;
  }

  function chips(state, every, act) {
    const list = make("ul", "compare-choices compare-chosen");
    state.departments.forEach(function (address) {
      const one = every.find(function (other) { return other.address === address; });
      const item = make("li");
      const button = make("button", "", one ? one.region + " " + one.short : address);
      button.type = "button";
      button.append(make("span", "", "移除"));
      button.addEventListener("click", function () { act(address); });
      item.append(button);
      list.append(item);
    });
    return list;
  }

  // A box that proposes names while one types; arrows choose, Enter takes, Escape closes.
  function combo(state, every, act) {
    const node = make("div", "compare-combo");
    const label = make("label", "label", "加一个部门（最多 " + compare.MOST.departments + " 个）");
    const input = make("input");
    const list = make("ul");
    let found = [];
    let at = -1;
    label.htmlFor = input.id = "compare-add";
    list.id = "compare-names";
    list.hidden = true;
    input.type = "text";
    input.autocomplete = "off";
    input.placeholder = "部门名称或简称";
    input.disabled = state.departments.length >= compare.MOST.departments;
    [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]].forEach(function (one) { input.setAttribute(one[0], one[1]); });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "部门");

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(next) {
      at = next;
      Array.from(list.children).forEach(function (item, place) { item.setAttribute("aria-selected", place === at ? "true" : "false"); });
      if (at < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[at].id);
      return list.children[at].scrollIntoView({ block: "nearest" });
    }

    function option(one, place) {
      const item = make("li", "", one.short);
      item.id = "compare-name-" + place;
      item.setAttribute("role", "option");
      item.append(make("small", "", one.region));
      item.addEventListener("pointerdown", function (event) { event.preventDefault(); });
      item.addEventListener("click", function () { act(one.address); });
      return item;
    }

    function open() {
      found = matches(every, input.value, state.departments).slice(0, LISTED);
      list.replaceChildren.apply(list, found.map(option));
      if (!found.length) return close();
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      return mark(-1);
    }

    input.addEventListener("input", open);
    input.addEventListener("focus", open);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if (event.key === "Escape") close();
      if (event.key === "Enter" && !list.hidden && found.length) { event.preventDefault(); act(found[Math.max(at, 0)].address); }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      if (list.hidden) open();
      if (found.length) mark((at + (event.key === "ArrowDown" ? 1 : found.length + (at < 0 ? 0 : -1))) % found.length);
    });
    node.append(label, input, list);
    return node;
  }

  // Departments of the same kind as the first chosen, else of its region: one tap adds one.
  function near(state, every, act) {
    const first = every.find(function (one) { return one.address === state.departments[0]; });
    if (!first || state.departments.length >= compare.MOST.departments) return null;
    const free = every.filter(function (one) { return state.departments.indexOf(one.address) < 0; });
    const kin = free.filter(function (one) { return first.kind && one.kind === first.kind; });
    const offered = (kin.length ? kin : free.filter(function (one) { return one.region === first.region; })).slice(0, 5);
    if (!offered.length) return null;
    const made = group(kin.length ? "加上同类部门" : "加上同一地区的部门", "compare-near compare-chosen");
    offered.forEach(function (one) {
      const button = make("button", "", (kin.length ? one.region + " " : "") + one.short);
      button.type = "button";
      button.append(make("span", "", "加上"));
      button.addEventListener("click", function () { act(one.address); });
      made.list.append(button);
    });
    return made.node;
  }

  // Draws the form; `act` takes what changed in the selection.
  function form(state, index, held, act) {
    const every = departments(index);
    const who = make("fieldset");
    who.append(make("legend", "", "部门"), chips(state, every, function (address) {
      act({ departments: state.departments.filter(function (one) { return one !== address; }), years: [] });
    }));
    const add = function (address) { act({ departments: state.departments.concat(address).slice(0, compare.MOST.departments), years: [] }); };
    who.append(combo(state, every, add));
    const kin = near(state, every, add);

    const what = make("details");
    const known = index.measures.filter(function (one) { return held.some(function (department) { return department.rows[one.key]; }); });
    const chosen = known.filter(function (one) { return state.measures.indexOf(one.key) >= 0; }).map(function (one) { return one.label; });
    what.append(make("summary", "", "项目：" + (chosen.join("、") || (state.departments.length > 1 ? "本年支出合计、“三公”经费合计" : "全部")) + "（点开选择，最多 " + compare.MOST.measures + " 项）"));
    what.open = state.open === true;
    what.addEventListener("toggle", function () { state.open = what.open; });
    const topics = new Map();
    known.forEach(function (one) {
      if (!topics.has(one.topic)) topics.set(one.topic, group(one.topic));
      topics.get(one.topic).list.append(choice("checkbox", "m", one.key, one.label, state.measures.indexOf(one.key) >= 0, function (input) {
        const rest = state.measures.filter(function (key) { return key !== one.key; });
        act({ measures: input.checked ? rest.concat(one.key).slice(-compare.MOST.measures) : rest });
      }));
    });
    topics.forEach(function (made) { what.append(made.node); });

    const when = group("年度");
    const all = compare.yearsOf(held);
    const shown = state.years.length ? state.years : all.slice(-compare.MOST.years);
    all.forEach(function (year) {
      when.list.append(choice("checkbox", "y", year, year + "年", shown.indexOf(year) >= 0, function (input) {
        const rest = shown.filter(function (one) { return one !== year; });
        act({ years: input.checked ? rest.concat(year).sort().slice(-compare.MOST.years) : rest });
      }));
    });

    const view = group("看什么");
    Object.keys(compare.VIEWS).forEach(function (key) {
      view.list.append(choice("radio", "view", key, compare.VIEWS[key], state.view === key, function () { act({ view: key }); }));
    });
    return [who, kin, what, when.node, view.node].filter(Boolean);
  }

  Object.assign(compare, { form: form });
})();
