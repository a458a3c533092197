// Proposals under a search box: departments by everyday name or pinyin, figures, terms. A combobox with a list (ARIA 1.2):
// arrows choose, Enter takes, Esc closes. What it knows is read when the box is first used. Without it the form works.
(function () {
  "use strict";
  const script = document.currentScript;
  const input = document.getElementById("search-q");
  if (!script || !input || !input.form) return;
  const form = input.form;
  const home = new URL("../../", script.src);
  const list = make("ul", "suggestions");
  const said = make("span", "sr-only");
  let words = null;
  let index = null;
  let offered = [];
  let active = -1;
  let sent = null; // what was asked: proposals that come late must not cover its answer

  function make(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  function prepare() {
    if (words) return;
    words = import(new URL("search-words.js", script.src).href);
    words.then(function (module) {
      return module.load(home).then(function (found) {
        index = { module: module, found: found };
        if (document.activeElement === input && input.value && input.value !== sent) offer();
      });
    }).catch(function () { words = null; }); // the form works without proposals
  }

  function set(name, value) {
    input.setAttribute(name, value);
  }

  function offer() {
    offered = index ? index.module.propose(index.found, input.value) : [];
    active = -1;
    list.replaceChildren.apply(list, offered.map(draw));
    show(offered.length > 0);
    said.textContent = offered.length ? offered.length + " 条提示，用上下键选择" : "";
  }

  function draw(one, at) {
    const item = make("li", "suggestion");
    item.id = "suggestion-" + at;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const name = make("span", "suggestion-name", one.text);
    if (one.topic) name.append(make("b", "suggestion-topic", " " + one.topic));
    item.append(name, make("span", "suggestion-kind", one.region ? one.region + " · " + one.kind : one.kind));
    item.addEventListener("pointerdown", function (event) { event.preventDefault(); }); // the box keeps the focus
    item.addEventListener("click", function () { take(at); });
    return item;
  }

  function show(open) {
    list.hidden = !open;
    set("aria-expanded", String(open));
    if (!open) mark(-1);
  }

  function mark(at) {
    active = at;
    Array.from(list.children).forEach(function (item, number) { item.setAttribute("aria-selected", String(number === at)); });
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      set("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  }

  function take(at) {
    const one = offered[at];
    show(false);
    if (one.path) {
      location.href = new URL(one.path, home).href;
      return;
    }
    input.value = one.value;
    form.requestSubmit ? form.requestSubmit() : form.submit();
  }

  function move(step) {
    if (list.hidden) {
      offer();
      if (list.hidden) return;
    }
    const count = offered.length + 1; // the box itself is one of the places
    mark((active + 1 + step + count) % count - 1);
  }

  input.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Tab") {
      show(false);
    }
  });
  input.addEventListener("focus", prepare);
  input.addEventListener("input", function () { prepare(); offer(); });
  input.addEventListener("blur", function () { show(false); });
  form.addEventListener("submit", function () {
    sent = input.value;
    show(false);
  });

  list.id = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "提示");
  said.setAttribute("role", "status");
  set("role", "combobox");
  set("aria-autocomplete", "list");
  set("aria-controls", "suggestions");
  set("aria-expanded", "false");
  const box = make("div", "suggest-box"); // the list hangs below the box, whatever stands beside it
  input.replaceWith(box);
  box.append(input, list, said);
  if (document.activeElement === input) prepare();
})();
