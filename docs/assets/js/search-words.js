// What somebody may mean: departments by everyday name, regions, years, figures. Reads search/suggest.json once, when it
// is needed first. A module: the suggestions under the search box and the page of results share it.

const FILLERS = /(什么是|是什么意思|什么意思|是什么|什么|含义|意思|请问|我想知道|查一下|查询|查找|花了多少钱|花了多少|用了多少|花费多少|花费|花了|用了|是多少|有多少|多少钱|多少|情况|数据|怎么样|去年|前年|上年|今年|最近|年度|部门决算|决算|公开|的|是|了|吗|呢|在|和|与)/g;
const OFFICE = /[局厅委办院会部所站处队社馆校行台庭室]$|中心$|[乡镇]$|街道|政府$/;
const MEANING = /什么是|是什么|意思|含义/;
const ASKING = /花了|收了|多少/;
const LEVELS = "省市区县州旗";
const MOST = 8;

let loading = null;

// Text as it is compared: one width, small letters, without blanks and marks (“三公”, （境）).
export function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, "");
}

export function load(home) {
  if (!loading) {
    loading = fetch(new URL("search/suggest.json", home)).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(read);
    loading.catch(function () { loading = null; });
  }
  return loading;
}

// What the index calls an official word of many pieces, or "".
export function markOf(index, text) {
  return index.phrases.get(plain(text)) || "";
}

// ---- the file, made ready for looking up ----

function read(file) {
  const regions = file.regions.map(function (row) {
    return { slug: row[0], name: row[1], short: row[2], prefix: row[3], forms: formsOf(row[1], row[2]) };
  });
  const departments = file.departments.map(function (row) { return department(row, regions, file.kinds); });
  const topics = file.topics.map(function (row) { return { key: row[0], label: row[1], scope: row[2], topic: row[3] }; });
  const words = file.words.map(function (row) { return { official: row[0], said: row.slice(1) }; });
  return { regions: regions, departments: departments, topics: topics, words: words, terms: file.terms, phrases: new Map(Object.entries(file.phrases || {}).map(function (row) { return [plain(row[0]), row[1]]; })), sounds: soundsOf(file.readings) };
}

function department(row, regions, kinds) {
  const region = regions[row[0]];
  const own = kinds[row[2]][0];
  const more = row[4] || {};
  const name = more.name || region.prefix + own;
  const former = more.former || [];
  return {
    region: region, slug: row[1], own: own, name: name, others: kinds[row[2]].slice(1), former: former,
    years: yearsOf(row[3]), path: "reports/" + region.slug + "/" + row[1] + "/",
    names: [own, name].concat(kinds[row[2]].slice(1), former).map(plain)
  };
}

function yearsOf(text) {
  if (typeof text === "number") return [text];
  const range = text.split("-").map(Number);
  if (range.length === 1) return text.split(",").map(Number);
  return Array.from({ length: range[1] - range[0] + 1 }, function (_, at) { return range[0] + at; });
}

// 四川省遂宁市安居区: the region itself is 安居区, 遂宁市安居区 …; 四川省 and 遂宁 only lead to it.
function formsOf(name, short) {
  const pieces = name.match(/.{2,}?[省市区县州旗]|.+$/gu) || [name];
  const own = [name, short].concat(pieces.map(function (_, at) { return pieces.slice(at).join(""); }));
  const above = pieces.slice(0, -1);
  return { own: withoutLevel(own), above: withoutLevel(above) };
}

function withoutLevel(names) {
  const found = new Set();
  names.map(plain).filter(Boolean).forEach(function (name) {
    found.add(name);
    if (name.length > 2 && LEVELS.includes(name[name.length - 1])) found.add(name.slice(0, -1));
  });
  return Array.from(found);
}

function soundsOf(table) {
  const sounds = new Map();
  for (const pair of table.matchAll(/([^a-z])([a-z]+)/gu)) sounds.set(pair[1], (sounds.get(pair[1]) || []).concat(pair[2]));
  return sounds;
}

// ---- a question, taken apart ----

// The words of a question: year, places, departments, figures asked for, and what is left to look for.
export function understand(index, question, now) {
  const tokens = question.replace(/20\d\d\s*(年度|年)?/g, " ").split(/[\s,，。？?！!、；;]+/).map(plain).filter(Boolean);
  const topic = topicsIn(index, tokens.join(" "));
  const place = placesIn(index, topic.rest);
  const named = namesIn(index, place.rest);
  const departments = inPlaces(named.departments, place.words, named.level);
  const rest = named.rest.replace(FILLERS, " ").replace(/\s+/g, " ").trim();
  const regions = index.regions.filter(function (region) { return place.words.some(function (word) { return region.forms.own.includes(word) || region.forms.above.includes(word); }); });
  return { year: yearIn(question, now), departments: departments, topics: topic.topics, phrases: topic.phrases, regions: regions, rest: rest, term: MEANING.test(question) ? termIn(index, question) : "" };
}

// The term whose meaning is asked for.
function termIn(index, question) {
  const text = plain(question);
  const word = longest(index.terms.map(plain), text);
  return word ? index.terms.find(function (term) { return plain(term) === word; }) : "";
}

function yearIn(question, now) {
  const typed = /(20\d\d)/.exec(question);
  if (typed) return Number(typed[1]);
  if (/去年|上年/.test(question)) return now.getFullYear() - 1;
  if (/前年/.test(question)) return now.getFullYear() - 2;
  return /今年/.test(question) ? now.getFullYear() : null;
}

function longest(words, text) {
  let best = "";
  words.forEach(function (word) { if (word.length > best.length && text.includes(word)) best = word; });
  return best;
}

// Figures by their official label or by what people say, the longest word first: 公务用车购置费 before 公务用车.
function topicsIn(index, text) {
  const office = officeIn(index, text);
  const meant = topicWords(index);
  const topics = [];
  const phrases = [];
  let rest = text;
  const take = function (words) {
    for (let word = longest(words, rest); word && !office.includes(word); word = longest(words, rest)) { // 社保局 is no question about 社保
      const one = meant.get(word);
      if (!topics.includes(one.topic)) topics.push(one.topic);
      phrases.push(one.text || word);
      rest = rest.replace(word, " ");
    }
  };
  const all = Array.from(meant.keys());
  take(all.filter(function (word) { return !ASKING.test(word); }));
  if (!topics.length) take(all); // 花了多少 asks for everything only where nothing else is named
  return { topics: topics, phrases: phrases, rest: rest };
}

function topicWords(index) {
  if (!index.meant) {
    index.meant = new Map();
    index.topics.forEach(function (topic) {
      labelsOf(topic.label).forEach(function (label) { if (!index.meant.has(label)) index.meant.set(label, { topic: topic, text: "" }); });
    });
    index.words.forEach(function (row) {
      const topic = index.topics.find(function (one) { return plain(one.label).startsWith(plain(row.official)); });
      if (topic) row.said.map(plain).forEach(function (word) { if (!index.meant.has(word)) index.meant.set(word, { topic: topic, text: row.official }); });
    });
  }
  return index.meant;
}

function labelsOf(label) {
  const whole = plain(label);
  return [whole, whole.replace(/(合计|总额)$/, ""), whole.replace(/费$/, ""), whole.replace(/支出总额$/, "")].filter(function (word) { return word.length > 1; });
}

function allNames(index) {
  if (!index.names) {
    const names = new Set();
    index.departments.forEach(function (one) { one.names.forEach(function (name) { names.add(name); }); });
    index.words.forEach(function (row) {
      if (index.departments.some(function (one) { return one.own.endsWith(row.official); })) row.said.forEach(function (word) { names.add(plain(word)); });
    });
    index.names = Array.from(names).filter(function (name) { return name.length > 1; });
  }
  return index.names;
}

// The longest name of a department. A name that does not say that it is an office (财政, 教育) must stand by itself.
function officeIn(index, text) {
  return longest(allNames(index).filter(function (name) {
    return OFFICE.test(name) || (" " + text + " ").includes(" " + name + " ");
  }), text);
}

// Departments that bear the name in the text, or that people call so; 区 right before it is a level: 区人社局.
function namesIn(index, text) {
  const word = officeIn(index, text.trim().replace(/\s+/g, " "));
  if (!word) return { departments: [], rest: text, level: "" };
  const officials = officialsOf(index, word);
  const departments = index.departments.filter(function (one) {
    return one.names.includes(word) || officials.some(function (official) { return one.own.endsWith(official); });
  });
  const level = new RegExp("([省市区县州旗])" + word.replace(/[.]/g, "\\.")).exec(text);
  return { departments: departments, rest: text.replace(level ? level[0] : word, " "), level: level ? level[1] : "" };
}

function officialsOf(index, word) {
  return index.words.filter(function (row) { return row.said.some(function (said) { return plain(said) === word; }); }).map(function (row) { return row.official; });
}

// The places named, the longest first; a place that is no more than part of a department's name is none.
function placesIn(index, text) {
  if (!index.places) {
    const forms = new Set();
    index.regions.forEach(function (region) { region.forms.own.concat(region.forms.above).forEach(function (form) { forms.add(form); }); });
    index.places = Array.from(forms);
  }
  const words = [];
  let rest = text;
  for (let word = longest(index.places, rest); word; word = longest(index.places, rest)) {
    words.push(word);
    rest = rest.replace(word, " ");
  }
  return { words: words, rest: rest };
}

// Departments of the places named. 湖南 is the province itself where it has such a department, else everything in it.
function inPlaces(departments, words, level) {
  let kept = departments;
  words.forEach(function (word) {
    const here = kept.filter(function (one) { return one.region.forms.own.includes(word); });
    kept = here.length ? here : kept.filter(function (one) { return one.region.forms.above.includes(word); });
  });
  const same = level ? kept.filter(function (one) { return one.region.name.endsWith(level); }) : [];
  return same.length ? same : kept;
}

// What official documents call a word: 招待费 → 公务接待费. Only words that people say and documents do not.
export function official(index, words) {
  const word = plain(words);
  return officialsOf(index, word).filter(function (name) { return plain(name) !== word; });
}

// ---- proposals while somebody types ----

// At most eight: departments first, those whose name begins with the words before others; then figures, then terms.
export function propose(index, words) {
  const query = plain(words);
  if (!query) return [];
  const asked = understand(index, words, new Date());
  const departments = asked.departments.length ? asked.departments : spelledLike(index, query);
  const offered = departments.slice(0, MOST - 2).map(function (one) {
    const topic = asked.departments.length ? asked.topics[0] : null;
    const text = one.name + (topic ? " " + topic.label : "");
    return { kind: topic ? "数字" : "部门", text: one.own, region: one.region.name, topic: topic ? topic.label : "", value: text, path: topic ? "" : one.path };
  });
  const topics = index.topics.filter(function (topic) { return isLike(index, topic.label, query) || saidFor(index, topic.label, query); });
  topics.forEach(function (topic) { if (!asked.departments.length) offered.push({ kind: "数字", text: topic.label, value: topic.label, path: "" }); });
  index.terms.forEach(function (term) {
    if (isLike(index, term, query) && !offered.some(function (one) { return one.text === term; })) offered.push({ kind: "名词", text: term, value: term, path: "" });
  });
  return offered.slice(0, MOST);
}

function spelledLike(index, query) {
  const scored = [];
  const known = new Map(); // thousands of departments share some dozens of names
  const like = function (name) {
    if (!known.has(name)) known.set(name, isLike(index, name, query));
    return known.get(name);
  };
  index.departments.forEach(function (one, at) {
    const first = one.names.some(function (name) { return name.startsWith(query); });
    if (first || one.names.some(like)) scored.push([first ? 0 : 1, at, one]);
  });
  scored.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
  return scored.map(function (row) { return row[2]; });
}

function saidFor(index, label, query) {
  return query.length > 1 && index.words.some(function (row) {
    return plain(label).startsWith(plain(row.official)) && row.said.some(function (said) { return plain(said).includes(query); });
  });
}

function isLike(index, name, query) {
  const marks = Array.from(plain(name));
  return marks.some(function (_, at) { return spells(index.sounds, marks, at, query, 0); });
}

// Whether the query spells the name from a character on: each character by itself or by any beginning of its sound.
function spells(sounds, marks, at, query, from) {
  if (from === query.length) return true;
  if (at === marks.length) return false;
  return [marks[at]].concat(sounds.get(marks[at]) || []).some(function (sound) {
    for (let length = Math.min(sound.length, query.length - from); length > 0; length -= 1) {
      if (query.startsWith(sound.slice(0, length), from) && spells(sounds, marks, at + 1, query, from + length)) return true;
    }
    return false;
  });
}
