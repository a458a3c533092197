// Results as they are read: by report, then the sections that hold the words, each with the sentence. A module.

const LINES = 3; // sections shown of one report; the others fold away
const BEFORE = 24; // characters of a long sentence kept before the words
const AFTER = 56;

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

function bare(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}.+%-]+/gu, "");
}

// ---- where the words stand in a page ----

// The page's text with, for every sign that counts, its place in the text and the number of its word in the index.
function read(hit) {
  const words = (hit.raw_content || hit.content || "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").split("\u200b");
  let text = "";
  let signs = "";
  const at = [];
  const word = [];
  words.forEach(function (piece, number) {
    Array.from(piece).forEach(function (sign) {
      const kept = bare(sign);
      Array.from(kept).forEach(function (one) { signs += one; at.push(text.length); word.push(number); });
      text += sign;
    });
  });
  return { text: text, signs: signs, at: at, word: word };
}

// Whether the page holds the phrase, whatever marks stand between its signs.
export function holds(hit, phrase) {
  return bare(hit.content || "").includes(bare(phrase));
}

// Sections of a page that hold one of the phrases, best first: prose before tables, amounts before words alone.
export function sectionsOf(hit, phrases) {
  const page = read(hit);
  const heads = (hit.anchors || []).filter(function (anchor) { return /^h[2-6]$/i.test(anchor.element) && anchor.text; });
  const found = new Map();
  phrases.map(bare).filter(Boolean).forEach(function (phrase) {
    for (let from = page.signs.indexOf(phrase); from >= 0; from = page.signs.indexOf(phrase, from + phrase.length)) {
      if (/^\d/.test(phrase) && isPart(page.signs, page, from, phrase.length)) continue;
      const head = heads.filter(function (one) { return one.location <= page.word[from]; }).pop();
      const piece = sentence(page.text, page.at[from], page.at[from + phrase.length - 1] + 1);
      const key = head ? head.id : "";
      const before = found.get(key);
      const score = (head && head.text === "下载" ? 0 : piece.score) + (head && bare(head.text).includes(phrase) ? 2 : 0);
      if (!before || score > before.score) found.set(key, { id: key, title: head ? head.text : "", piece: piece, score: score, at: from });
    }
  });
  return Array.from(found.values()).sort(function (a, b) { return b.score - a.score || a.at - b.at; });
}

// Whether digits go on before or after: 3.25 in 13.25.
function isPart(signs, page, from, length) {
  const touches = function (one, other) { return page.at[other] - page.at[one] <= 1 || /^[,]$/.test(page.text.slice(page.at[one] + 1, page.at[other])); };
  const before = from > 0 && /[\d.]/.test(signs[from - 1]) && /\d/.test(signs[from]) && touches(from - 1, from);
  const end = from + length;
  const after = end < signs.length && /\d/.test(signs[end]) && touches(end - 1, end);
  return before || after;
}

// The sentence around a place; of a table, the name of the row. Ends of blocks stand in the index as ". ".
function sentence(text, start, end) {
  const left = Math.max(0, lastEnd(text.slice(0, start)));
  const next = /[。！？；]|\.\s|\.$/.exec(text.slice(end));
  const isProse = next && !next[0].startsWith(".");
  const right = next ? end + next.index + (isProse ? 1 : 0) : text.length;
  if (isProse) return { text: cut(text, left, start, end, right), score: 4 + (/\d/.test(text.slice(start, right)) ? 1 : 0) };
  const found = text.slice(start, end);
  if (/^\d{3,7}$/.test(found)) return { text: "在表格中：" + found + " " + nameAfter(text, end), score: 1 };
  if (/^[\d,.+-]+$/.test(found)) return { text: "在表格中：" + rowName(text, start) + " " + found, score: 1 };
  if (/^[^。，]{0,40}?\d\.\d\d/.test(text.slice(end))) return { text: "在表格中：" + found, score: 1 };
  return { text: cut(text, left, start, end, right), score: 2 };
}

function lastEnd(text) {
  let end = 0;
  const ends = /[。！？；]|\.\s/g;
  for (let found = ends.exec(text); found; found = ends.exec(text)) end = found.index + found[0].length;
  return end;
}

// The words nearest before a number of a table, units aside: 公务接待费 in “公务接待费 4.00. 3.25”.
function rowName(text, start) {
  const names = text.slice(Math.max(0, start - 160), start).match(/[\p{Script=Han}（）“”、：:]+/gu) || [];
  const name = names.filter(function (one) { return !/^[（）]*(万元|元|亿元|人|个|辆|次)?[（）]*$/.test(one); }).pop() || "";
  return name.replace(/^[（）、：:]+/, "").slice(-AFTER);
}

// The name that follows a code.
function nameAfter(text, end) {
  const found = /^[\s.]*([\p{Script=Han}（）“”、]+)/u.exec(text.slice(end, end + 60));
  return found ? found[1] : "";
}

function cut(text, left, start, end, right) {
  const from = start - left > BEFORE ? start - BEFORE : left;
  const to = right - end > AFTER ? end + AFTER : right;
  return ((from > left ? "…" : "") + text.slice(from, to) + (to < right ? "…" : "")).replace(/\s+/g, " ").replace(/(\p{Script=Han}) (?=[\d+-])|([\d%]) (?=\p{Script=Han})/gu, "$1$2").replace(/（\s+/g, "（").trim();
}

// ---- drawing ----

// A line for every page that nothing of the words could be shown of: what the engine found.
function loosely(hit) {
  const other = new DOMParser().parseFromString(hit.excerpt || "", "text/html");
  return Array.from(other.body.childNodes).map(function (node) {
    return node.nodeName === "MARK" ? make("mark", "", node.textContent) : document.createTextNode(node.textContent.replace(/\. /g, " "));
  });
}

// Text with the phrases marked, whatever marks stand between their signs.
export function marked(text, phrases) {
  const signs = [];
  let plain = "";
  Array.from(text).forEach(function (sign, at) {
    Array.from(bare(sign)).forEach(function (one) { plain += one; signs.push(at); }); // “…” is three
  });
  const all = Array.from(text);
  const hit = new Array(all.length).fill(false);
  phrases.map(bare).filter(Boolean).forEach(function (phrase) {
    for (let from = plain.indexOf(phrase); from >= 0; from = plain.indexOf(phrase, from + phrase.length)) {
      for (let at = signs[from]; at <= signs[from + phrase.length - 1]; at += 1) hit[at] = true;
    }
  });
  const nodes = [];
  for (let at = 0; at < all.length;) {
    let end = at;
    while (end < all.length && hit[end] === hit[at]) end += 1;
    const run = all.slice(at, end).join("");
    nodes.push(hit[at] ? make("mark", "", run) : document.createTextNode(run));
    at = end;
  }
  return nodes;
}

// Results drawn so far, by report; pages of a report that come later join it.
export function board(list, phrases) {
  const groups = new Map();

  function add(hit) {
    const key = hit.meta["部门"] && hit.meta["年度"] ? hit.meta["部门"] + " " + hit.meta["年度"] : hit.url;
    const group = groups.get(key) || open(key, hit);
    const lines = linesOf(hit);
    lines.forEach(function (line, at) {
      if (group.shown < (at === 0 ? LINES : LINES - 1)) { group.list.append(line); group.shown += 1; }
      else { group.rest.append(line); group.folded += 1; }
    });
    group.more.hidden = !group.folded;
    group.more.querySelector("summary").textContent = "这份决算里还有 " + group.folded + " 处";
    return group;
  }

  function open(key, hit) {
    const section = make("section", "search-group");
    const head = make("h2", "search-where");
    const home = /^(.*\/reports\/[^/]+\/[^/]+\/\d{4}\/)/.exec(hit.url);
    const name = hit.meta["部门"] ? hit.meta["部门"] + (hit.meta["年度"] ? " · " + hit.meta["年度"] + "年度" : "") : hit.meta.title || "本站页面";
    head.append(link(home ? home[1] : hit.url, name));
    const more = make("details", "search-fold");
    const group = { section: section, list: make("ul", "search-lines"), rest: make("ul", "search-lines"), more: more, shown: 0, folded: 0 };
    more.append(make("summary"), group.rest);
    section.append(head, group.list, more);
    list.append(section);
    groups.set(key, group);
    return group;
  }

  function linesOf(hit) {
    const page = hit.meta["栏目"] || (hit.meta["部门"] ? "各年的决算" : hit.meta.title) || "（无标题）";
    const isPage = function (one) { return !one.title || bare(one.title) === bare(page); };
    const all = sectionsOf(hit, phrases);
    const whole = all.find(isPage); // what stands before the first heading, or below one named like the page: listed once
    const sections = all.filter(function (one) { return one === whole || !isPage(one); }).slice(0, LINES);
    if (!sections.length) return [line(hit.url, page, loosely(hit))];
    return sections.map(function (one) {
      const title = isPage(one) ? page : page + " › " + one.title;
      return line(leading(hit.url, one.id), title, marked(one.piece.text, phrases));
    });
  }

  // The page is opened at the section, with the words to mark there.
  function leading(url, id) {
    const words = phrases.length === 1 ? phrases[0] : "";
    return url + (words ? "?find=" + encodeURIComponent(words) : "") + (id ? "#" + id : "");
  }

  function line(address, title, nodes) {
    const row = make("li", "search-hit");
    const text = make("p", "search-excerpt");
    text.append.apply(text, nodes);
    row.append(link(address, title), text);
    return row;
  }

  return { add: add };
}
