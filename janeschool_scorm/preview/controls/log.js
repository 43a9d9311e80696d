/*
 * The log as values: rows in the order they came, what is the same thing said again, and
 * which of them are asked for. It keeps so many rows and characters, the newest.
 */
"use strict";
((P) => {
  const ROWS = 50000;
  const CHARACTERS = 40000000;

  /** What can be picked in the log, and its words. */
  const KINDS = [
    ["session", "Session"], ["read", "Reads"], ["write", "Writes"], ["save", "Saves"],
    ["error", "Errors asked"], ["request", "Requests"], ["statement", "Statements"],
    ["document", "Documents"], ["note", "Notes"],
  ];

  const size = (row) => {
    return 200 + row.answer.length + row.args.reduce((sum, each) => sum + each.length, 0)
      + (row.json ? row.json.length : 0);
  };

  const none = () => Object.fromEntries(KINDS.map(([kind]) => [kind, 0]));

  /** @returns {{rows, add, clear, dropped, counts}} counts: rows by kind, those that are kept */
  function store(limits) {
    const most = { rows: ROWS, characters: CHARACTERS, ...limits };
    let rows = [];
    let characters = 0;
    let dropped = 0;
    let counts = none();

    function forget() {
      let gone = 0;
      // To nine tenths: cutting the front off a long list costs its whole length.
      const over = () => rows.length - gone > most.rows * 0.9 || characters > most.characters * 0.9;
      while (gone < rows.length - 1 && over()) {
        characters -= size(rows[gone]);
        counts[rows[gone].kind] -= 1;
        gone += 1;
      }
      rows = rows.slice(gone);
      dropped += gone;
    }

    return {
      add: (row) => {
        rows.push(row);
        counts[row.kind] += 1;
        characters += size(row);
        if (rows.length > most.rows || characters > most.characters) forget();
      },
      clear: () => { rows = []; characters = 0; dropped = 0; counts = none(); },
      rows: () => rows,
      dropped: () => dropped,
      counts: () => counts,
    };
  }

  const faulty = (row) => row.verdict.length > 0;

  const worst = (row) => (row.verdict.some((each) => each.level === "error") ? "error" : "warning");

  /** {error: 2, warning: 1} -> ["2 faults", "1 warning"] */
  const tally = (it) => [
    it.error ? P.wording.count(it.error, "fault", "faults") : "",
    it.warning ? P.wording.count(it.warning, "warning", "warnings") : "",
  ].filter(Boolean);

  const words = (row) => {
    return [row.name, ...row.args, row.answer, row.text, row.json || "", ...row.verdict.map((v) => v.text + v.rule)]
      .join("\n").toLowerCase();
  };

  /**
   * @param {{kinds: Set<string>, faults: boolean, text: string}} filter no kind: all of them
   */
  function matches(row, filter) {
    if (filter.faults && !faulty(row) && !row.failed) return false;
    if (filter.kinds.size && !filter.kinds.has(row.kind)) return false;
    return !filter.text || words(row).includes(filter.text.toLowerCase());
  }

  /** "asks" folds the question for the last error into its call; "again" is a repetition. */
  function relation(before, row) {
    if (!before || faulty(row)) return "";
    const asks = P.calls.plain(row.name) === "GetLastError" && before.kind !== "error"
      && before.call && Number(row.answer) === Number(before.error);
    if (asks) return "asks";
    if (faulty(before)) return "";
    const same = row.call && before.call && row.name === before.name && row.kind !== "session"
      && row.error === before.error && P.calls.element(row) === P.calls.element(before)
      && (row.kind === "write" || row.answer === before.answer);
    return same ? "again" : "";
  }

  /** Groups of rows: [{rows: [row, ...], asked: row|null}], each with one line in the log. */
  function grouped(rows, groups) {
    const all = groups || [];
    rows.forEach((row) => {
      const last = all[all.length - 1];
      const how = last ? relation(last.rows[last.rows.length - 1], row) : "";
      if (how === "asks") last.asked = row;
      else if (how === "again") last.rows.push(row);
      else all.push({ rows: [row], asked: null });
    });
    return all;
  }

  P.log = { store, matches, relation, grouped, faulty, worst, tally, KINDS };
})(Preview);
