/* The panel beside a previewed page: what the check found, and the page anew when what it is made from was saved. */
(function () {
  "use strict";

  const page = document.currentScript.dataset.page;
  const PLACE = "juesuan-place";
  const SHUT = "juesuan-panel-shut";
  const KINDS = { error: "错误", warning: "警告", note: "提示", waived: "已豁免" };
  const AGAIN = 1000; // milliseconds until a server that went away is asked again
  let seen = "";
  let asking = null;
  let panel = null;

  function make(name, kind, text) {
    const node = document.createElement(name);
    if (kind) node.className = kind;
    if (text) node.textContent = text;
    return node;
  }

  // Storage may be forbidden: then the page begins at its top and the panel is open.
  function kept(name, value) {
    try {
      if (value === undefined) return sessionStorage.getItem(name);
      if (value === null) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, value);
    } catch (error) {
      return null;
    }
    return null;
  }

  /* Where the reader is: the first thing with an id that is in sight, and what has the focus. */

  function way(node) {
    const steps = [];
    for (let at = node; at && at !== document.body; at = at.parentElement) {
      if (at.id) return { id: at.id, steps: steps };
      steps.unshift(Array.prototype.indexOf.call(at.parentElement.children, at));
    }
    return { id: "", steps: steps };
  }

  function follow(found) {
    let at = found.id ? document.getElementById(found.id) : document.body;
    found.steps.forEach(function (step) { at = at && at.children[step]; });
    return at || null;
  }

  function remember() {
    const marks = Array.from(document.querySelectorAll("main [id]"));
    const top = marks.find(function (node) { return node.getBoundingClientRect().top >= 0; });
    const focus = document.activeElement;
    kept(PLACE, JSON.stringify({
      path: location.pathname,
      mark: top ? top.id : "",
      off: top ? top.getBoundingClientRect().top : 0,
      x: scrollX,
      y: scrollY,
      open: Array.from(document.querySelectorAll("main details")).map(function (node) { return node.open; }),
      focus: focus && focus !== document.body ? way(focus) : null
    }));
  }

  function restore() {
    const text = kept(PLACE);
    kept(PLACE, null);
    if (!text) return;
    const place = JSON.parse(text);
    if (place.path !== location.pathname) return;
    const details = Array.from(document.querySelectorAll("main details"));
    if (details.length === place.open.length) {
      details.forEach(function (node, number) { node.open = place.open[number]; });
    }
    const focus = place.focus && follow(place.focus);
    if (focus) focus.focus({ preventScroll: true });
    const settle = function () {
      const mark = place.mark && document.getElementById(place.mark);
      const y = mark ? scrollY + mark.getBoundingClientRect().top - place.off : place.y;
      scrollTo({ left: place.x, top: y, behavior: "instant" });
    };
    settle();
    if (document.readyState !== "complete") addEventListener("load", settle, { once: true });
  }

  /* The panel. */

  function build() {
    const aside = make("aside", "preview-panel");
    aside.setAttribute("aria-labelledby", "preview-panel-head");
    const heading = make("h2", "preview-head");
    const button = make("button", "preview-toggle");
    button.type = "button";
    button.id = "preview-panel-head";
    button.setAttribute("aria-controls", "preview-panel-body");
    heading.append(button);
    const body = make("div", "preview-body");
    body.id = "preview-panel-body";
    body.tabIndex = 0;
    body.setAttribute("role", "region");
    body.setAttribute("aria-label", "校核结果明细");
    const said = make("p", "preview-said");
    said.setAttribute("role", "status");
    aside.append(heading, body, said);
    document.body.append(aside);
    const found = { aside: aside, button: button, body: body, said: said };
    button.addEventListener("click", function () { shut(found, !found.body.hidden); });
    shut(found, kept(SHUT) === "1");
    return found;
  }

  function shut(found, isShut) {
    found.body.hidden = isShut;
    found.button.setAttribute("aria-expanded", String(!isShut));
    document.documentElement.classList.toggle("preview-beside", !isShut);
    kept(SHUT, isShut ? "1" : null);
  }

  function finding(row) {
    const item = make("li", "preview-finding preview-finding--" + row.kind);
    const head = make("p", "preview-kind");
    head.append(make("strong", "", KINDS[row.kind]), make("span", "preview-code", row.code));
    item.append(head, make("p", "preview-message", row.message));
    if (row.hint) item.append(make("p", "preview-hint", "怎么改：" + row.hint));
    if (row.waived) item.append(make("p", "preview-hint", "豁免原因：" + row.waived));
    if (row.place) item.append(make("p", "preview-place", row.place));
    return item;
  }

  function group(part, many) {
    const nodes = [];
    if (many) nodes.push(make("h3", "preview-title", part.title));
    if (part.stale) nodes.push(make("p", "preview-stale", part.stale));
    if (part.findings.length) {
      const list = make("ol", "preview-list");
      list.append.apply(list, part.findings.map(finding));
      nodes.push(list);
    } else if (!many) {
      nodes.push(make("p", "", "没有发现问题。"));
    }
    if (part.more) nodes.push(make("p", "", "还有" + part.more + "处没有列出，请用 juesuan check 查看。"));
    return nodes;
  }

  function show(state) {
    if (!panel) panel = build();
    const told = "校核：" + state.verdict;
    if (panel.button.textContent !== told) {
      panel.button.textContent = told;
      panel.said.textContent = told;
    }
    const isStale = Boolean(state.trouble) || state.groups.some(function (part) { return part.stale; });
    const kinds = [].concat.apply([], state.groups.map(function (part) {
      return part.findings.map(function (row) { return row.kind; });
    }));
    panel.aside.dataset.weight = isStale || kinds.includes("error") ? "error" : kinds.includes("warning") ? "warning" : "";
    const nodes = state.trouble ? [make("p", "preview-stale", state.trouble)] : [];
    state.groups.forEach(function (part) { nodes.push.apply(nodes, group(part, state.groups.length > 1)); });
    const at = panel.body.scrollTop;
    panel.body.replaceChildren.apply(panel.body, nodes);
    panel.body.scrollTop = at;
  }

  /* News: asked for while the page is in sight, so that many open tabs do not use up the browser's connections. */

  function ask() {
    if (asking || document.hidden) return;
    asking = new AbortController();
    const query = "?page=" + encodeURIComponent(decode(location.pathname)) + "&seen=" + seen;
    fetch("/_juesuan/state" + query, { signal: asking.signal, cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (state) {
        asking = null;
        if (state.page !== page) {
          remember();
          location.reload();
          return;
        }
        if (state.token !== seen) show(state);
        seen = state.token;
        ask();
      })
      .catch(function () {
        asking = null;
        if (document.hidden) return;
        if (panel) panel.button.textContent = "预览已经停止，重新运行 juesuan serve 就会接上";
        seen = "";
        setTimeout(ask, AGAIN);
      });
  }

  function decode(path) {
    try {
      return decodeURIComponent(path);
    } catch (error) {
      return path;
    }
  }

  document.addEventListener("visibilitychange", function () {
    if (document.hidden && asking) asking.abort();
    else ask();
  });
  restore();
  ask();
}());
