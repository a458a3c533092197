// The figure inspector: a printed number opens a panel that says where it comes from. The panel's content is the figure's
// entry on the page of figures, to which each number is a plain link without this script.
(function () {
  "use strict";
  const content = document.getElementById("content");
  const figures = content ? Array.from(content.querySelectorAll("a.figure")) : [];
  if (!figures.length) return;
  const root = document.documentElement;
  const pages = new Map();
  let panel = null;
  let selected = null;

  function seen(figure) {
    return figure.getClientRects().length > 0;
  }

  // ---- the entry, fetched once a page ----

  function entryOf(address) {
    const url = new URL(address, location.href);
    const id = decodeURIComponent(url.hash.slice(1));
    const page = url.origin + url.pathname + url.search;
    if (!pages.has(page)) {
      pages.set(page, fetch(page).then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      }).then(function (text) { return new DOMParser().parseFromString(text, "text/html"); }));
    }
    return pages.get(page).then(function (other) {
      const target = other.getElementById(id);
      if (!target) throw new Error("no entry " + id);
      const entry = adopt(target.closest(".figure-entry") || target, page);
      return sourcesOf(page).then(function (sources) { return placed(entry, sources, id); });
    });
  }

  // ---- line and commit: they change without the page, so they stand in a file of their own ----

  function sourcesOf(page) {
    const url = new URL("../sources.json", page).href;
    if (!pages.has(url)) {
      pages.set(url, fetch(url).then(function (answer) { return answer.ok ? answer.json() : {}; }).catch(function () { return {}; }));
    }
    return pages.get(url);
  }

  function placed(entry, sources, id) {
    const place = sources.figures && sources.figures[id];
    const list = entry.querySelector("dl");
    if (!place || !list) return entry;
    const row = make("div");
    const commit = sources.commit ? "（提交 " + sources.commit.slice(0, 8) + "，" + sources.date + "）" : "";
    row.append(make("dt", "", "文件和行"), make("dd", "", place.file + " 第" + place.line + "行" + commit));
    list.append(row);
    return entry;
  }

  function adopt(entry, page) {
    const copy = document.importNode(entry, true);
    copy.querySelectorAll("script, style, iframe, form").forEach(function (node) { node.remove(); });
    copy.querySelectorAll("[href]").forEach(function (link) { link.setAttribute("href", new URL(link.getAttribute("href"), page).href); });
    [copy].concat(Array.from(copy.querySelectorAll("[id]"))).forEach(function (node) { node.removeAttribute("id"); });
    return copy;
  }

  // ---- the panel ----

  function make(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  function button(text, act) {
    const node = make("button", "button", text);
    node.type = "button";
    node.addEventListener("click", act);
    return node;
  }

  function build() {
    const aside = make("div", "inspector md-typeset");
    aside.setAttribute("role", "dialog");
    aside.setAttribute("aria-modal", "false");
    aside.setAttribute("aria-labelledby", "inspector-title");
    const head = make("div", "inspector-head");
    const title = make("h2", "inspector-title", "数字出处");
    title.id = "inspector-title";
    title.tabIndex = -1;
    const close = button("关闭", leave);
    head.append(title, close);
    const body = make("div", "inspector-body");
    body.tabIndex = 0;
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", "出处内容");
    const said = make("p", "sr-only");
    said.setAttribute("role", "status");
    const foot = make("div", "inspector-foot");
    foot.append(
      button("复制数字", function () { copyText(selected.textContent.trim(), said, "已复制数字"); }),
      button("复制链接", function () { copyText(linkTo(selected), said, "已复制链接"); })
    );
    aside.append(head, body, foot, said);
    document.body.append(aside);
    return { aside: aside, title: title, body: body, said: said };
  }

  function linkTo(figure) {
    return location.href.split("#")[0] + "#" + figure.id;
  }

  function copyText(text, said, done) {
    const tell = function () { said.textContent = ""; said.classList.remove("sr-only"); said.textContent = done; };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(tell, function () { byHand(text); tell(); });
    } else {
      byHand(text);
      tell();
    }
  }

  // Portals without https have no clipboard interface.
  function byHand(text) {
    const field = make("textarea", "sr-only");
    const before = document.activeElement;
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    if (before) before.focus();
  }

  function mark(figure, entry) {
    content.querySelectorAll(".is-selected, .is-operand").forEach(function (node) { node.classList.remove("is-selected", "is-operand"); });
    if (figure) figure.classList.add("is-selected");
    if (!figure || !entry) return;
    const targets = new Set(Array.from(entry.querySelectorAll("[href]")).map(function (link) { return link.href; }));
    targets.delete(figure.href);
    figures.forEach(function (other) { if (targets.has(other.href)) other.classList.add("is-operand"); });
  }

  function show(figure) {
    selected = figure;
    mark(figure, null);
    if (!panel) panel = build();
    panel.said.classList.add("sr-only");
    panel.said.textContent = "";
    return entryOf(figure.href).then(function (entry) {
      if (selected !== figure) return;
      panel.body.replaceChildren(entry);
      panel.body.scrollTop = 0;
      panel.aside.hidden = false;
      root.classList.add("has-inspector");
      mark(figure, entry);
      keepInSight(figure);
      panel.title.focus({ preventScroll: true });
    }).catch(function () {
      location.href = figure.href; // the plain link always works
    });
  }

  function keepInSight(figure) {
    const box = figure.getBoundingClientRect();
    const room = panel.aside.getBoundingClientRect().top > 0 ? panel.aside.getBoundingClientRect().top : window.innerHeight;
    if (box.top < 8 || box.bottom > room - 8) window.scrollBy(0, box.top - Math.max(room / 2, 40));
  }

  function hide() {
    if (!panel || panel.aside.hidden) return;
    panel.aside.hidden = true;
    root.classList.remove("has-inspector");
    const figure = selected;
    selected = null;
    mark(null, null);
    if (figure) figure.focus();
  }

  // Opening adds one step of history, so that the browser's Back closes the panel.
  function leave() {
    if (history.state && history.state.inspector) history.back();
    else hide();
  }

  function open(figure) {
    const state = { inspector: figure.id };
    if (history.state && history.state.inspector) history.replaceState(state, "", "#" + figure.id);
    else history.pushState(state, "", "#" + figure.id);
    show(figure);
  }

  content.addEventListener("click", function (event) {
    const figure = event.target.closest("a.figure");
    if (!figure || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(figure);
  });

  document.addEventListener("click", function (event) {
    const link = panel && event.target.closest(".inspector-body a[href]");
    if (!link) return;
    const here = figures.find(function (figure) { return figure.href === link.href && seen(figure); });
    if (!here) return;
    event.preventDefault(); // an operand that this page prints: select it here
    open(here);
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && panel && !panel.aside.hidden) leave();
  });

  window.addEventListener("popstate", function () {
    const figure = history.state && history.state.inspector && document.getElementById(history.state.inspector);
    if (figure) show(figure);
    else hide();
  });

  // ---- the switch above the first figures ----

  (function tools() {
    const table = content.querySelector(".table-block, .table-box");
    const place = table && table.querySelector("a.figure") ? table : null;
    if (!place) return;
    const bar = make("div", "figure-tools");
    bar.append(make("p", "", "点任一数字，看算式和出处。"));
    const toggle = button("标出可查数字", function () {
      const on = root.classList.toggle("show-figures");
      toggle.setAttribute("aria-pressed", String(on));
    });
    toggle.setAttribute("aria-pressed", "false");
    bar.append(toggle);
    place.before(bar);
  })();

  // ---- a link to a number that is drawn twice, once for each width, leads to the one in sight ----

  function arrive() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !target.matches("a.figure") || seen(target)) return;
    const twin = figures.find(function (figure) { return figure.href === target.href && seen(figure); });
    if (!twin) return;
    twin.classList.add("is-selected");
    twin.scrollIntoView({ block: "center" });
  }

  window.addEventListener("hashchange", arrive);
  window.addEventListener("load", arrive);
})();
