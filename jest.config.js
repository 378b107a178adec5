// Tests run as compiled JavaScript (dist/test), on native modules, without a transformer: see docs/decisions/0002.
export default {
  testEnvironment: 'node',
  transform: {},
  testMatch: ['<rootDir>/dist/test/**/*.test.js'],
  reporters: ['default', '<rootDir>/scripts/closing-line.mjs'],
  testTimeout: 30_000,
  maxWorkers: 2,
}
