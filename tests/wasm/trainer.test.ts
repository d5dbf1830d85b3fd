import { describe, expect, test } from 'vitest';
import type { BatchEnd, Done, EpochEnd, Trainer, TrainerOptions } from '../../wasm/library/types';
import { digits, drawings, engine, everyVariant, idxFolder, inkling, readLines } from './engine';

/** A small network that learns a little from 256 images in a second. */
const small: TrainerOptions = {
  model: {
    class_name: 'Sequential',
    config: {
      name: 'small',
      layers: [
        { class_name: 'InputLayer', config: { batch_shape: [null, 28, 28, 1] } },
        { class_name: 'Conv2D', config: { filters: 8, kernel_size: 5, strides: 2, activation: 'relu' } },
        { class_name: 'MaxPooling2D', config: { pool_size: 2 } },
        { class_name: 'Flatten', config: {} },
        { class_name: 'Dense', config: { units: 10, activation: 'softmax' } },
      ],
    },
  },
  training: { optimizer: { class_name: 'Adam', config: { learning_rate: 0.005 } } },
  data: digits(256),
  seed: 3,
  epochs: 3,
  batch_size: 32,
  validation_split: 0.25,
};

function recorded(trainer: Trainer) {
  const events = { batch: [] as BatchEnd[], epoch_end: [] as EpochEnd[], done: [] as Done[] };
  trainer.addEventListener('batch', ({ detail }) => events.batch.push(detail));
  trainer.addEventListener('epoch_end', ({ detail }) => events.epoch_end.push(detail));
  trainer.addEventListener('done', ({ detail }) => events.done.push(detail));
  return events;
}

describe.each(everyVariant)('%s', (variant) => {
  test('learns, and tells how it goes', async () => {
    const trainer = await (await engine(variant)).trainer(small);
    const { batch, epoch_end, done } = recorded(trainer);
    await trainer.fit();
    expect(batch).toHaveLength(3 * 6);
    expect(epoch_end.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(epoch_end[2].loss).toBeLessThan(epoch_end[0].loss);
    expect(epoch_end[2].val_accuracy).toBeGreaterThan(0.3);
    expect(epoch_end[2].images_per_second).toBeGreaterThan(0);
    expect(done).toEqual([
      { event: 'done', weights_hash: trainer.model.weights_hash, seconds: done[0].seconds },
    ]);
    expect(trainer.state).toBe('done');
  });

  test(
    'ends in the same weights as the command line, for the preset that ships',
    { timeout: 300_000 },
    async () => {
      const data = digits(160);
      const settings = ['--seed', '7', '--epochs', '1', '--batch-size', '32', '--validation-split', '0.2'];
      const folder = idxFolder(data);
      const train = [
        'train',
        '--preset',
        'inkling',
        '--data',
        folder,
        '--kernels',
        'portable',
        '--json',
        ...settings,
      ];
      const [epoch, done] = readLines(inkling(...train)) as [EpochEnd, Done];
      const trainer = await (
        await engine(variant)
      ).trainer({ preset: 'inkling', data, seed: 7, epochs: 1, batch_size: 32, validation_split: 0.2 });
      const events = recorded(trainer);
      await trainer.fit();
      expect(events.done[0].weights_hash).toBe(done.weights_hash);
      const { images_per_second } = events.epoch_end[0];
      expect(events.epoch_end).toEqual([{ ...epoch, images_per_second }]);
    },
  );

  test('sees colours, weighs classes, validates on other data and stops early', async () => {
    const { images, labels } = digits(96);
    const colours = new Uint8Array(images.length * 3);
    images.forEach((ink, i) => colours.set([ink, 255 - ink, ink >> 1], 3 * i));
    const data = { images: colours, labels, rows: 28, columns: 28, channels: 3 };
    const model = structuredClone(small.model) as { config: { layers: { config: object }[] } };
    model.config.layers[0].config = { batch_shape: [null, 28, 28, 3] };
    const early = { class_name: 'EarlyStopping', config: { monitor: 'val_auc', min_delta: 1 } };
    const trainer = await (
      await engine(variant)
    ).trainer({
      model,
      data,
      validation_data: data,
      epochs: 5,
      training: { metrics: ['auc'], class_weight: { 3: 2 }, callbacks: [early] },
    });
    const { epoch_end, done } = recorded(trainer);
    const aucs: number[] = [];
    trainer.addEventListener('epoch_end', () => {
      void trainer.model.evaluate(data).then(({ auc }) => aucs.push(auc));
    });
    await trainer.fit();
    expect(epoch_end).toHaveLength(2);
    expect(epoch_end.map(({ val_auc }) => val_auc)).toEqual(aucs);
    expect(done[0].stopped).toBe('EarlyStopping: val_auc has not improved for 1 epoch');
  });

  test('has no files for callbacks that write some', async () => {
    const callbacks = [{ class_name: 'CSVLogger', config: { filename: 'log.csv' } }];
    const training = (await engine(variant)).trainer({ ...small, training: { callbacks } });
    await expect(training).rejects.toThrow('[CSVLogger] there is no place for files here');
  });

  test('pauses, answers meanwhile, resumes, stops and goes on', async () => {
    const opened = await engine(variant);
    const trainer = await opened.trainer(small);
    const { batch } = recorded(trainer);
    trainer.addEventListener('batch', () => batch.length === 4 && trainer.pause());
    const training = trainer.fit();
    while (trainer.state !== 'paused') await new Promise((turn) => setImmediate(turn));
    const answer = await trainer.model.recognize(drawings[0]);
    expect(answer.characters).toHaveLength(1);
    await new Promise((later) => setTimeout(later, 20));
    expect(batch).toHaveLength(4);
    trainer.continue();
    trainer.addEventListener('batch', () => batch.length === 8 && trainer.stop());
    await training;
    expect(batch).toHaveLength(8);
    await trainer.fit();
    expect(trainer.state).toBe('done');
    const whole = await opened.trainer(small);
    await whole.fit();
    expect(trainer.model.weights_hash).toBe(whole.model.weights_hash);
  });

  test('what it learnt is a model file, and nothing is left behind', async () => {
    const opened = await engine(variant);
    const trainer = await opened.trainer({ ...small, epochs: 1 });
    await trainer.fit();
    const model = await opened.load(await trainer.save());
    expect(model.weights_hash).toBe(trainer.model.weights_hash);
    expect((await model.evaluate(digits(64))).images).toBe(64);
    model.dispose();
    trainer.dispose();
    expect(opened.liveObjects()).toBe(0);
  });

  test('a finished training stays finished, and its model file is trained further', async () => {
    const opened = await engine(variant);
    const trainer = await opened.trainer({ ...small, epochs: 1 });
    expect(trainer.validation).toBe('last part');
    const { done } = recorded(trainer);
    await trainer.fit();
    const finished = trainer.model.weights_hash;
    await expect(trainer.fit()).rejects.toThrow('[fit] the training has ended; to train further');
    expect(() => trainer.step()).toThrow('[fit] the training has ended');
    expect(trainer.state).toBe('done');
    expect(done).toHaveLength(1);
    expect(trainer.model.weights_hash).toBe(finished);
    const further = await opened.trainer({
      model: await trainer.save(),
      data: small.data,
      epochs: 2,
      seed: 3,
    });
    expect(further.model.weights_hash).toBe(finished);
    const after = recorded(further);
    await further.fit();
    expect(after.epoch_end).toHaveLength(2);
    expect(further.model.weights_hash).not.toBe(finished);
  });

  test('tells one loss in validation and evaluation, the model\u2019s own with its penalties', async () => {
    const opened = await engine(variant);
    const model = structuredClone(small.model) as { config: { layers: { config: object }[] } };
    Object.assign(model.config.layers[4].config, { kernel_regularizer: 'l2' });
    const data = digits(96);
    const training = { loss: 'mean_squared_error' };
    const trainer = await opened.trainer({ model, data, validation_data: data, training });
    const { epoch_end } = recorded(trainer);
    await trainer.fit();
    const reopened = await opened.load(await trainer.save());
    for (const each of [trainer.model, reopened]) {
      const { loss, loss_function, compiled } = await each.evaluate(data);
      expect(loss).toBeCloseTo(epoch_end[0].val_loss!, 6);
      expect({ loss_function, compiled }).toEqual({ loss_function: 'MeanSquaredError', compiled: true });
    }
    expect(await (await opened.load()).evaluate(data)).toMatchObject({
      loss_function: 'SparseCategoricalCrossentropy',
      compiled: false,
    });
  });

  test('waits while its model is evaluated, and messages get through', async () => {
    const opened = await engine(variant);
    const data = digits(160);
    const trainer = await opened.trainer({ ...small, data, validation_data: data });
    const { batch, epoch_end } = recorded(trainer);
    const evaluated: Promise<{ loss: number; trained: number[]; turns: number }>[] = [];
    const evaluate = async () => {
      const trained = [batch.length];
      let [turns, over] = [0, false];
      const turn = () => {
        turns += 1;
        if (!over) setImmediate(turn);
      };
      setImmediate(turn);
      const { loss } = (await trainer.model.evaluate(data, () => void trained.push(batch.length)))!;
      over = true;
      return { loss, trained, turns };
    };
    trainer.addEventListener('epoch_end', () => void evaluated.push(evaluate(), evaluate()));
    await trainer.fit();
    const results = await Promise.all(evaluated);
    expect(results).toHaveLength(6);
    for (const [i, { loss, trained, turns }] of results.entries()) {
      expect(loss).toBeCloseTo(epoch_end[i >> 1].val_loss!, 6);
      expect(trained).toEqual(Array(4).fill(5 * (1 + (i >> 1))));
      expect(turns).toBeGreaterThan(1);
    }
    const whole = await opened.trainer({ ...small, data, validation_data: data });
    await whole.fit();
    expect(trainer.model.weights_hash).toBe(whole.model.weights_hash);
  });

  test('a checkpoint says what it was in the middle of, a model that it was in nothing', async () => {
    const opened = await engine(variant);
    const trainer = await opened.trainer(small);
    expect(trainer.model.interrupted).toBe(null);
    trainer.step();
    const { model: network, seed, training, epochs, batch_size, validation_split } = small;
    const checkpoint = await opened.load(await trainer.checkpoint());
    expect(checkpoint.interrupted).toEqual({
      model: network,
      seed,
      training: { ...training, epochs, batch_size, validation_split },
    });
    expect((await opened.load(await trainer.save())).interrupted).toBe(null);
    expect((await opened.load()).interrupted).toBe(null);
    const resumed = await opened.resume(await trainer.checkpoint(), small.data);
    expect(resumed.model.interrupted).toBe(null);
  });

  test('ends, also from a pause, when its engine is disposed of', async () => {
    const opened = await engine(variant);
    const trainer = await opened.trainer(small);
    trainer.addEventListener('batch', () => trainer.pause());
    const training = trainer.fit();
    while (trainer.state !== 'paused') await new Promise((turn) => setImmediate(turn));
    opened.dispose();
    await training;
    expect(trainer.state).toBe('idle');
    expect(opened.liveObjects()).toBe(0);
    expect(() => trainer.step()).toThrow('[model] it was disposed of');
  });

  test('refuses in words what cannot be trained', async () => {
    const opened = await engine(variant);
    const data = digits(32);
    const refused = (options: Partial<TrainerOptions>) =>
      expect(opened.trainer({ ...small, data, ...options })).rejects;
    await refused({ model: undefined, preset: 'inklin' }).toThrow(/^\[fit\] preset must be one of/);
    await refused({ model: { class_name: 'Functional' } }).toThrow(/^\[Sequential\]/);
    await refused({ seed: -1 }).toThrow('[plan] seed must be a whole number from 0, got -1');
    for (const seed of [2 ** 53, 1.5, NaN, Infinity]) {
      await refused({ seed }).toThrow(`[fit] seed must be a whole number from 0 to 2^53 - 1, got ${seed}`);
    }
    for (const learning_rate of [NaN, Infinity]) {
      const training = { optimizer: { class_name: 'Adam', config: { learning_rate } } };
      await refused({ training }).toThrow(
        `[fit] learning_rate must be a finite number, got ${learning_rate}`,
      );
    }
    await refused({ epochs: NaN }).toThrow('[fit] epochs must be a finite number, got NaN');
    await refused({ epochs: 0 }).toThrow('[training] epochs must be positive, got 0');
    const trainer = await opened.trainer({ ...small, data });
    for (const rate of [NaN, Infinity, -1])
      expect(() => trainer.setLearningRate(rate)).toThrow('[learning_rate] must be from 0 to 100, got ');
    trainer.dispose();
    await refused({ training: { optimizer: 'adm' } }).toThrow(/did you mean 'Adam'/);
    await refused({ data: { ...data, labels: data.labels.subarray(1) } }).toThrow(/^\[data\]/);
    expect(opened.liveObjects()).toBe(0);
  });

  test('a loss that is no number ends the training with words and the last good weights', async () => {
    const opened = await engine(variant);
    const optimizer = { class_name: 'SGD', config: { learning_rate: 100, weight_decay: 1 } };
    const trainer = await opened.trainer({ ...small, training: { optimizer }, epochs: 9, batch_size: 8 });
    const { done, epoch_end } = recorded(trainer);
    await trainer.fit();
    expect(trainer.state).toBe('done');
    expect(epoch_end).toEqual([]);
    expect(done).toHaveLength(1);
    expect(done[0]).toMatchObject({ diverged: true, epoch: 1, weights_hash: trainer.model.weights_hash });
    expect(done[0].stopped).toBe(
      `The loss is no longer a finite number in epoch 1, batch ${done[0].batch}. ` +
        'The last good weights are kept. Try a smaller learning rate.',
    );
    const model = await opened.load(await trainer.save());
    expect(model.weights_hash).toBe(done[0].weights_hash);
    expect(await trainer.checkpoint()).toBeInstanceOf(Uint8Array);
    expect((await model.evaluate(digits(64))).loss).toBeLessThan(Infinity);
  });
});
