// From a question to results of the index, in the order in which they help. A module.
// The engine looks for the pieces of a word; pages that hold the word as it stands come before those with its pieces.

import { piecesOf } from "./search-index.js";
import { holds } from "./search-results.js";

const AMOUNT = /^([\d][\d,，]*(?:\.\d+)?)\s*(元|万元|亿元|万|亿|)$/;
const SCALES = { 元: 0, 万: 4, 万元: 4, 亿: 8, 亿元: 8 };
const THREE_PUBLIC = "“三公”经费"; // what pages call themselves (栏目)
const FIRST = "一分钟看懂";
const LITTLE = 3; // pages; with fewer, the official word is looked for as well
const ASKING = /什么|多少|意思|含义|请问|怎么|吗$/;
const SURE = 6; // pages read, of all groups, to see whether any holds the word
const AT_ONCE = 2; // of them, and at least of each kind
const WORDLIKE = /[\p{L}\p{N}]/u; // a sign that stands by itself is no word: the engine finds none
const NAMES = 40; // departments in one filter; more would say nothing

// What to look for and where. `asked` is what the question was understood to be, or null.
export function plan(words, wanted, asked) {
  const found = { text: words, filters: Object.assign({}, wanted), scope: [], amounts: amountsOf(words), topics: [] };
  if (!asked || found.amounts.length) return found;
  const text = asked.phrases.concat(asked.rest || []).join(" ");
  if (text && ASKING.test(words)) found.text = text; // 公务接待费是多少 → 公务接待费
  found.topics = asked.topics.map(function (topic) { return topic.topic; });
  if (asked.departments.length && asked.departments.length <= NAMES && !wanted["部门"]) {
    found.filters["部门"] = { any: namesOf(asked.departments) };
    found.scope = asked.departments.length > 3 ? [asked.departments.length + " 个" + asked.departments[0].own] : asked.departments.map(function (one) { return one.name; });
    found.text = text || asked.departments[0].own;
    found.isName = !text;
  } else if (asked.regions.length && text && !wanted["地区"]) {
    found.filters["地区"] = { any: asked.regions.map(function (region) { return region.name; }) };
    found.scope = asked.regions.map(function (region) { return region.name; });
    found.text = text;
  }
  if (asked.year && found.scope.length && !wanted["年度"] && asked.departments.some(function (one) { return one.years.includes(asked.year); })) {
    found.filters["年度"] = String(asked.year);
    found.scope = found.scope.map(function (name) { return name + asked.year + "年度"; });
  }
  return found;
}

function namesOf(departments) {
  const names = new Set();
  departments.forEach(function (one) { [one.name].concat(one.former).forEach(function (name) { names.add(name); }); });
  return Array.from(names);
}

// ---- amounts ----

// The ways in which documents may print an amount, the typed one first: 9,781,100 → 9781100, 978.11.
export function amountsOf(words) {
  const found = AMOUNT.exec(words);
  if (!found) return [];
  const digits = found[1].replace(/[,，]/g, "");
  const unit = found[2];
  const ways = [digits];
  if (!digits.includes(".") && unit) ways.push(digits + ".00");
  if (unit) ways.push(shifted(digits, SCALES[unit] - 4), shifted(digits, SCALES[unit]), shifted(digits, SCALES[unit] - 8));
  else if (/^\d{5,}/.test(digits)) ways.push(shifted(digits, -4));
  return ways.filter(function (way, at) { return way && ways.indexOf(way) === at; });
}

// Digits with the point moved, two decimals where there are any; "" when more than two would be needed.
function shifted(digits, places) {
  const parts = digits.split(".");
  let whole = parts[0];
  let rest = parts[1] || "";
  for (let left = places; left > 0; left -= 1) { whole += rest[0] || "0"; rest = rest.slice(1); }
  for (let left = places; left < 0; left += 1) { rest = (whole[whole.length - 1] || "0") + rest; whole = whole.slice(0, -1); }
  rest = rest.replace(/0+$/, "");
  if (rest.length > 2) return "";
  return (whole.replace(/^0+(?=\d)/, "") || "0") + (rest ? "." + rest.padEnd(2, "0") : places < 0 ? ".00" : "");
}

// ---- looking ----

// Results in order, with what was looked for in the end. `official` gives what documents call a word, or is null.
export function seek(pagefind, plan, official, loosely) {
  if (plan.amounts.length) return amounts(pagefind, plan);
  return look(pagefind, plan.text, plan, loosely).then(function (found) {
    const others = official && plan.text && !plan.scope.length ? official(plan.text).filter(function (word) { return !word.includes(plan.text); }) : [];
    if (!others.length || loosely) return found;
    if (!found.loose && found.results.length > LITTLE) return Object.assign(found, { offered: others[0] });
    return others.reduce(function (before, word) {
      return before.then(function (better) {
        return better || look(pagefind, word, plan, false).then(function (other) {
          return other.results.length && !other.loose ? instead(found, other, plan.text, word) : null;
        });
      });
    }, Promise.resolve(null)).then(function (better) { return better || found; });
  });
}

// The few pages that hold the word itself, then those that hold the official one.
function instead(found, other, asked, word) {
  const few = found.loose ? [] : found.results;
  const ids = idsOf(few);
  return {
    results: few.concat(other.results.filter(function (result) { return !ids.has(result.id); })),
    phrases: few.length ? [asked, word] : [word], asked: asked, query: other.query || word, instead: word, few: few.length
  };
}

function amounts(pagefind, plan) {
  return plan.amounts.reduce(function (before, amount) {
    return before.then(function (found) {
      if (found) return found;
      return ranked(pagefind, amount, plan).then(function (results) {
        return results.length ? { results: results, phrases: [amount], asked: amount, instead: amount === plan.amounts[0] ? "" : amount, amount: true } : null;
      });
    });
  }, Promise.resolve(null)).then(function (found) {
    return found || { results: [], phrases: plan.amounts.slice(0, 1), asked: plan.text };
  });
}

// Pages that hold a text exactly, in their order: a search in quotation marks takes them all for equal, one without
// shortens what stands nowhere until it matches.
function ranked(pagefind, text, plan) {
  const options = { filters: plan.filters };
  return pagefind.search('"' + text + '"', options).then(function (exact) {
    if (exact.results.length < 2) return exact.results;
    return pagefind.search(text, options).then(function (all) { return inAll([exact.results], all.results); });
  });
}

// An official word of many pieces has a mark of its own; of any other its pieces are looked for.
function look(pagefind, text, plan, loosely) {
  const mark = text && plan.markOf && !loosely ? plan.markOf(text) : "";
  if (!mark) return pieced(pagefind, text, plan, loosely);
  return ranked(pagefind, mark, plan).then(function (results) {
    const found = { results: results, phrases: [text], asked: text, query: mark, whole: text, wider: true };
    return results.length ? preferred(pagefind, found, plan, text) : pieced(pagefind, text, plan, loosely);
  });
}

// Pages that hold each word of the text. Where none does: what the engine makes of it, which shortens words until
// something matches; of a single word that is nothing.
function pieced(pagefind, text, plan, loosely) {
  const options = { filters: plan.filters };
  const words = text ? text.replace(/"/g, " ").split(/\s+/).filter(function (word) { return WORDLIKE.test(word); }) : [];
  return pagefind.search(text || null, options).then(function (all) {
    const done = { results: all.results, phrases: words, asked: text };
    if (!words.length || text.includes('"') || loosely) return done;
    return Promise.all(words.map(function (word) {
      return together(pagefind, word, words.length === 1 ? all : pagefind.search(word, options), options);
    })).then(function (found) {
      const results = inAll(found, all.results);
      if (!results.length) return Object.assign(done, piecesOf(text).length === 1 ? { results: [] } : { loose: all.results.length > 0 });
      return Object.assign(done, { results: results, wider: all.results.length > results.length }, words.length === 1 ? { whole: text } : {});
    });
  }).then(function (found) {
    return preferred(pagefind, found, plan, text);
  });
}

// What stands in each of the lists, in the order of another that may lack some of it.
function inAll(lists, order) {
  const sets = lists.map(idsOf);
  const places = new Map(order.map(function (result, place) { return [result.id, place]; }));
  const place = function (result) { return places.has(result.id) ? places.get(result.id) : order.length; };
  const common = lists[0].filter(function (result) { return sets.every(function (ids) { return ids.has(result.id); }); });
  return common.sort(function (a, b) { return place(a) - place(b); });
}

function idsOf(results) {
  return new Set(results.map(function (result) { return result.id; }));
}

// Pages that hold a word: exactly, then its pieces where they stand together, then cut in another way, because browser
// and index do not always cut Chinese alike. Whoever draws the results leaves out what does not hold it.
function together(pagefind, word, plain, options) {
  const pieces = piecesOf(word);
  const pairs = pieces.some(function (piece) { return piece.length > 2; }) ? pairsOf(word) : [];
  const asked = ['"' + word + '"'].concat(pairs.length ? [pairs.join(" ")] : []);
  return Promise.all([plain].concat(asked.map(function (text) { return pagefind.search(text, options); }))).then(function (all) {
    const exact = idsOf(all[1].results);
    const found = new Map();
    const take = function (results) { results.forEach(function (result) { if (!found.has(result.id)) found.set(result.id, result); }); };
    take(all[0].results.filter(function (result) { return exact.has(result.id) || stands(result.words, pieces.length); }));
    take(all[1].results);
    if (pairs.length) take(all[2].results.filter(function (result) { return stands(result.words, pairs.length); }));
    return sure(Array.from(found.values()), exact, word, pieces.length);
  });
}

// The results of which some prove to hold the word, for the engine does not promise it: what stands nowhere it shortens
// until something matches. Few are all read. Of more a few of each kind: of a single piece that differs by group; groups
// that have it exactly are looked at together.
function sure(results, exact, word, pieces) {
  if (results.length <= SURE) return heldBy(results, word);
  const have = new Set(results.filter(function (result) { return exact.has(result.id); }).map(function (result) { return result.group; }));
  const kinds = new Map();
  results.forEach(function (result) {
    const kind = pieces > 1 || have.has(result.group) ? -1 : result.group;
    kinds.set(kind, (kinds.get(kind) || []).concat([result]));
  });
  const most = Math.max(AT_ONCE, Math.floor(SURE / kinds.size));
  return Promise.all(Array.from(kinds.values(), function (some) {
    return isConfirmed(some.slice(0, most), word).then(function (is) { return is ? some : []; });
  })).then(function (right) {
    const ids = idsOf([].concat.apply([], right));
    return results.filter(function (result) { return ids.has(result.id); });
  });
}

// Whether one of some results really holds the word.
function isConfirmed(results, word) {
  if (!results.length) return Promise.resolve(false);
  return heldBy(results.slice(0, AT_ONCE), word).then(function (held) {
    return held.length > 0 || isConfirmed(results.slice(AT_ONCE), word);
  });
}

// Those of some results that really hold the word.
function heldBy(results, word) {
  return Promise.all(results.map(function (result) { return result.data(); })).then(function (hits) {
    return results.filter(function (_, at) { return holds(hits[at], word); });
  });
}

// 一部分 → 一部, 部分.
function pairsOf(text) {
  const signs = Array.from(text.replace(/[^\p{L}\p{N}]/gu, ""));
  return signs.slice(1).map(function (sign, at) { return signs[at] + sign; });
}

// Whether about so many matched words stand together, a mark or two between them: “三公”经费 for 三公经费.
function stands(places, pieces) {
  const least = pieces < 3 ? pieces : Math.ceil(pieces * 2 / 3);
  const sorted = Array.from(new Set(places)).sort(function (a, b) { return a - b; });
  return sorted.some(function (place, at) {
    const last = sorted[at + least - 1];
    return last !== undefined && last - place <= pieces + 1;
  });
}

// Pages about the thing itself come first: of a department its first page, of 公务接待 those on “三公”.
function preferred(pagefind, found, plan, text) {
  const isThree = plan.topics.includes("三公") || /三公|公务接待|因公出国|公务用车/.test(text || "");
  const page = isThree ? THREE_PUBLIC : plan.isName ? FIRST : "";
  if (!page || plan.filters["栏目"] || !found.results.length) return found;
  return pagefind.search(found.query || text, { filters: Object.assign({}, plan.filters, { 栏目: page }) }).then(function (first) {
    const ids = idsOf(first.results);
    const own = found.results.filter(function (result) { return ids.has(result.id); });
    return Object.assign(found, { results: own.concat(found.results.filter(function (result) { return !ids.has(result.id); })) });
  });
}
