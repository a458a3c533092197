// The figure inspector: a printed number opens a panel that says what it is, how it came about and where it stands.
// The panel's content is the figure's entry on a page of figures, to which each number is a plain link without this
// script. An address `…#f-KEY` or `…#f=KEY` opens it again.
(function () {
  "use strict";
  const content = document.getElementById("content");
  const figures = content ? Array.from(content.querySelectorAll("a.figure")) : [];
  if (!figures.length) return;
  const root = document.documentElement;
  const entryOf = window.juesuanEntries.entryOf;
  const keyOf = window.juesuanEntries.keyOf;
  const make = window.juesuanEntries.make;
  const rowOf = window.juesuanEntries.rowOf;
  const FEW = 4; // more places than these are folded
  let panel = null;
  let shown = null; // { href, figure, entry } of the open panel
  let opener = null;

  figures.forEach(function (figure) { figure.setAttribute("aria-haspopup", "dialog"); });

  function seen(node) {
    return node.getClientRects().length > 0;
  }

  function state() {
    return history.state && history.state.inspector ? history.state : null;
  }

  // ---- the panel ----

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
    const back = button("返回", function () { history.back(); });
    const ends = make("div", "inspector-ends");
    ends.append(back, button("关闭", leave));
    head.append(title, ends);
    const body = make("div", "inspector-body");
    body.tabIndex = 0;
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", "出处内容");
    const said = make("p", "inspector-said");
    said.setAttribute("role", "status");
    const foot = make("div", "inspector-foot");
    foot.append(
      button("复制数字", function () { copyText(printed(), "已复制数字"); }),
      button("复制引用", function () { copyText(cited(), "已复制引用"); }),
      button("复制链接", function () { copyText(address(), "已复制链接"); })
    );
    const feedback = feedbackAddress();
    if (feedback) {
      const wrong = make("a", "button", "报错");
      wrong.href = feedback;
      foot.append(wrong);
    }
    aside.append(head, body, said, foot);
    document.body.append(aside);
    return { aside: aside, title: title, back: back, body: body, said: said };
  }

  // Where the foot of the page says that mistakes can be told.
  function feedbackAddress() {
    const terms = Array.from(document.querySelectorAll(".site-footer dt"));
    const found = terms.find(function (node) { return node.textContent === "意见反馈"; });
    const link = found && found.parentElement.querySelector("a[href]");
    return link ? link.href : "";
  }

  function part(selector) {
    const node = shown.entry.node.querySelector(selector);
    return node ? node.textContent.trim() : "";
  }

  function printed() {
    return shown.figure ? shown.figure.textContent.trim() : part(".figure-printed");
  }

  function address() {
    return location.href.split("#")[0] + (shown.figure ? "#" + shown.figure.id : "#f=" + keyOf(shown.href));
  }

  // A sentence that can be checked: whose, which year, what, how much, which scope, since when, where.
  function cited() {
    const scope = rowOf(shown.entry.node, "口径");
    const about = shown.entry.about;
    return (about.cited ? about.cited + "：" : "") + part(".figure-label") + " " + printed() + part(".figure-value .unit") +
      (scope ? "（口径：" + scope.textContent + "）" : "") + "。" +
      (about.published ? "公开日期：" + about.published + "。" : "") + address();
  }

  function tell(text) {
    panel.said.textContent = "";
    requestAnimationFrame(function () { panel.said.textContent = text; });
  }

  function copyText(text, done) {
    const said = function () { tell(done); };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(said, function () { byHand(text); said(); });
    } else {
      byHand(text);
      said();
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

  // ---- where else it stands: one place after the other ----

  function steps(entry, figure) {
    const list = entry.querySelector(".figure-places");
    const links = list ? Array.from(list.querySelectorAll("a")) : [];
    if (links.length < 2) return;
    const here = links.findIndex(function (link) { return figure && link.href === location.href.split("#")[0] + "#" + figure.id; });
    if (here >= 0) links[here].setAttribute("aria-current", "true");
    const bar = make("div", "place-steps");
    const to = function (step) { go(links[(Math.max(here, 0) + step + links.length) % links.length]); };
    const before = button("‹", function () { to(-1); });
    const after = button("›", function () { to(1); });
    before.setAttribute("aria-label", "上一处");
    after.setAttribute("aria-label", "下一处");
    bar.append(before, make("span", "", (here >= 0 ? "第 " + (here + 1) + " 处，" : "") + "共 " + links.length + " 处"), after);
    list.before(bar);
    if (links.length <= FEW) return;
    const all = make("details");
    list.before(all);
    all.append(make("summary", "", "列出全部"), list);
  }

  function go(link) {
    const url = new URL(link.href);
    const figure = url.pathname === location.pathname && document.getElementById(decodeURIComponent(url.hash.slice(1)));
    if (figure && figure.matches("a.figure")) open(figure, false);
    else location.href = link.href;
  }

  // ---- marks on the page ----

  function mark(figure, entry) {
    content.querySelectorAll(".is-selected, .is-operand").forEach(function (node) { node.classList.remove("is-selected", "is-operand"); });
    if (figure) figure.classList.add("is-selected");
    if (!entry) return;
    const targets = new Set(Array.from(entry.querySelectorAll(".step a")).map(function (link) { return link.href; }));
    figures.forEach(function (other) { if (other !== figure && targets.has(other.href)) other.classList.add("is-operand"); });
  }

  function point(event) {
    const link = event.type === "mouseover" || event.type === "focusin" ? event.target.closest("a[href]") : null;
    figures.forEach(function (other) { other.classList.toggle("is-pointed", Boolean(link) && other.href === link.href); });
  }

  // The figure, or its twin where it is drawn once for each width; what folds it away is unfolded.
  function inSight(figure) {
    for (let box = figure.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (figure.closest(".fold-away")) window.dispatchEvent(new HashChangeEvent("hashchange")); // tables.js unfolds it
    if (seen(figure)) return figure;
    return figures.find(function (other) { return other.href === figure.href && seen(other); }) || figure;
  }

  function keepInSight(figure) {
    const scroller = figure.closest(".table-box");
    if (scroller) {
      const name = figure.closest("tr") && figure.closest("tr").querySelector("th.name");
      const frame = scroller.getBoundingClientRect();
      const box = figure.getBoundingClientRect();
      const edge = 9; // a finger's room around the digits reaches so far beyond the frame
      const left = frame.left + (name && getComputedStyle(name).position === "sticky" ? name.offsetWidth : 0) - edge;
      if (box.right > frame.right + edge) scroller.scrollLeft += box.right - frame.right + 16;
      else if (box.left < left) scroller.scrollLeft -= left - box.left;
    }
    const box = figure.getBoundingClientRect();
    const top = panel.aside.getBoundingClientRect().top;
    const room = top > 0 ? top : window.innerHeight;
    if (box.top < 8 || box.bottom > room - 8) window.scrollBy(0, box.top - Math.max(room / 2, 40));
  }

  // ---- opening and closing ----

  function show(href, anchor) {
    const named = anchor ? document.getElementById(anchor) : null;
    const figure = named && named.matches("a.figure") ? inSight(named) : null;
    opener = figure || opener;
    const asked = { href: href, figure: figure, entry: null };
    shown = asked;
    mark(figure, null);
    if (!panel) {
      panel = build();
      panel.aside.hidden = true;
      ["mouseover", "mouseleave", "focusin", "focusout"].forEach(function (name) { panel.body.addEventListener(name, point); });
    }
    return entryOf(href).then(function (entry) {
      if (shown !== asked) return;
      const own = { node: entry.node.cloneNode(true), about: entry.about };
      asked.entry = own;
      if (figure && printed() !== part(".figure-printed")) {
        own.node.querySelector(".figure-value").append(make("span", "figure-here", "此处印作 " + printed()));
      }
      steps(own.node, figure);
      panel.body.replaceChildren(own.node);
      panel.body.scrollTop = 0;
      panel.back.hidden = !(state() && state().walked);
      panel.aside.hidden = false;
      root.classList.add("has-inspector");
      mark(figure, own.node);
      if (figure) keepInSight(figure);
      panel.title.focus({ preventScroll: true });
      panel.said.textContent = "";
    }).catch(function () {
      location.href = href; // the plain link always works
    });
  }

  function hide() {
    shown = null;
    mark(null, null);
    if (!panel || panel.aside.hidden) return;
    panel.aside.hidden = true;
    root.classList.remove("has-inspector");
    if (opener) opener.focus();
  }

  // Opening adds a step of history, so that the browser's Back closes the panel; each operand that is followed adds one.
  function remember(href, anchor, walks) {
    const before = state();
    const depth = before ? before.depth + (walks ? 1 : 0) : 1;
    const next = { inspector: href, anchor: anchor, depth: depth, walked: before ? before.walked + (walks ? 1 : 0) : 0 };
    const url = anchor ? "#" + anchor : "#f=" + keyOf(href);
    if (before && !walks) history.replaceState(next, "", url);
    else history.pushState(next, "", url);
  }

  function open(figure, walks) {
    remember(figure.href, figure.id, walks);
    show(figure.href, figure.id);
  }

  function leave() {
    const now = state();
    if (now && now.depth > 0) {
      history.go(-now.depth);
      return;
    }
    history.replaceState(null, "", location.pathname + location.search);
    hide();
  }

  content.addEventListener("click", function (event) {
    const figure = event.target.closest("a.figure");
    if (!figure || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(figure, false);
  });

  document.addEventListener("click", function (event) {
    const link = panel && event.target.closest(".inspector-body a[href]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.closest(".figure-places")) {
      event.preventDefault();
      go(link);
    } else if (link.closest(".step")) { // an operand: walk to it, on this page where it is printed here
      event.preventDefault();
      const here = figures.find(function (figure) { return figure.href === link.href && seen(figure); });
      if (here) open(here, true);
      else {
        remember(link.href, "", true);
        show(link.href, "");
      }
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && panel && !panel.aside.hidden && !event.defaultPrevented) leave();
  });

  window.addEventListener("popstate", function () {
    if (state()) show(state().inspector, state().anchor);
    else hide();
  });

  // ---- an address that names a figure opens it ----

  function arrive() {
    if (state()) {
      if (!shown) show(state().inspector, state().anchor); // the page was loaded anew
      return;
    }
    let hash = "";
    try { hash = decodeURIComponent(location.hash.slice(1)); } catch (error) { return; }
    const key = hash.indexOf("f=") === 0 ? hash.slice(2) : "";
    let figure = key ? null : document.getElementById(hash);
    if (key) figure = document.getElementById(key) || document.getElementById("f-" + key);
    if (figure && figure.matches("a.figure")) {
      history.replaceState({ inspector: figure.href, anchor: figure.id, depth: 0, walked: 0 }, "", "#" + figure.id);
      show(figure.href, figure.id);
    } else if (/^[a-z0-9]+$/.test(key)) {
      const href = figures[0].href.replace(/figures(-\d+)?\/#.*$/, "figures/#" + key);
      history.replaceState({ inspector: href, anchor: "", depth: 0, walked: 0 }, "", "#f=" + key);
      show(href, "");
    }
  }

  // ---- the switch above the first table ----

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

  window.addEventListener("hashchange", arrive);
  if (document.readyState === "complete") arrive();
  else window.addEventListener("load", arrive);
})();
