// The index of a site as one, though a large site has it in groups: the engine merges them, and what it finds tells its
// group. A module.

const EXCERPT = 30; // words of a page around what was found
const STEP = 60; // powers of two between the scores of two groups; a score by itself is far nearer to 1

// `home` is the address of the site's home page.
export function open(home) {
  const folder = new URL("pagefind/", home);
  return Promise.all([import(new URL("pagefind.js", folder).href), groups(folder)]).then(function (both) {
    const engine = both[0];
    return engine.options({ excerptLength: EXCERPT }).then(function () { return engine.init(); }).then(function () {
      return Promise.all(both[1].map(function (name, at) {
        const options = { baseUrl: new URL(home).pathname, excerptLength: EXCERPT, indexWeight: 2 ** (STEP * (at + 1)) };
        return engine.mergeIndex(new URL(name + "/", folder).href, options);
      }));
    }).then(function () {
      return {
        search: function (text, options) { return search(engine, text, options); },
        filters: function () { return engine.filters(); }
      };
    });
  });
}

function groups(folder) {
  return fetch(new URL("groups.json", folder)).then(function (answer) {
    return answer.ok ? answer.json() : [];
  }).catch(function () { return []; });
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
