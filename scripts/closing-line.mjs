// A jest reporter whose last line is the count, alone: `N passed, N failed` (`, N skipped` where there are any).
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    const skipped = results.numPendingTests + results.numTodoTests
    this.line = `${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
    // After jest's own summary, which is printed when this returns.
    process.on('exit', () => console.log(this.line))
  }
}
