/** One write on its way: noted before it is sent, found again after a crash, never waited for without end. */
import type { Patience } from './patience.ts'
import type { AzureOperation, Step, StepBook } from './ports.ts'

export interface WriteRun {
  steps: StepBook
  patience: Patience
  signal: AbortSignal
}

/** Keeps the step's row true around one write: before it is sent, when it is accepted, when it has ended. */
export async function inFlight(
  run: WriteRun,
  step: Step,
  write: string,
  begin: () => Promise<AzureOperation>,
): Promise<void> {
  await run.steps.save({ ...step, inFlight: { write, operation: null } })
  const operation = await begin()
  await run.steps.save({ ...step, inFlight: { write, operation: operation.state } })
  await finishInTime(run, operation)
  await run.steps.save({ ...step, inFlight: null })
}

/** The time that one operation may take is over. */
export class OutOfTime extends Error {}

/** Waits for an operation's end: one that never ends must not hold the networks for ever. Throws `OutOfTime`. */
export async function finishInTime(
  { signal, patience }: Pick<WriteRun, 'signal' | 'patience'>,
  operation: AzureOperation,
): Promise<void> {
  const late = AbortSignal.timeout(patience.budgetMs)
  try {
    await operation.finish({ signal: AbortSignal.any([signal, late]) })
  } catch (error) {
    if (late.aborted && !signal.aborted) throw new OutOfTime('the operation did not end in the time allowed')
    throw error
  }
}
