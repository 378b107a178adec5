// A jest reporter that counts. scripts/test.mjs prints the count as its last line; jest alone prints it at its end.
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const count = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    }
    if (process.send) process.send({ count })
    else process.on('exit', () => console.log(closingLine(count)))
  }
}

/** `N passed, N failed`, and `, N skipped` where there are any. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}
