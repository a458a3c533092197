// A page opened with ?find=978.11 shows where it prints that: each place marked, the first one in view, a way to the next.
// Search results lead here. Without the question nothing is done.
(function () {
  "use strict";
  const words = (new URLSearchParams(location.search).get("find") || "").trim();
  const content = document.getElementById("content");
  if (!words || !content) return;
  const SKIPPED = "script, style, svg, [hidden], .sr-only";
  const number = /^\d[\d,]*(\.\d+)?$/.test(words);
  const wanted = bare(words);
  const marks = [];
  let here = -1;

  function bare(text) {
    return text.replace(number ? /[,\s]/g : /[^\p{L}\p{N}.]+/gu, "").toLowerCase();
  }

  // The text of a block with the place of each character that counts: a sentence may be cut up by links.
  function read(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, {
      acceptNode: function (node) { return node.parentElement.closest(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT; }
    });
    const places = [];
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      Array.from(node.data).forEach(function (sign, at) {
        const kept = node.data.length === Array.from(node.data).length ? bare(sign) : "";
        if (kept) { text += kept; places.push([node, at]); }
      });
    }
    return { text: text, places: places };
  }

  function isWhole(text, at) {
    return !number || !(/[\d.]/.test(text[at - 1] || "") || /\d/.test(text[at + wanted.length] || ""));
  }

  function markIn(block) {
    const found = read(block);
    const ranges = [];
    for (let at = found.text.indexOf(wanted); at >= 0; at = found.text.indexOf(wanted, at + wanted.length)) {
      if (isWhole(found.text, at)) ranges.push(found.places.slice(at, at + wanted.length));
    }
    ranges.reverse().forEach(function (range) { marks.unshift(wrap(range)); });
    return ranges.length;
  }

  // One mark for each run of text inside one node, from the last to the first so that places stay true.
  function wrap(range) {
    const runs = [];
    range.forEach(function (place) {
      const last = runs[runs.length - 1];
      if (last && last[0] === place[0]) last[2] = place[1] + 1;
      else runs.push([place[0], place[1], place[1] + 1]);
    });
    return runs.reverse().map(function (run) {
      const part = document.createRange();
      part.setStart(run[0], run[1]);
      part.setEnd(run[0], run[2]);
      const mark = document.createElement("mark");
      mark.className = "found";
      part.surroundContents(mark);
      return mark;
    }).reverse();
  }

  function seen(group) {
    return group[0].getClientRects().length > 0;
  }

  function go(step) {
    const shown = marks.filter(seen);
    if (!shown.length) return;
    if (here >= 0) shown[here % shown.length].forEach(function (mark) { mark.classList.remove("found-here"); });
    here = (here + step + shown.length) % shown.length;
    shown[here].forEach(function (mark) { mark.classList.add("found-here"); });
    shown[here][0].scrollIntoView({ block: "center" });
    said.textContent = "“" + words + "”：" + (here + 1) + " / " + shown.length + " 处";
  }

  function button(text, act) {
    const node = document.createElement("button");
    node.type = "button";
    node.className = "button";
    node.textContent = text;
    node.addEventListener("click", act);
    return node;
  }

  const said = document.createElement("span");
  const blocks = Array.from(content.querySelectorAll("h1, h2, h3, h4, p, li, dt, dd, th, td, caption, figcaption")).filter(function (block) {
    return !block.querySelector("p, li, td, dd");
  });
  if (wanted) blocks.reverse().forEach(markIn);
  if (!marks.length) return;
  const bar = document.createElement("div");
  bar.className = "find-bar";
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "在本页找到的位置");
  said.setAttribute("role", "status");
  bar.append(said, button("下一处", function () { go(1); }), button("关闭", function () {
    marks.forEach(function (group) { group.forEach(function (mark) { mark.replaceWith.apply(mark, Array.from(mark.childNodes)); }); });
    bar.remove();
  }));
  document.body.append(bar);
  const anchor = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const after = marks.filter(seen).findIndex(function (group) { return !anchor || anchor.contains(group[0]) || anchor.compareDocumentPosition(group[0]) & Node.DOCUMENT_POSITION_FOLLOWING; });
  here = -1;
  go(after > 0 ? after + 1 : 1);
  // When everything is loaded the browser goes to the fragment of the address: come back to what was found.
  window.addEventListener("load", function () {
    requestAnimationFrame(function () {
      const now = content.querySelector(".found-here");
      if (now) now.scrollIntoView({ block: "center" });
    });
  });
})();
