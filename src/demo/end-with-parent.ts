// Loaded into everything that the demo starts (node --import): ends the process when the demo is gone, even by kill -9.
// The demo holds the other end of an IPC channel; the system closes it with the demo.
const patienceInMs = 5_000

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), patienceInMs).unref()
  process.kill(process.pid, 'SIGTERM')
})
// Listening must not keep a process alive that has nothing else to do.
process.channel?.unref()
