// Terms in official prose: tap, Enter or a resting pointer opens a small sheet with the explanation in plain words and the
// official one, taken from the pages to which each term is a plain link without this script.
(function () {
  "use strict";
  const script = document.currentScript;
  const content = document.getElementById("content");
  if (!script || !content || !content.querySelector("a.term")) return;
  const site = new URL("../../", script.src).href; // this file is assets/js/terms.js
  const REST = 500; // milliseconds that a pointer rests on a term before it opens
  const loaded = new Map();
  let sheet = null;
  let current = null;
  let held = false; // opened by tap or key, so that a pointer that leaves does not close it
  let waiting = 0;

  function make(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  function part(address) {
    const url = new URL(address, location.href);
    const page = url.origin + url.pathname;
    if (!loaded.has(page)) {
      loaded.set(page, fetch(page).then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      }).then(function (text) { return new DOMParser().parseFromString(text, "text/html"); }));
    }
    return loaded.get(page).then(function (other) {
      return other.getElementById(decodeURIComponent(url.hash.slice(1)));
    });
  }

  function said(node, selector) {
    const found = node && node.querySelector(selector);
    return found ? found.textContent.trim() : "";
  }

  // Both definitions at once, each with whose words they are.
  function contentOf(term) {
    const ours = term.dataset.term ? site + "terms/#" + term.dataset.term : term.href;
    const own = term.dataset.term || term.href.indexOf(site + "terms/") !== 0 ? part(term.href) : Promise.resolve(null);
    const shared = ours === term.href && term.href.indexOf(site + "terms/") !== 0 ? Promise.resolve(null) : part(ours);
    return Promise.all([own, shared.catch(function () { return null; })]).then(function (found) {
      return {
        name: said(found[1], "h3") || term.textContent,
        plain: said(found[1], ".term-plain"),
        official: said(found[0], "dd") || official(found[1]),
        source: found[0] ? "出自本报告的名词解释" : "出自各部门共用的名词解释",
        confused: confusedIn(found[1])
      };
    });
  }

  function official(node) {
    const cell = node && node.querySelector(".term-official dd");
    return cell && cell.firstChild ? cell.firstChild.textContent.trim() : "";
  }

  function confusedIn(node) {
    const terms = node ? Array.from(node.querySelectorAll("dt")) : [];
    const found = terms.find(function (one) { return one.textContent === "容易混淆"; });
    return found ? found.nextElementSibling.textContent.trim() : "";
  }

  function build() {
    const box = make("div", "term-sheet md-typeset");
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-labelledby", "term-sheet-title");
    box.hidden = true;
    box.addEventListener("pointerenter", function () { clearTimeout(waiting); });
    box.addEventListener("pointerleave", function () { if (!held) later(close); });
    document.body.append(box);
    return box;
  }

  function draw(term, found) {
    const head = make("div", "term-sheet-head");
    const title = make("h2", "term-sheet-title", found.name);
    title.id = "term-sheet-title";
    title.tabIndex = -1;
    const shut = make("button", "button", "关闭");
    shut.type = "button";
    shut.addEventListener("click", close);
    head.append(title, shut);
    const list = make("dl");
    [["一句话（本站解释）", found.plain], ["官方解释", found.official && found.official + "（" + found.source + "）"], ["容易混淆", found.confused]].forEach(function (row) {
      if (row[1]) list.append(make("dt", "", row[0]), make("dd", "", row[1]));
    });
    const more = make("a", "", "看全部名词解释");
    more.href = term.href;
    const last = make("p");
    last.append(more);
    sheet.replaceChildren(head, list, last);
  }

  // Below the term, or above it where there is more room; a phone has it at its foot (terms.css).
  function place(term) {
    sheet.style.removeProperty("top");
    sheet.style.removeProperty("left");
    if (window.matchMedia("(max-width: 599px)").matches) return;
    const box = term.getClientRects()[0];
    const width = sheet.offsetWidth;
    const height = sheet.offsetHeight;
    const below = window.innerHeight - box.bottom;
    const top = below > height + 12 || below > box.top ? box.bottom + 6 : box.top - height - 6;
    const left = Math.min(Math.max(8, box.left), document.documentElement.clientWidth - width - 8);
    sheet.style.top = window.scrollY + top + "px";
    sheet.style.left = window.scrollX + left + "px";
  }

  function open(term, byChoice) {
    clearTimeout(waiting);
    current = term;
    held = byChoice;
    if (!sheet) sheet = build();
    contentOf(term).then(function (found) {
      if (current !== term) return;
      draw(term, found);
      sheet.hidden = false;
      term.setAttribute("aria-expanded", "true");
      place(term);
      if (held) sheet.querySelector(".term-sheet-title").focus({ preventScroll: true });
    }).catch(function () {
      if (byChoice) location.href = term.href;
    });
  }

  function close() {
    clearTimeout(waiting);
    const term = current;
    current = null;
    if (!sheet || sheet.hidden) return;
    const inside = sheet.contains(document.activeElement);
    sheet.hidden = true;
    if (term) term.setAttribute("aria-expanded", "false");
    if (term && inside) term.focus();
  }

  function later(act) {
    clearTimeout(waiting);
    waiting = setTimeout(act, REST);
  }

  content.querySelectorAll("a.term").forEach(function (term) {
    term.setAttribute("aria-haspopup", "dialog");
    term.setAttribute("aria-expanded", "false");
    term.addEventListener("pointerenter", function (event) {
      if (event.pointerType === "mouse" && current !== term) later(function () { open(term, false); });
    });
    term.addEventListener("pointerleave", function () {
      if (current === term && !held) later(close);
      else clearTimeout(waiting);
    });
  });

  content.addEventListener("click", function (event) {
    const term = event.target.closest("a.term");
    if (!term || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (current === term && held) close();
    else open(term, true);
  });

  document.addEventListener("pointerdown", function (event) {
    if (current && sheet && !sheet.contains(event.target) && !event.target.closest("a.term")) close();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !sheet || sheet.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  }, true);
})();
