// The results that an organisation's page takes: codes of the address's fragment, and the files that the test and the comparison save.

// The codes of `#r=CODE,CODE`; none of another fragment.
export function readFragment(hash) {
  const [, text = ""] = /^#r(?:=|%3D)(.*)$/i.exec(hash) ?? [];
  return decodeURIComponent(text).split(",").filter((code) => code !== "");
}

// The respondents of some files; throws where one of them is not ours, or of another model.
export async function readFiles(files, { door, model }) {
  const texts = await Promise.all(files.map((file) => file.text()));
  const codes = texts.flatMap((text) => {
    const { code, results } = JSON.parse(text);
    return results ? results.map((result) => result.code) : [code];
  });
  return codes.map((code) => door.call({ op: "decode", model, code }).respondent);
}
