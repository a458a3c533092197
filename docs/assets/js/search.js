// The page of results: runs the search that stands in the address, answers what can be answered, draws the results and
// keeps the address up to date. The index is made by Pagefind after the site is built; without it the page says so.
(function () {
  "use strict";
  const script = document.currentScript;
  const form = document.querySelector("form.search-form");
  const list = document.getElementById("search-results");
  const status = document.getElementById("search-status");
  const note = document.getElementById("search-note");
  const box = document.getElementById("search-answer");
  const filters = document.getElementById("search-filters");
  if (!script || !form || !list || !status || !note || !box || !filters) return;
  const home = new URL("../../", script.src); // the site's root, whatever folder it lives in
  const input = form.elements.namedItem("q");
  const examples = document.querySelector(".search-examples");
  const selects = Array.from(form.querySelectorAll("select[data-filter]"));
  const STEP = 4; // pages read at once: each is a file of its own
  const UNASKED = 8; // pages read without a click, the second half only when the reader comes near it
  let modules = null;
  let engine = null;
  let values = null; // of the filters, once they were asked for
  let turn = 0;
  let last = null; // what is on the page: { plan, found }
  let everywhere = false; // whether the reader asked not to be understood
  let loosely = false; // whether the reader asked for the pieces of a word
  const TROUBLES = {
    none: "搜索暂时不能用：这个网站还没有生成搜索索引。",
    offline: "搜索暂时不能用：现在连不上网站，请过一会儿再找一次。",
    changed: "网站刚刚更新了，请刷新网页再找一次。"
  };

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

  function button(text, act) {
    const node = make("button", "button", text);
    node.type = "button";
    node.addEventListener("click", act);
    return node;
  }

  // ---- the address ----

  function fromAddress() {
    const wanted = new URLSearchParams(location.search);
    input.value = wanted.get("q") || "";
    selects.forEach(function (select) { choose(select, wanted.get(select.name) || ""); });
  }

  function choose(select, value) {
    if (value && !Array.from(select.options).some(function (option) { return option.value === value; })) {
      select.append(new Option(value, value));
    }
    select.value = value;
  }

  function toAddress() {
    const wanted = new URLSearchParams();
    const words = input.value.trim();
    if (words) wanted.set("q", words);
    selects.forEach(function (select) { if (select.value) wanted.set(select.name, select.value); });
    const text = wanted.toString();
    const address = location.pathname + (text ? "?" + text : "");
    if (address !== location.pathname + location.search) history.pushState(null, "", address);
  }

  // ---- what is needed ----

  function module(name) {
    return import(new URL(name, script.src).href);
  }

  function ready() {
    if (!modules) {
      modules = Promise.all(["search-words.js", "search-index.js", "search-seek.js", "search-results.js", "search-answer.js"].map(module)).then(function (all) {
        return { words: all[0], index: all[1], seek: all[2], results: all[3], answer: all[4] };
      });
    }
    return modules;
  }

  function load() {
    if (!engine) engine = ready().then(function (all) { return all.index.open(home); });
    return engine;
  }

  // Everyday names help, but words are found without them.
  function known(all) {
    return all.words.load(home).catch(function () { return null; });
  }

  function chosen() {
    const wanted = {};
    selects.forEach(function (select) { if (select.value) wanted[select.dataset.filter] = select.value; });
    return wanted;
  }

  // ---- asking ----

  function run() {
    const mine = (turn += 1);
    const words = input.value.trim();
    const wanted = chosen();
    count(wanted);
    if (examples) examples.hidden = Boolean(words); // the room is for results
    note.replaceChildren();
    box.replaceChildren();
    if (!words && !Object.keys(wanted).length) {
      list.replaceChildren();
      status.textContent = "";
      last = null;
      if (filters.open) offer(mine);
      return;
    }
    list.setAttribute("aria-busy", "true");
    status.textContent = "正在查找…";
    ready().then(function (all) {
      return known(all).then(function (index) {
        const asked = index && words && !everywhere && !/"/.test(words) ? all.words.understand(index, words, new Date()) : null;
        const plan = all.seek.plan(words, wanted, asked);
        if (index) plan.markOf = function (text) { return all.words.markOf(index, text); };
        if (asked) answered(all, index, asked, mine);
        return load().then(function (pagefind) {
          return all.seek.seek(pagefind, plan, index ? function (text) { return all.words.official(index, text); } : null, loosely);
        }).then(function (found) {
          if (mine !== turn) return null;
          last = { plan: plan, found: found };
          tell(plan, found, words);
          if (filters.open) offer(mine);
          return found.results.length ? draw(all, found, mine) : nothing(words, wanted);
        });
      });
    }).catch(function () {
      if (mine === turn) absent();
    }).then(function () {
      if (mine === turn) list.removeAttribute("aria-busy");
    });
  }

  function answered(all, index, asked, mine) {
    all.answer.answer(index, asked, home).then(function (section) {
      if (mine === turn && section) box.replaceChildren(section);
    }).catch(function () { /* the results stand without it */ });
  }

  // ---- what was looked for, in words ----

  function tell(plan, found, words) {
    status.textContent = found.results.length ? "找到 " + found.results.length + " 个页面" : "";
    note.replaceChildren();
    if (plan.scope.length) {
      const row = make("p", "", "只在" + plan.scope.join("、") + "的决算里找" + (plan.text ? quoted(plan.text) : "") + "。");
      row.append(button("在全部决算里找“" + words + "”", function () { everywhere = true; run(); input.focus(); }));
      note.append(row);
    }
    if (found.instead) note.append(make("p", "", instead(found) + quoted(found.instead) + "查找。"));
    if (found.offered) {
      const row = make("p", "", "决算里的正式说法是");
      const other = new URL(location.href);
      other.searchParams.set("q", found.offered);
      row.append(link(other.href, found.offered), "。");
      note.append(row);
    }
    if (found.loose && found.results.length && !loosely) {
      const how = found.phrases.length > 1 ? "同时" : "完整";
      note.append(make("p", "", "没有页面" + how + "写着" + found.phrases.map(quoted).join("和") + "，下面的页面含有其中的词。"));
    }
  }

  function quoted(text) {
    return text.includes("“") ? text : "“" + text + "”";
  }

  function instead(found) {
    if (found.amount) return "按";
    return found.few ? "写着“" + found.asked + "”的页面只有 " + found.few + " 个，也按" : "没有页面写着“" + found.asked + "”，按";
  }

  // ---- results ----

  function draw(all, found, mine) {
    list.replaceChildren();
    const board = all.results.board(list, found.phrases);
    return next(all, found, 0, board, mine);
  }

  // `order` says whether the reader pressed the button, perhaps while the pages were on their way: then the focus follows.
  function next(all, found, start, board, mine, order) {
    const some = found.results.slice(start, start + STEP);
    return Promise.all(some.map(function (result) { return result.data(); })).then(function (hits) {
      if (mine !== turn) return;
      const asked = Boolean(order && order.asked);
      const before = list.querySelector(".search-more");
      if (before) before.remove();
      const shown = list.children.length;
      // Pages that only seemed to hold the word are left out, and no longer counted.
      const held = found.whole ? hits.filter(function (hit) { return all.results.holds(hit, found.whole); }) : hits;
      found.dropped = (found.dropped || 0) + hits.length - held.length;
      status.textContent = "找到 " + (found.results.length - found.dropped) + " 个页面";
      const groups = held.map(board.add);
      const left = found.results.length - start - hits.length;
      if (left > 0) offerMore(all, found, start + hits.length, board, mine, left, asked);
      else if (found.wider && !loosely) list.append(wider(found));
      if (asked) follow(list.children[shown], groups);
    });
  }

  // After 再列出 the focus goes to the first new report, or to where the new places were folded away.
  function follow(section, groups) {
    const target = section && section.classList.contains("search-group") ? section.querySelector("a") : groups[0] && groups[0].more.querySelector("summary");
    if (target) target.focus();
  }

  // The next pages: as soon as their place is on the screen, as long as there are few; then when they are asked for.
  function offerMore(all, found, start, board, mine, left, asked) {
    const order = { asked: false, sent: false };
    // The screen and the reader may both ask for them, or the reader twice: they come once.
    function come() {
      if (order.sent) return;
      order.sent = true;
      next(all, found, start, board, mine, order).catch(absent);
    }
    const row = make("p", "search-more");
    row.append(button("再列出 " + Math.min(STEP, left) + " 个页面（还有 " + left + " 个）", function () {
      order.asked = true;
      come();
    }));
    list.append(row);
    if (asked || start >= UNASKED || typeof IntersectionObserver === "undefined") return;
    const near = new IntersectionObserver(function (seen) {
      if (!seen.some(function (one) { return one.isIntersecting; })) return;
      near.disconnect();
      if (row.isConnected && !row.contains(document.activeElement)) come();
    });
    near.observe(row);
  }

  function wider(found) {
    const row = make("p", "search-more", "以上各页都含有“" + found.asked + "”这个词。 ");
    row.append(button("放宽查找", function () {
      loosely = true;
      run();
      input.focus();
    }));
    return row;
  }

  // ---- filters with counts: their lists are read when they are opened ----

  function offer(mine) {
    load().then(function (pagefind) {
      return values || pagefind.filters();
    }).then(function (all) {
      values = all;
      // A search counts only the filters that are loaded by then, so it is asked again, from memory.
      return last ? engine.then(function (pagefind) { return pagefind.search(last.found.query || last.found.asked || null, { filters: last.plan.filters }); }) : null;
    }).then(function (found) {
      if (mine === turn) selects.forEach(function (select) { fill(select, found ? found.filters : values); });
    }).catch(function () { /* the page says elsewhere that there is no index */ });
  }

  function fill(select, found) {
    const name = select.dataset.filter;
    const counts = found[name] || {};
    const value = select.value;
    const names = Object.keys(values[name] || {}).filter(function (option) { return counts[option] || option === value; });
    names.sort(function (a, b) { return name === "年度" ? Number(b) - Number(a) : a.localeCompare(b, "zh-CN"); });
    const options = names.map(function (option) { return new Option(option + "（" + (counts[option] || 0) + "）", option); });
    select.replaceChildren(new Option("全部", ""));
    select.append.apply(select, options);
    choose(select, value);
    select.closest("label").hidden = !Object.keys(values[name] || {}).length;
  }

  function count(wanted) {
    const number = Object.keys(wanted).length;
    filters.hidden = false;
    filters.querySelector("summary").textContent = number ? "筛选（" + number + "）" : "筛选年度、地区、部门、栏目";
    document.getElementById("search-clear").hidden = !number;
  }

  // ---- no result, no index ----

  function nothing(words, wanted) {
    list.replaceChildren();
    status.textContent = "没有找到" + (words ? "“" + words + "”" : "符合条件的页面") + "。";
    const ways = make("ul", "search-ways");
    if (Object.keys(wanted).length) ways.append(make("li", "", "清除筛选条件，在全部年度、地区和部门里再找一次。"));
    ways.append(make("li", "", "换一个短一些的词，或者写部门的简称，例如“人社局”。"));
    ways.append(make("li", "", "数字请照原样写到小数点后两位；功能科目可以直接写编码，例如 2080505。"));
    ways.append(way("不知道决算里怎么说？看看", "terms/", "名词解释", "。"));
    ways.append(way("没有列出的部门和年度，可能还没有公开：看", "status/", "公开进度", "。"));
    ways.append(way("也可以从", "", "首页", "按地区和部门逐级点开。"));
    list.append(ways);
    trouble(); // a page that was open while the site changed asks for pieces that are gone, and finds nothing
  }

  // Say why nothing can be found, once that is known.
  function trouble() {
    const mine = turn;
    ready().then(function (all) { return all.index.trouble(home); }).catch(function () {
      modules = null;
      return "offline";
    }).then(function (why) {
      if (mine === turn && TROUBLES[why]) status.textContent = TROUBLES[why];
    });
  }

  function way(before, path, text, after) {
    const row = make("li", "", before);
    row.append(link(new URL(path, home).href, text), after);
    return row;
  }

  function absent() {
    engine = null;
    filters.hidden = true;
    list.replaceChildren();
    note.replaceChildren();
    status.textContent = "搜索暂时不能用，请刷新网页再找一次。";
    trouble();
    const words = make("p", "", "各部门的决算可以从");
    words.append(link(home.href, "首页"), "按地区、部门、年度逐级点开。");
    list.append(words);
  }

  // ---- events ----

  function ask() {
    anew();
    toAddress();
    run();
  }

  function anew() {
    loosely = false;
    everywhere = false;
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    ask();
  });
  selects.forEach(function (select) { select.addEventListener("change", ask); });
  filters.addEventListener("toggle", function () { if (filters.open) offer(turn); });
  document.getElementById("search-clear").addEventListener("click", function () {
    selects.forEach(function (select) { select.value = ""; });
    ask();
    input.focus();
  });
  window.addEventListener("popstate", function () {
    anew();
    fromAddress();
    run();
  });
  fromAddress();
  run();
})();
