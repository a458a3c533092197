// Entries of figures: fetched from their page once, made safe to show elsewhere, completed with what stands in files of
// its own. figures.js shows them.
(function () {
  "use strict";
  const loaded = new Map();

  function make(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  function keyOf(href) {
    return decodeURIComponent(new URL(href, location.href).hash.slice(1));
  }

  function load(url, read) {
    if (!loaded.has(url)) {
      loaded.set(url, fetch(url).then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return read(answer);
      }));
    }
    return loaded.get(url);
  }

  function entryOf(href) {
    const url = new URL(href, location.href);
    const id = keyOf(href);
    const page = url.origin + url.pathname + url.search;
    const asPage = function (answer) {
      return answer.text().then(function (text) { return new DOMParser().parseFromString(text, "text/html"); });
    };
    return load(page, asPage).then(function (other) {
      const target = other.getElementById(id);
      if (!target) throw new Error("no entry " + id);
      if (target.matches("li")) return entryOf(new URL(target.querySelector("a").getAttribute("href"), page).href);
      const about = other.querySelector(".figure-about");
      const entry = adopt(target, page);
      const sources = load(new URL("../sources.json", page).href, function (answer) { return answer.json(); });
      return sources.catch(function () { return {}; }).then(function (found) {
        return complete(entry, about ? about.dataset : {}, found, id, page);
      });
    });
  }

  function adopt(entry, page) {
    const copy = document.importNode(entry, true);
    copy.querySelectorAll("script, style, iframe, form").forEach(function (node) { node.remove(); });
    copy.querySelectorAll("[href]").forEach(function (link) { link.setAttribute("href", new URL(link.getAttribute("href"), page).href); });
    [copy].concat(Array.from(copy.querySelectorAll("[id]"))).forEach(function (node) { node.removeAttribute("id"); });
    return copy;
  }

  // Line and commit change without the page, so they stand in a file of their own.
  function complete(entry, about, sources, id, page) {
    const place = sources.figures && sources.figures[id];
    const list = entry.querySelector("dl");
    const cell = rowOf(entry, "出处");
    if (cell && place) {
      const commit = sources.commit ? "（提交 " + sources.commit.slice(0, 8) + "，" + sources.date + "）" : "";
      cell.append(make("br"), "文件和行：" + place.file + " 第" + place.line + "行" + commit);
    }
    if (list && about.facts) {
      const link = make("a", "", "公布的数据（JSON）");
      link.href = new URL(about.facts, page).href;
      const dd = make("dd");
      dd.append(link, "，编号 " + id);
      const row = make("div");
      row.append(make("dt", "", "数据"), dd);
      list.append(row);
    }
    if (list && about.published) {
      const row = make("div");
      row.append(make("dt", "", "公开日期"), make("dd", "", about.published));
      list.append(row);
    }
    return { node: entry, about: about };
  }

  function rowOf(entry, name) {
    const terms = Array.from(entry.querySelectorAll("dt"));
    const term = terms.find(function (node) { return node.textContent === name; });
    return term ? term.nextElementSibling : null;
  }

  window.juesuanEntries = { entryOf: entryOf, keyOf: keyOf, make: make, rowOf: rowOf };
})();
