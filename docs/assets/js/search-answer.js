// The answer above the results: what the departments named in a question published for the figure asked for. A module.
// Figures are read from the department's answers.json; what is not published is said to be so, nothing is worked out here.

const MOST = 5;
const FIGURES_OF_ONE = 4;

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

function link(address, text, className) {
  const node = make("a", className, text);
  node.href = address;
  return node;
}

// A section for the page, or null when the question names nobody. Departments that match beyond five are counted.
export function answer(index, asked, home) {
  if (asked.term && !asked.departments.length) return Promise.resolve(meaning(asked.term, home));
  const departments = whose(index, asked);
  if (!departments.length || (asked.rest && !asked.topics.length)) return Promise.resolve(null);
  const topics = asked.topics.slice(0, departments.length === 1 ? FIGURES_OF_ONE : 1);
  const rows = departments.slice(0, MOST).map(function (one) {
    return topics.length ? figures(one, topics, asked.year, home) : Promise.resolve([reports(one, asked.year, home)]);
  });
  return Promise.all(rows).then(function (lines) {
    const section = make("section", "answer");
    section.append(make("h2", "sr-only", "直接回答"));
    const list = make("ul", "answer-lines");
    lines.forEach(function (some) { list.append.apply(list, some); });
    section.append(list);
    const scopes = new Set(Array.from(list.querySelectorAll("[data-scope]")).map(function (node) { return node.dataset.scope; }));
    if (departments.length > 1 && scopes.size > 1) section.append(make("p", "answer-more", "各部门公布的口径不同，不能直接比较。"));
    if (departments.length > MOST) section.append(others(departments, asked, home));
    return section;
  });
}

function meaning(term, home) {
  const section = make("section", "answer");
  const terms = new URL("terms/", home);
  terms.searchParams.set("find", term);
  const words = make("p", "answer-line", "“" + term.replace(/[“”]/g, "") + "”是什么意思，请看 ");
  words.append(link(terms.href, "名词解释"), "。");
  section.append(make("h2", "sr-only", "直接回答"), words);
  return section;
}

// Departments named; for a figure of a region, those of the region.
function whose(index, asked) {
  if (asked.departments.length || !asked.regions.length || !asked.topics.length) return asked.departments;
  return index.departments.filter(function (one) { return asked.regions.includes(one.region); });
}

function others(departments, asked, home) {
  const words = make("p", "answer-more", "共有 " + departments.length + " 个部门符合，这里列出前 " + MOST + " 个。写上地区名可以只看一个，也可以打开");
  const regions = new Set(departments.map(function (one) { return one.region.slug; }));
  const path = regions.size === 1 ? "reports/" + departments[0].region.slug + "/" : "reports/";
  words.append(link(new URL(path, home).href, "部门名录"), "。");
  return words;
}

// ---- a department without a figure: its reports ----

function reports(one, year, home) {
  const line = make("li", "answer-line");
  line.append(link(new URL(one.path, home).href, one.name, "answer-name"));
  const years = make("span", "answer-years");
  one.years.slice().reverse().forEach(function (each) {
    years.append(link(new URL(one.path + each + "/", home).href, each + "年度"), " ");
  });
  line.append(" ", years);
  if (year && !one.years.includes(year)) line.append(make("span", "answer-note", year + "年度：本站还没有收录这份决算。"));
  return line;
}

// ---- figures ----

function figures(one, topics, year, home) {
  return fetch(new URL(one.path + "answers.json", home)).then(function (found) {
    if (!found.ok) throw new Error(String(found.status));
    return found.json();
  }).then(function (years) {
    return topics.map(function (topic) { return figure(one, topic, years, year, home); });
  }).catch(function () { return [reports(one, year, home)]; });
}

function figure(one, topic, years, year, home) {
  const line = make("li", "answer-line");
  const wanted = years.find(function (each) { return each.year === year; });
  const shown = wanted || years[0];
  if (year && !wanted) line.append(make("span", "answer-note", year + "年度：本站还没有收录" + one.own + "的这份决算。最近的是" + shown.year + "年度："));
  const found = shown.figures[topic.key];
  const what = make("span", "answer-what");
  what.append(link(new URL(shown.href, home).href, shown.name + " " + shown.year + "年度", "answer-name"), " " + topic.label);
  line.append(what);
  if (found) line.append(value(found, home), said(found));
  else line.append(make("strong", "answer-value", "未公布"), make("p", "answer-said", "这份决算没有公布" + (topic.scope ? topic.scope + "口径的" : "") + "这个数，不等于零；别的口径请看原文。"));
  line.append(ways(one, topic, shown, home));
  return line;
}

function value(found, home) {
  const strong = make("strong", "answer-value");
  strong.append(link(new URL(found.href, home).href, found.printed), make("span", "unit", " " + found.unit));
  return strong;
}

function said(found) {
  const parts = [];
  if (found.scope) parts.push("口径：" + found.scope);
  if (found.change) parts.push("比上年" + found.change);
  if (found.note) parts.push(found.note);
  const words = make("p", "answer-said", parts.length ? parts.join("；") + "。" : "");
  words.dataset.scope = found.scope || "";
  return words;
}

function ways(one, topic, shown, home) {
  const words = make("p", "answer-ways");
  const compare = new URL("compare/", home);
  compare.searchParams.set("d", one.region.slug + "/" + one.slug);
  compare.searchParams.set("m", topic.key);
  words.append(link(new URL(shown.href, home).href, "看这份决算"), " ", link(compare.href, "和往年、别的部门比"));
  return words;
}
