/* eslint-disable @typescript-eslint/require-await -- promises, so that a worker can stand between */
import { arrived } from './files';
import { toJson } from './json';
import type { BoundEvaluation, Session } from './module';
import { refusal } from './trouble';
import { Turns } from './turns';
import type * as api from './types';

/** The one owner of a session: it deletes it. */
export class Model implements api.Model {
  readonly labels: string[];
  readonly name: string;
  readonly parameters: number;
  readonly #onDispose: (() => void)[] = [];
  /** What `activations` needs of them at each image. */
  #layers: api.LayerAbout[] | null = null;
  /** Settles once the evaluations that have begun are over. */
  evaluating: Promise<void> | null = null;
  #session: Session | null;
  #evaluation: BoundEvaluation | null = null;

  constructor(session: Session) {
    this.#session = session;
    this.labels = session.labels();
    this.name = session.name();
    this.parameters = session.parameters();
  }

  /** For the trainer. */
  get session(): Session {
    if (!this.#session) throw refusal('model', 'it was disposed of');
    return this.#session;
  }

  get summary(): string {
    return this.session.summary();
  }

  get origin(): api.Origin | null {
    return JSON.parse(this.session.origin()) as api.Origin | null;
  }

  get interrupted(): api.TrainingPlan | null {
    return JSON.parse(this.session.interrupted() ?? 'null') as api.TrainingPlan | null;
  }

  get weights_hash(): string {
    return this.session.weights_hash();
  }

  get layers(): api.LayerAbout[] {
    return JSON.parse(this.session.layers()) as api.LayerAbout[];
  }

  async weights(layer: number): Promise<api.Weight[]> {
    return this.session.weights(layer);
  }

  async predict(images: Float32Array, n: number, options: api.LookOptions = {}): Promise<Float32Array> {
    if (!options.off?.length) return this.session.predict(images, n);
    return this.session.predict_without(images, n, toJson('look', options));
  }

  async activations(image: Float32Array, options: api.LookOptions = {}): Promise<api.LayerActivation[]> {
    const values = this.session.activations(image, toJson('look', options));
    let begin = 0;
    this.#layers ??= this.layers;
    return this.#layers.map(({ name, class_name, shape }) => {
      const size = shape.reduce((product, each) => product * each, 1);
      begin += size;
      return { name, class_name, shape, values: values.subarray(begin - size, begin) };
    });
  }

  async explain(image: Float32Array, options: api.ExplainOptions = {}): Promise<Float32Array> {
    return this.session.explain(image, toJson('explain', options));
  }

  async changeTowards(
    image: Float32Array,
    label: string,
    options: api.LookOptions = {},
  ): Promise<api.Counterfactual> {
    return this.session.change_towards(image, label, toJson('look', options));
  }

  async weightedSum(
    image: Float32Array,
    layer: number,
    index: number,
    options: api.LookOptions = {},
  ): Promise<api.WeightedSum> {
    return this.session.weighted_sum(image, toJson('weightedSum', { ...options, layer, index }));
  }

  async features(images: Float32Array, n: number): Promise<Float32Array> {
    return this.session.features(images, n);
  }

  async statistics(data: api.TrainingData): Promise<api.LayerStatistics[]> {
    return JSON.parse(this.session.statistics(data)) as api.LayerStatistics[];
  }

  async recognize(drawing: api.Drawing): Promise<api.Answer> {
    return (await this.read(drawing)).answer;
  }

  async read(drawing: api.Drawing, steps: api.InkSteps = {}): Promise<api.Reading> {
    const { answer, images } = this.session.recognize(toJson('strokes', drawing), toJson('steps', steps));
    return { answer: JSON.parse(answer) as api.Answer, images };
  }

  async readPicture(picture: api.Picture): Promise<api.Reading> {
    const { answer, images } = this.session.recognize_picture(picture);
    return { answer: JSON.parse(answer) as api.Answer, images };
  }

  evaluate(data: api.TrainingData): Promise<api.Evaluation>;
  evaluate(data: api.TrainingData, onProgress: api.OnProgress): Promise<api.Evaluation | null>;
  evaluate(data: api.TrainingData, onProgress?: api.OnProgress): Promise<api.Evaluation | null> {
    const result = (this.evaluating ?? Promise.resolve()).then(() => this.#evaluate(data, onProgress));
    const over = () => {
      if (this.evaluating === ended) this.evaluating = null;
    };
    const ended = result.then(over, over);
    this.evaluating = ended;
    return result;
  }

  async #evaluate(data: api.TrainingData, onProgress?: api.OnProgress): Promise<api.Evaluation | null> {
    this.#evaluation = this.session.evaluation(data);
    const turns = new Turns();
    // It is gone with the model.
    const evaluation = (): BoundEvaluation => {
      if (!this.#evaluation) throw refusal('model', 'it was disposed of');
      return this.#evaluation;
    };
    try {
      for (let left = Infinity; left > 0; await turns.next()) {
        left = evaluation().step();
        if ((await onProgress?.(1 - left / data.labels.length)) === false) return null;
      }
      const figures = JSON.parse(evaluation().figures()) as api.Evaluation;
      return { ...figures, guesses: evaluation().guesses(), confidences: evaluation().confidences() };
    } finally {
      turns.close();
      this.#endEvaluation();
    }
  }

  #endEvaluation(): void {
    this.#evaluation?.delete();
    this.#evaluation = null;
  }

  async save(format?: api.ModelFormat): Promise<Uint8Array<ArrayBuffer>> {
    if (format === undefined) return this.session.save();
    const files = this.session.exported(format);
    const { packModel } = await arrived(import('./containers/model_files'));
    return packModel(
      files.map(({ description, ...file }) => ({
        ...file,
        description: description === undefined ? undefined : (JSON.parse(description) as object),
      })),
    );
  }

  /** Has `callback` called once the model is disposed of. */
  onDispose(callback: () => void): void {
    this.#onDispose.push(callback);
  }

  dispose(): void {
    this.#endEvaluation();
    this.#session?.delete();
    this.#session = null;
    for (const callback of this.#onDispose.splice(0)) callback();
  }
}
