import vue from 'eslint-plugin-vue'
import { defineConfig, globalIgnores } from 'eslint/config'
import typescript from 'typescript-eslint'

export default defineConfig([
  globalIgnores(['target/', 'node_modules/', 'src/api/schema.d.ts', 'src/element-plus.d.ts']),
  typescript.configs.strict,
  typescript.configs.stylistic,
  vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
  },
  {
    // A build script talks to the console.
    files: ['build.mjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', performance: 'readonly' } },
  },
  {
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      'no-console': ['error', { allow: ['error'] }],
      'vue/no-v-html': 'error',
      // Line breaks inside a tag are the writer's choice.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'always' } }],
    },
  },
  { files: ['build.mjs'], rules: { 'no-console': 'off' } },
])
