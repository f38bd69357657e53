import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [
    vue(),
    // Element Plus components are taken by name, each with its own style; our own components are imported by hand.
    components({ dirs: [], dts: 'src/element-plus.d.ts', resolvers: [ElementPlusResolver({ directives: false })] }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/api': 'http://localhost:8080' } },
  build: {
    // Spring serves classpath:/static; `mvn clean` removes it with the rest of target.
    outDir: 'target/classes/static',
    emptyOutDir: true,
    // Which file needs which; build.mjs keeps it beside what is served.
    manifest: true,
    target: ['chrome107', 'edge107', 'firefox104', 'safari16'],
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.spec.ts', '*.spec.ts'],
    server: { deps: { inline: ['element-plus'] } },
  },
})
