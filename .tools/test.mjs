// `npm test`: every test there is. `npm test -- native web` runs the stages that are named, `npm test -- quick` what most
// often breaks.
import { constants } from 'node:os';
import { setUp } from './setup.mjs';
import { Failure, logbook, main, seconds } from './steps.mjs';
import { quick, stages, tally } from './stages.mjs';

await main(import.meta.url, async () => {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => name !== 'quick' && !(name in stages));
  if (unknown.length > 0) {
    const known = [...Object.keys(stages), 'quick'].join(', ');
    throw new Failure(`There is no stage ${unknown.join(', ')}; there are ${known}.`);
  }
  const chosen = named.length
    ? named.flatMap((name) => (name === 'quick' ? Object.entries(quick) : [[name, stages[name]]]))
    : Object.entries(stages);
  const env = await setUp(chosen.flatMap(([, { parts = [] }]) => parts));
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failed = [];
  const runStage = async (name, { run, isAside }) => {
    const started = performance.now();
    const { PRIORITY_BELOW_NORMAL } = constants.priority;
    const log = logbook(`test-${name}`, isAside ? PRIORITY_BELOW_NORMAL : undefined);
    const result = await run({ ...log, env }).catch((error) =>
      tally({}, error, [error.message.split('\n')[0]]),
    );
    for (const key of Object.keys(total)) total[key] += result[key];
    for (const { message } of result.failures) console.log(message);
    failed.push(...result.names.map((words) => `  ${name.padEnd(12)}  ${words}`));
    const counts = `${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`;
    console.log(
      `${result.failed ? 'FAILED' : 'ok    '}  ${name.padEnd(12)}  ${counts}  (${seconds(started)})`,
    );
  };
  let aside = Promise.resolve();
  for (const [name, stage] of chosen) {
    if (stage.isAside) aside = aside.then(() => runStage(name, stage));
    else await runStage(name, stage);
  }
  await aside;
  // These come last: a long log loses its beginning first.
  if (failed.length > 0) console.log(`\nFailed:\n${failed.join('\n')}`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exit(total.failed > 0 ? 1 : 0);
});
