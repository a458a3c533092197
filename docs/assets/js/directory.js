// The filter above a list of names: understands parts of a name, everyday names, pinyin and its first letters.
// Short lists are filtered where they stand. Long ones have no names on the page; these are read from small files when
// somebody types. Without this script the filter is not shown.
(function () {
  "use strict";
  const form = document.querySelector(".list-filter");
  if (!form) return;
  const input = form.querySelector("input");
  const status = form.querySelector(".list-filter-status");
  const files = (form.dataset.files || "").split(" ").filter(Boolean);
  const MOST = 50; // results of a long list that are drawn at once
  const readings = new Map();
  let loading = null;
  let turn = 0;

  // ---- sounds ----

  // “人ren力li”: each character, then one of its readings.
  function learn(table) {
    const pair = /([^a-z])([a-z]+)/gu;
    for (let found = pair.exec(table); found; found = pair.exec(table)) {
      readings.set(found[1], (readings.get(found[1]) || []).concat(found[2]));
    }
  }

  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\s·'’]+/g, "");
  }

  // Whether the rest of the query spells the name from a character on: each character by any beginning of its reading.
  function spells(marks, at, query, from) {
    if (from === query.length) return true;
    if (at === marks.length) return false;
    const sounds = [marks[at]].concat(readings.get(marks[at]) || []);
    return sounds.some(function (sound) {
      for (let length = Math.min(sound.length, query.length - from); length > 0; length -= 1) {
        if (query.startsWith(sound.slice(0, length), from) && spells(marks, at + 1, query, from + length)) return true;
      }
      return false;
    });
  }

  // Whether the characters of the query come in the name in this order: 人社局 in 人力资源和社会保障局.
  function skips(marks, query) {
    let next = 0;
    const wanted = Array.from(query);
    marks.forEach(function (mark) {
      const initials = (readings.get(mark) || []).map(function (sound) { return sound[0]; });
      if (next < wanted.length && (mark === wanted[next] || initials.indexOf(wanted[next]) >= 0)) next += 1;
    });
    return next === wanted.length;
  }

  function matches(names, query, loosely) {
    return names.some(function (name) {
      const marks = Array.from(plain(name));
      if (loosely) return skips(marks, query);
      return marks.some(function (_, at) { return spells(marks, at, query, 0); });
    });
  }

  // A name that holds the query as it is spelled comes first; names that only skip to it are offered when there is none.
  function choose(entries, words) {
    const query = plain(words);
    if (!query) return entries;
    const close = entries.filter(function (entry) { return matches(entry.names, query, false); });
    return close.length ? close : entries.filter(function (entry) { return matches(entry.names, query, true); });
  }

  // ---- words ----

  function say(count, drawn, words) {
    status.textContent = "";
    if (!words) return;
    if (!count) {
      const link = document.createElement("a");
      const search = new URL("../../search/", script.src);
      search.searchParams.set("q", words);
      link.href = search.href;
      link.textContent = "在全站搜索";
      status.append("没有找到名称里有“" + words + "”的。可以换个说法，或者", link, "。");
    } else {
      status.textContent = "找到 " + count + " 个" + (drawn < count ? "，先列出 " + drawn + " 个" : "") + "。";
    }
  }

  // ---- a short list: rows are hidden ----

  const lists = Array.from(document.querySelectorAll(".directory.departments, .directory.regions"));
  const rows = lists.reduce(function (all, list) { return all.concat(Array.from(list.children)); }, []).map(function (row) {
    const names = Array.from(row.querySelectorAll(".name, .above, .alias"), function (node) { return node.textContent; });
    return { row: row, names: names };
  });

  function sift(words) {
    const kept = new Set(choose(rows, words).map(function (entry) { return entry.row; }));
    rows.forEach(function (entry) { entry.row.hidden = !kept.has(entry.row); });
    lists.forEach(function (list) {
      const empty = Array.from(list.children).every(function (row) { return row.hidden; });
      const head = list.previousElementSibling;
      list.hidden = empty;
      if (head && /^H[23]$/.test(head.tagName)) head.hidden = empty;
    });
    say(kept.size, kept.size, words);
  }

  // ---- a long list: rows are drawn ----

  const drawn = document.createElement("ul");
  drawn.className = "directory departments";
  drawn.hidden = true;

  function load() {
    if (!loading) {
      loading = Promise.all(files.map(function (file) {
        return fetch(file).then(function (answer) {
          if (!answer.ok) throw new Error(String(answer.status));
          return answer.json();
        });
      })).then(function (parts) {
        return parts.reduce(function (all, part) {
          learn(part.readings);
          return all.concat(part.names.map(function (entry) {
            return { slug: entry[0], state: entry[2], names: [entry[1]].concat(entry.slice(3)) };
          }));
        }, []);
      });
      loading.catch(function () { loading = null; });
    }
    return loading;
  }

  function part(tag, className, text) {
    const node = document.createElement(tag);
    node.className = className;
    node.textContent = text;
    return node;
  }

  function draw(entry) {
    const row = document.createElement("li");
    const known = typeof entry.state === "number";
    const name = part(known ? "a" : "span", "name", entry.names[0]);
    row.append(name, " ");
    if (known) {
      name.href = entry.slug + "/";
      const years = part("span", "years", "");
      const year = part("a", "", entry.state + "年");
      year.href = entry.slug + "/" + entry.state + "/";
      years.append(year);
      row.append(years);
    } else {
      row.append(part("span", "status", entry.state));
    }
    if (entry.names.length > 1) row.append(" ", part("span", "also", "又称：" + entry.names.slice(1).join("、")));
    return row;
  }

  function look(words) {
    const mine = (turn += 1);
    drawn.hidden = !words;
    if (!words) { drawn.replaceChildren(); say(0, 0, ""); return; }
    load().then(function (entries) {
      if (mine !== turn) return;
      const found = choose(entries, words);
      const first = found.slice(0, MOST);
      drawn.replaceChildren.apply(drawn, first.map(draw));
      say(found.length, first.length, words);
    }).catch(function () {
      if (mine === turn) status.textContent = "名录没有读出来，请按下面的拼音首字母找。";
    });
  }

  // ---- typing ----

  const script = document.currentScript;
  learn(form.dataset.readings || "");
  if (files.length) form.after(drawn);
  function run() { (files.length ? look : sift)(input.value.trim()); }
  input.addEventListener("input", function (event) { if (!event.isComposing) run(); });
  input.addEventListener("compositionend", run);
  // Enter goes to the only name that is left, or to the first of them.
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    const left = Array.from(document.querySelectorAll(".directory li:not([hidden]) a.name"));
    if (!input.value.trim() || !left.length) return;
    if (left.length === 1) location.assign(left[0].href);
    else left[0].focus();
  });
  form.hidden = false;
  if (input.value) run(); // what a browser kept when the reader came back
})();
