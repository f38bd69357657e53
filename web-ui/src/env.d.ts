declare module 'element-plus/es/locale/lang/*' {
  const language: import('element-plus/es/locale').Language
  export default language
}
