/** Texts of the form beside which help stands. */
export const zh = {
  'post.complete': '填写进度',
  'post.complete.some': '必填 {needed} 项，已填 {filled} 项。还缺：',
  'post.complete.all': '必填 {needed} 项都已填写，可以提交。',
  'post.experts': '谁可能解决',
  'post.experts.later': '写出难题名称后，这里列出可能解决的专家；写得越具体，越准。',
  'post.experts.none': '没有找到。写明材料、工艺和指标，会更准。',
  'post.experts.away': '暂时查不到，不影响填写。',
  'post.restored': '上次没有写完的内容已放回表单。',
}

export const en: Record<keyof typeof zh, string> = {
  'post.complete': 'Completeness',
  'post.complete.some': '{filled} of {needed} required fields are filled. Missing:',
  'post.complete.all': 'All {needed} required fields are filled; it can be submitted.',
  'post.experts': 'Who could solve this',
  'post.experts.later': 'Name the problem, and experts who could solve it appear here; the more precise, the better.',
  'post.experts.none': 'Nobody found. Name materials, processes and figures.',
  'post.experts.away': 'Not available now; the form works without.',
  'post.restored': 'What you had begun was put back into the form.',
}
