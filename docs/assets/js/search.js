// The search page: runs the search that stands in the address, draws the results, keeps the address up to date.
// The index is made by Pagefind after the site is built; without it the page says so and points to the directory.
(function () {
  "use strict";
  const script = document.currentScript;
  const form = document.querySelector("form.search-form");
  const list = document.getElementById("search-results");
  const status = document.getElementById("search-status");
  const filters = document.getElementById("search-filters");
  if (!script || !form || !list || !status || !filters) return;
  const home = new URL("../../", script.src); // the site's root, whatever folder it lives in
  const input = form.elements.namedItem("q");
  const selects = Array.from(form.querySelectorAll("select[data-filter]"));
  const STEP = 20;
  const SUB_RESULTS = 3;
  const LEADING = /^[\s，。；：、？！）”.,;:)]+/;
  let engine = null;
  let turn = 0;
  let exact = false; // whether the results hold the word as it stands
  let loosely = false; // whether the reader asked for its pieces

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

  // ---- asking ----

  function load() {
    if (!engine) {
      engine = import(new URL("pagefind/pagefind.js", home).href).then(function (pagefind) {
        return pagefind.options({ excerptLength: 60 }).then(function () { return pagefind.init(); }).then(function () { return pagefind; });
      });
    }
    return engine;
  }

  function chosen() {
    const wanted = {};
    selects.forEach(function (select) { if (select.value) wanted[select.dataset.filter] = select.value; });
    return wanted;
  }

  // One word is looked for as it stands first; only when no page holds it, by its pieces.
  function seek(pagefind, words, wanted) {
    const loose = function () { return pagefind.search(words || null, { filters: wanted }); };
    exact = false;
    if (loosely || !words || /[\s"]/.test(words)) return loose();
    return pagefind.search('"' + words + '"', { filters: wanted }).then(function (found) {
      exact = found.results.length > 0;
      return exact ? found : loose();
    });
  }

  function run() {
    const mine = (turn += 1);
    const words = input.value.trim();
    const wanted = chosen();
    list.setAttribute("aria-busy", "true");
    status.textContent = "正在查找…";
    load().then(function (pagefind) {
      // One after the other: a search counts only the filters that are loaded by then.
      return pagefind.filters().then(function (all) {
        return Promise.all([all, words || Object.keys(wanted).length ? seek(pagefind, words, wanted) : null]);
      });
    }).then(function (answer) {
      if (mine !== turn) return null;
      offer(answer[0], answer[1], wanted);
      if (!answer[1]) { clear(""); return null; }
      const results = answer[1].results;
      return results.length ? drawFrom(results, 0, words, mine) : nothing(words, wanted);
    }).catch(function () {
      if (mine === turn) absent();
    }).then(function () {
      if (mine === turn) list.removeAttribute("aria-busy");
    });
  }

  function clear(words) {
    list.replaceChildren();
    status.textContent = words;
  }

  // ---- filters with counts ----

  function offer(all, found, wanted) {
    filters.hidden = false;
    selects.forEach(function (select) {
      const name = select.dataset.filter;
      const counts = (found ? found.filters : all)[name] || {};
      const value = select.value;
      const names = Object.keys(all[name] || {}).filter(function (option) { return counts[option] || option === value; });
      names.sort(function (a, b) { return name === "年度" ? Number(b) - Number(a) : a.localeCompare(b, "zh-CN"); });
      const options = names.map(function (option) { return new Option(option + "（" + (counts[option] || 0) + "）", option); });
      select.replaceChildren(new Option("全部", ""));
      select.append.apply(select, options);
      choose(select, value);
      select.closest("label").hidden = !Object.keys(all[name] || {}).length;
    });
    const number = Object.keys(wanted).length;
    filters.querySelector("summary").textContent = number ? "筛选（" + number + "）" : "筛选";
    document.getElementById("search-clear").hidden = !number;
  }

  // ---- results, grouped by department and year ----

  function drawFrom(results, start, words, mine) {
    return Promise.all(results.slice(start, start + STEP).map(function (result) { return result.data(); })).then(function (hits) {
      if (mine !== turn) return;
      if (start === 0) clear("");
      status.textContent = "找到 " + results.length + " 个页面" + (results.length > start + hits.length ? "，先列出 " + (start + hits.length) + " 个" : "");
      const before = list.querySelector(".search-more");
      if (before) before.remove();
      const added = grouped(hits).map(function (group) { return drawGroup(group, words); });
      list.append.apply(list, added);
      if (start && added.length) added[0].querySelector("a").focus();
      if (results.length > start + hits.length) list.append(more(results, start + hits.length, words, mine));
      else if (exact) list.append(wider(words));
    });
  }

  function grouped(hits) {
    const groups = new Map();
    hits.forEach(function (hit) {
      const key = (hit.meta["部门"] || "") + "\n" + (hit.meta["年度"] || "") + "\n" + (hit.meta["部门"] ? "" : hit.url);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(hit);
    });
    return Array.from(groups.values());
  }

  function drawGroup(hits, words) {
    const meta = hits[0].meta;
    const section = make("section", "search-group");
    if (meta["部门"]) {
      const head = make("h2", "search-where", meta["部门"]);
      if (meta["年度"]) head.append(" · " + meta["年度"] + "年度");
      section.append(head);
    }
    hits.forEach(function (hit) { section.append(drawHit(hit, words)); });
    return section;
  }

  function drawHit(hit, words) {
    const item = make("article", "search-hit");
    const title = make("h3", "search-title");
    title.append(link(hit.url, hit.meta["栏目"] || hit.meta.title || "（无标题）"));
    const excerpt = make("p", "search-excerpt");
    excerpt.append.apply(excerpt, marked(hit.excerpt, words));
    item.append(title, excerpt);
    const subs = (hit.sub_results || []).filter(function (sub) { return sub.url !== hit.url && sub.title !== hit.meta.title && sub.title !== hit.meta["栏目"]; }).slice(0, SUB_RESULTS);
    if (subs.length) {
      const inner = make("ul", "search-subs");
      subs.forEach(function (sub) {
        const row = make("li");
        const text = make("span", "search-excerpt");
        text.append.apply(text, marked(sub.excerpt, words));
        row.append(link(sub.url, sub.title), text);
        inner.append(row);
      });
      item.append(inner);
    }
    return item;
  }

  // An excerpt is text with <mark>; only these two kinds of node are taken over. The engine marks every piece of a word
  // (公务, 接待, 费) wherever it stands: where the words themselves stand in the excerpt, only they are marked.
  function marked(excerpt, words) {
    const other = new DOMParser().parseFromString(excerpt, "text/html");
    const text = other.body.textContent;
    const whole = words.split(/\s+/).filter(function (word) { return word && text.includes(word); });
    if (whole.length) return markedWhole(text, whole);
    const first = other.body.firstChild;
    if (first && first.nodeType === Node.TEXT_NODE) first.textContent = first.textContent.replace(LEADING, "");
    return Array.from(other.body.childNodes).map(function (node) {
      return node.nodeName === "MARK" ? make("mark", "", node.textContent) : document.createTextNode(node.textContent);
    });
  }

  function markedWhole(text, whole) {
    const nodes = [];
    let rest = text.replace(LEADING, "");
    for (;;) {
      const places = whole.map(function (word) { return { word: word, at: rest.indexOf(word) }; }).filter(function (place) { return place.at >= 0; });
      if (!places.length) break;
      const next = places.reduce(function (one, other) {
        return other.at < one.at || (other.at === one.at && other.word.length > one.word.length) ? other : one;
      });
      nodes.push(document.createTextNode(rest.slice(0, next.at)), make("mark", "", next.word));
      rest = rest.slice(next.at + next.word.length);
    }
    return nodes.concat(document.createTextNode(rest));
  }

  function more(results, start, words, mine) {
    const box = make("p", "search-more");
    const button = make("button", "button", "再列出 " + Math.min(STEP, results.length - start) + " 个");
    button.type = "button";
    button.addEventListener("click", function () { drawFrom(results, start, words, mine); });
    box.append(button);
    return box;
  }

  function wider(words) {
    const box = make("p", "search-more", "以上各页都含有“" + words + "”这个词。 ");
    const button = make("button", "button", "放宽查找");
    button.type = "button";
    button.addEventListener("click", function () {
      loosely = true;
      run();
      input.focus();
    });
    box.append(button);
    return box;
  }

  // ---- no result, no index ----

  function nothing(words, wanted) {
    clear("没有找到" + (words ? "“" + words + "”" : "符合条件的页面") + "。");
    const ways = make("ul", "search-ways");
    if (Object.keys(wanted).length) ways.append(make("li", "", "清除筛选条件，在全部年度、地区和部门里再找一次。"));
    ways.append(make("li", "", "换一个短一些的词，例如用“社保”代替“社会保障局”，或者只写部门的简称。"));
    ways.append(make("li", "", "数字请照原样写到小数点后两位；功能科目可以直接写编码，例如 2080505。"));
    const row = make("li", "", "从");
    row.append(link(home.href, "首页"), "按地区和部门逐级查找；没有列出的年度，表示本站还没有收录。");
    ways.append(row);
    list.append(ways);
  }

  function absent() {
    engine = null;
    filters.hidden = true;
    clear("搜索暂时不能用：这个网站还没有生成搜索索引。");
    const words = make("p", "", "各部门的决算可以从");
    words.append(link(home.href, "首页"), "按地区、部门、年度逐级点开。");
    list.append(words);
  }

  // ---- events ----

  function ask() {
    loosely = false;
    toAddress();
    run();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    ask();
  });
  selects.forEach(function (select) { select.addEventListener("change", ask); });
  document.getElementById("search-clear").addEventListener("click", function () {
    selects.forEach(function (select) { select.value = ""; });
    ask();
    input.focus();
  });
  window.addEventListener("popstate", function () {
    fromAddress();
    run();
  });
  filters.open = window.matchMedia("(min-width: 600px)").matches;
  fromAddress();
  run();
})();
