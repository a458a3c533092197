// The index of a site as one, though a large site has it in groups: the engine merges them, and what it finds tells its
// group. A module.

const EXCERPT = 30; // words of a page around what was found
const STEP = 60; // powers of two between the scores of two groups; a score by itself is far nearer to 1

let opened = null; // what the index said of itself when it was opened

// `home` is the address of the site's home page. An index of which a part cannot be read is none: half of it would deny
// what the other half holds. It may be opened again.
export function open(home) {
  const folder = new URL("pagefind/", home);
  return Promise.all([import(new URL("pagefind.js", folder).href), groups(folder), entry(folder)]).then(function (all) {
    const engine = all[0].createInstance({ excerptLength: EXCERPT });
    opened = all[2];
    return engine.init().then(function () {
      return Promise.all(all[1].map(function (name, at) {
        const options = { baseUrl: new URL(home).pathname, excerptLength: EXCERPT, indexWeight: 2 ** (STEP * (at + 1)) };
        return engine.mergeIndex(new URL(name + "/", folder).href, options);
      }));
    }).then(function () {
      return {
        search: function (text, options) { return search(engine, text, options); },
        filters: function () { return engine.filters(); }
      };
    }, function (error) {
      return engine.destroy().then(function () { throw error; });
    });
  });
}

// Why nothing can be found: there is no index ("none"), nobody answers ("offline"), or the site has another index than
// the one that was opened ("changed"); "" where it is as it was.
export function trouble(home) {
  return entry(new URL("pagefind/", home)).then(function (text) {
    if (!text) return "none";
    return opened && text !== opened ? "changed" : "";
  }).catch(function () { return "offline"; });
}

function groups(folder) {
  return fetch(new URL("groups.json", folder)).then(function (answer) {
    if (!answer.ok) throw new Error("groups.json " + answer.status);
    return answer.json();
  });
}

// What the index says of itself, by which a new one is told from an old one; "" where there is none.
function entry(folder) {
  return fetch(new URL("pagefind-entry.json", folder), { cache: "no-cache" }).then(function (answer) {
    return answer.ok ? answer.text() : "";
  });
}

function search(engine, text, options) {
  return engine.search(text, options).then(function (found) {
    const results = found.results.map(inGroup).sort(function (a, b) { return b.score - a.score || a.group - b.group; });
    return { results: results, filters: found.filters };
  });
}

// The group of a result stands in the exponent of its score, which the weight of the group multiplied. The result stays
// the engine's own: of one that nobody holds any more the engine forgets the page.
function inGroup(result) {
  const group = result.score > 0 ? Math.round(Math.log2(result.score) / STEP) : 0;
  return Object.assign(result, { group: group, score: result.score / 2 ** (STEP * group) });
}

// The words that the engine makes of a text; the text itself where the browser cannot tell.
export function piecesOf(text) {
  if (typeof Intl.Segmenter === "undefined") return [text];
  const pieces = Array.from(new Intl.Segmenter("zh", { granularity: "word" }).segment(text)).filter(function (piece) { return piece.isWordLike; });
  return pieces.map(function (piece) { return piece.segment; });
}
