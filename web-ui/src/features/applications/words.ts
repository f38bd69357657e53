/** Characters that a word processor counts one by one: those of the forms' own count on the server. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u2014-\u2021\u2023-\u2026\u2460-\u27bf\u3000-\u303f\u3200-\u33ff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]/u

/** 字数 as the forms count it: every Chinese character and full-width mark, every run of others, no spaces. */
export function wordsOf(text: string): number {
  let words = 0
  let within = false
  for (const character of text) {
    if (/[\s\u00a0\u3000]/u.test(character)) within = false
    else if (WIDE.test(character)) {
      words += 1
      within = false
    } else if (!within) {
      words += 1
      within = true
    }
  }
  return words
}
