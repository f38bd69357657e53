/** Texts of what a problem asks for against what the other says. */
export const zh = {
  'coverage.title': '要素对照',
  'coverage.about': '逐项对照难题写明的要求与对方资料的文字，不计入得分；没有写到的，对方也可能会做。',
  'coverage.kind.MATERIAL': '材料',
  'coverage.kind.PROCESS': '工艺',
  'coverage.kind.PERFORMANCE': '性能',
  'coverage.kind.PRODUCT': '产品',
  'coverage.kind.APPLICATION': '应用',
  'coverage.MET': '✓ 写到了',
  'coverage.LIKE': '≈ 相近',
  'coverage.OUTSIDE': '△ 未达要求',
  'coverage.ABSENT': '– 没有写到',
  'coverage.absent': '没有写到的 {count} 项',
}

export const en: Record<keyof typeof zh, string> = {
  'coverage.title': 'Element by element',
  'coverage.about': 'What the problem asks for, set against what the other record says. No part of the score: who does not name something may still do it.',
  'coverage.kind.MATERIAL': 'Material',
  'coverage.kind.PROCESS': 'Process',
  'coverage.kind.PERFORMANCE': 'Performance',
  'coverage.kind.PRODUCT': 'Product',
  'coverage.kind.APPLICATION': 'Application',
  'coverage.MET': 'Named',
  'coverage.LIKE': 'Similar',
  'coverage.OUTSIDE': 'Short of it',
  'coverage.ABSENT': 'Not named',
  'coverage.absent': '{count} not named',
}
