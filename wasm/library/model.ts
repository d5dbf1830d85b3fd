/* eslint-disable @typescript-eslint/require-await -- promises, so that a worker can stand between */
import { toJson } from './json';
import type { Session } from './module';
import { refusal } from './trouble';
import type * as api from './types';

/** The one owner of a session: it deletes it. */
export class Model implements api.Model {
  readonly labels: string[];
  readonly name: string;
  readonly parameters: number;
  readonly #onDispose: (() => void)[] = [];
  #session: Session | null;

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

  get interrupted(): api.TrainingPlan | null {
    return JSON.parse(this.session.interrupted() ?? 'null') as api.TrainingPlan | null;
  }

  get weights_hash(): string {
    return this.session.weights_hash();
  }

  async predict(images: Float32Array, n: number): Promise<Float32Array> {
    return this.session.predict(images, n);
  }

  async recognize(drawing: api.Drawing): Promise<api.Answer> {
    return (await this.read(drawing)).answer;
  }

  async read(drawing: api.Drawing, steps: api.InkSteps = {}): Promise<api.Reading> {
    const { answer, images } = this.session.read(toJson('strokes', drawing), toJson('steps', steps));
    return { answer: JSON.parse(answer) as api.Answer, images };
  }

  async readPicture(picture: api.Picture): Promise<api.Reading> {
    const { answer, images } = this.session.read_picture(picture);
    return { answer: JSON.parse(answer) as api.Answer, images };
  }

  async evaluate(data: api.TrainingData): Promise<api.Evaluation> {
    this.session.evaluatePart(data);
    return this.evaluation();
  }

  async evaluatePart(data: api.TrainingData): Promise<Float32Array<ArrayBuffer>> {
    return this.session.evaluatePart(data);
  }

  evaluation(): api.Evaluation {
    return JSON.parse(this.session.evaluation()) as api.Evaluation;
  }

  async save(): Promise<Uint8Array<ArrayBuffer>> {
    return this.session.save();
  }

  /** Has `callback` called once the model is disposed of. */
  onDispose(callback: () => void): void {
    this.#onDispose.push(callback);
  }

  dispose(): void {
    this.#session?.delete();
    this.#session = null;
    for (const callback of this.#onDispose.splice(0)) callback();
  }
}
