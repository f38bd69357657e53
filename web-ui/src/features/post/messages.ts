/** Texts of the form of a problem that is filled from a pasted text. */
export const zh = {
  'post.fromText': '从文本填写',
  'post.fromText.about': '粘贴一段需求或一行表格，读出各栏的内容供您挑选；联系方式会被认出并去掉。已经写了的栏目不会自动替换。',
  'post.fromText.text': '需求文字',
  'post.fromText.read': '读出各栏',
  'post.fromText.none': '没有读出可以填写的内容。',
  'post.fromText.confidence': '把握 {percent}%',
  'post.fromText.masked': '认出 {count} 处联系方式，没有写进任何一栏。',
  'post.fromText.take': '填入所选的 {count} 栏',
} as const

export const en: Record<keyof typeof zh, string> = {
  'post.fromText': 'Fill in from a text',
  'post.fromText.about': 'Paste a need or the row of a table; what each field could say is proposed. Contact data is recognised and left out. What you have written is not replaced unless you choose so.',
  'post.fromText.text': 'Text of the need',
  'post.fromText.read': 'Read the fields',
  'post.fromText.none': 'Nothing was found that could be filled in.',
  'post.fromText.confidence': '{percent}% sure',
  'post.fromText.masked': '{count} pieces of contact data were recognised; none is in a field.',
  'post.fromText.take': 'Fill in the {count} chosen',
}
