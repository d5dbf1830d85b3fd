// All that Inkling's library offers. This file, as it stands, is also dist/lib/inkling.d.ts.

export interface EngineOptions {
  /**
   * 'auto' (the default) takes the first of these that runs here. Threads need Node or a page that is cross-origin
   * isolated. 'relaxed-threads' rounds a * b + c once: fast, but not the same bits on every device, as the others are.
   */
  variant?: 'auto' | 'relaxed-threads' | 'simd-threads' | 'simd' | 'scalar';
  /**
   * How many threads may work: 'auto' (the default) for as many as the device has, up to 8; 32 at most. With 1 the
   * variant 'auto' is one without threads, which starts sooner.
   */
  threads?: 'auto' | number;
  /** Whether no variant will do but one that trains to the same weights, bit for bit, as any other device. */
  reproducible?: boolean;
  /**
   * 'reading' is less than half as large as the 'whole', which is the default: it only reads drawings, pictures and
   * images, in one thread, with models of the layers of those that ship. What else is asked of it is refused with an Error
   * that begins with '[part]'.
   */
  part?: 'whole' | 'reading';
  /** Where `engine/` and `inkling.safetensors` are: beside this address. By default beside the library itself. */
  base?: string | URL;
}

/**
 * Loads the engine, which runs in the thread that calls it: in a page, call it in a worker.
 * Rejects with an Error in words, as every promise here does.
 */
export declare function createEngine(options?: EngineOptions): Promise<Engine>;

/** The name of the file of a model that ships, as 'inkling' or 'inkling-kuzushiji': it stands beside `engine/`. */
export declare function modelName(model: string): string;
/** The bytes at an address; in Node also of a file. Rejects where it does not answer with them. */
export declare function readBytes(url: URL): Promise<Uint8Array<ArrayBuffer>>;
/**
 * A name from outside, for a message: a blank in place of what ends a line, moves the cursor or turns the direction of
 * writing, and of what is longer than 80 characters the middle is left out.
 */
export declare function shortened(name: string): string;
/** Whether a variant needs a page that is cross-origin isolated, or Node. */
export declare function isThreaded(variant: string): boolean;
/**
 * Whether a variant trains to the same weights, bit for bit, as any other device; of 'auto', whether the one does that is
 * taken here.
 */
export declare function isReproducible(variant: string): Promise<boolean>;

/** What the engine refused, to say it in another language. */
export interface Refusal {
  /** Who refused it: 'Conv2D'. */
  where?: string;
  /** 'kernel_size must be positive, got {}', with {} in place of each of the values in turn. */
  code?: string;
  values?: string[];
}

/** What is thrown, in English: '[Conv2D] kernel_size must be positive, got 0'. A refusal where Inkling itself threw it. */
export interface EngineError extends Error, Refusal {}

export interface Engine {
  readonly variant: string;
  /** What the variant was compiled to use, of 'simd', 'relaxedSimd' and 'threads'. */
  readonly features: string[];
  /** Whether training gives the same weights, bit for bit, as on any other device. */
  readonly reproducible: boolean;
  /** How many threads may work: training takes as many of them as it goes fastest with. The results do not depend on it. */
  readonly threads: number;
  /** How many were made room for. */
  readonly most_threads: number;
  /** From 1 to most_threads, from the next step on. */
  setThreads(count: number): void;
  /** The ready-made networks. */
  readonly presets: Preset[];
  /**
   * Opens a model; without an argument the one that ships. Of Keras .h5, .keras, or weights with the JSON beside them; of
   * TensorFlow.js model.json with its weights; ONNX with the data beside it; or Inkling's own file. Files go by what they
   * hold; of several, each has its name. A model of somebody else's gets what it needs to read ink 0 to 1.
   */
  load(files?: ModelBytes | Record<string, ModelBytes>, options?: LoadOptions): Promise<Model>;
  /** A new network, ready to be trained. */
  trainer(options: TrainerOptions): Promise<Trainer>;
  /**
   * Goes on with the training that wrote this checkpoint, bit for bit as if it had not been interrupted. The data must
   * be those of before.
   */
  resume(checkpoint: Uint8Array, data: TrainingData, validation_data?: TrainingData): Promise<Trainer>;
  /** How fast a training is here, and reading with its network. Both take a first batch at once. */
  benchmark(options: BenchmarkOptions): Promise<Benchmark>;
  /** All that a training can be put together from, with every default. */
  readonly catalogue: Catalogue;
  /** A Keras Sequential configuration layer by layer, with shapes and costs, or with what is wrong with it. */
  outline(model: object): Outline;
  /** A pair of unpacked IDX files, the format of MNIST. The images of the result are a view of their file, not a copy. */
  readIdx(images: NamedBytes, labels: NamedBytes): LabelledImages;
  /** Makes a data set of files of several kinds. */
  dataReader(): DataReader;
  /** Drawings as the 28x28 images that a network sees of them; those without ink are left out. */
  asImages(drawings: LabelledDrawing[]): LabelledImages;
  /** The images as training would augment them: ink 0 to 1. */
  augmented(data: TrainingData, augmentation: object, seed: number): Float32Array<ArrayBuffer>;
  /** How many models and benchmarks are alive in the engine's memory: 0 once all are disposed of. */
  liveObjects(): number;
  /** What the engine has taken of memory; it is never given back. */
  memoryBytes(): number;
  /** Disposes of all its models, trainers and benchmarks, and ends its threads; a second call does nothing. */
  dispose(): void;
}

export type ModelBytes = Uint8Array | ArrayBuffer;

export interface LoadOptions {
  /**
   * The numbers that a model of somebody else's takes for paper and full ink: '0..1', '0..255', '-1..1', '-0.5..0.5' or
   * 'mnist' (mean 0.1307, deviation 0.3081). By default 'auto': a hundred digits tell.
   */
  scaling?: string;
  /** What its classes are called; by default as the file says, else numbers or EMNIST's letters. */
  labels?: string[];
}

/** Where a model comes from that was opened from somebody else's file. */
export interface Origin {
  /** 'keras', 'h5', 'tfjs', 'tfjs-graph', 'onnx' or 'weights'. */
  format: string;
  /** 'Keras 2.10.0'. */
  writer: string;
  /** Whether its layers were guessed from weights alone. */
  guessed: boolean;
  /** Whether it reads so few digits that it was trained on something else, or is opened wrongly. */
  reads_few: boolean;
  /** What was tried with digits, what was taken first; none where the model's classes are no digits. */
  trials: Trial[];
}

export interface Trial {
  scaling: string;
  /** Whether paper and ink were changed round, and rows and columns. */
  inverted: boolean;
  transposed: boolean;
  /** How many were read, and of how many: a hundred, or fewer of a network that takes long. */
  right: number;
  of: number;
  /** The mean cross-entropy. */
  loss: number;
}

/** Strokes as [x0, y0, x1, y1, ...], y downwards, in any unit. */
export interface Drawing {
  strokes: number[][];
  /** Width of the line the writer saw, in the unit of the strokes: tells a dot from a very small drawing. */
  pen?: number;
}

/** A photograph or any other picture of a digit or a line of them, ink dark or light: 4096x4096 pixels at most. */
export interface Picture {
  width: number;
  height: number;
  /**
   * Row by row, a byte for each: 0 black to 255 white; or four, red, green, blue and alpha, as a canvas has them. What is
   * transparent is paper, dark under light ink.
   */
  pixels: Uint8Array | Uint8ClampedArray;
}

/** The steps of preparing a drawing. What is false is left out, to see what it is worth. */
export interface InkSteps {
  /** To the size that the model knows; else the drawing is as large as it was on its paper, which fills the image. */
  scale?: boolean;
  /** With the pen that the model knows; else as wide as the writer saw it, where that is told. */
  even_pen?: boolean;
  /** By the centre of mass; else the box around the ink is in the middle, or not scaled, where it was drawn. */
  centre?: boolean;
  /** Where not scaled, the side of the square paper, which begins at (0, 0). */
  paper?: number;
}

export interface LabelledDrawing extends Drawing {
  label: number;
}

export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/** One character that was read, '.' for a decimal point. */
export interface Character {
  label: string;
  confidence: number;
  /**
   * One for each of the model's labels; none for a point. What the model is less sure of than 0.9, or what its file says, it
   * looks at twice more, a little turned and with other pens: then these are geometric means.
   */
  probabilities: number[];
  /** The model recognises none of its classes: `label` is only the likeliest. */
  rejected: boolean;
  /** Which strokes of the drawing it was read from; none in a picture. */
  strokes: number[];
  /** Where they are, or its ink in pixels of the picture: left, top, right and bottom. */
  box: [number, number, number, number];
}

/** What a drawing says: a digit or a whole number, from left to right; empty ink has no text and no characters. */
export interface Answer {
  /** With '?' for each character that was rejected; empty where all were. */
  text: string;
  characters: Character[];
  rejected: boolean;
}

/** An answer, and the 28x28 pixels that the network saw first of each character, ink 0 to 1. */
export interface Reading {
  answer: Answer;
  images: Float32Array[];
}

/** What a layer makes of an image. */
export interface LayerActivation {
  name: string;
  /** As Keras calls it: 'Conv2D'. */
  class_name: string;
  /** Height, width and channels, or the number of units. */
  shape: number[];
  /** In that order, channels last. */
  values: Float32Array;
}

/** A map or a unit of a layer, by places from 0. */
export interface Channel {
  layer: number;
  channel: number;
}

export interface LookOptions {
  /** Maps and units that give zeros. */
  off?: Channel[];
}

export interface ExplainOptions extends LookOptions {
  /** One of the model's labels; the likeliest where there is none. */
  label?: string;
  /**
   * 'gradient': the gradient of the class's score times the image. 'occlusion': by how much its probability falls where windows of
   * 5x5 pixels are covered. 'grad_cam': where the maps of a layer speak for it.
   */
  method?: 'gradient' | 'occlusion' | 'grad_cam';
  /** Whose maps 'grad_cam' takes; the last layer that has maps where none is named. */
  layer?: string;
}

/** A small change of an image after which a model answers with another class. */
export interface Counterfactual {
  /** The changed image. */
  image: Float32Array;
  /** Of the class, there. */
  probability: number;
  /** Whether the class is the likeliest there; where not, no small change was found. */
  found: boolean;
}

/** What a layer is. */
export interface LayerAbout {
  name: string;
  /** As Keras calls it: 'Conv2D'. */
  class_name: string;
  /** As Keras writes it. */
  config: Record<string, unknown>;
  /** Height, width and channels, or the number of units; `shape` likewise, of what it gives. */
  input_shape: number[];
  shape: number[];
  parameters: number;
  /** The one that ends it: 'relu', or 'linear' where there is none. */
  activation: string;
  /** As weights() has them: 'kernel', 'bias'. */
  weights: { name: string; shape: number[] }[];
}

export interface Weight {
  name: string;
  shape: number[];
  values: Float32Array;
}

/** How one number of a layer comes about: the sum of values * weights, and bias, through the activation. */
export interface WeightedSum {
  /** Places in what the layer is given; those that count nothing are left out. */
  inputs: Uint32Array;
  /** What stands there. */
  values: Float32Array;
  /** What it counts: in a mean its share, the largest of some numbers 1. */
  weights: Float32Array;
  bias: number;
  sum: number;
  activation: string;
  /** The engine's own number, after the activation; 0 where that is switched off. */
  value: number;
}

/** How many of some numbers are in each of 32 equally wide parts of the way from the least to the most. */
export interface Histogram {
  least: number;
  most: number;
  counts: number[];
}

/** What a layer's numbers are like. */
export interface LayerStatistics {
  name: string;
  /** Of all its weights that training changes; null where it has none. */
  weights: Histogram | null;
  /** Of the gradient of the cross-entropy with respect to them, the mean over the images. */
  gradients: Histogram | null;
  activations: Histogram;
  /** Share of its maps or units that are 0 for every image. */
  dead: number;
}

export interface Model {
  readonly labels: string[];
  readonly name: string;
  /** How many numbers were learnt. */
  readonly parameters: number;
  /** Keras's table of layers. */
  readonly summary: string;
  /** Where it comes from; null where it is Inkling's own. */
  readonly origin: Origin | null;
  /** What a checkpoint was in the middle of; null for any other model. */
  readonly interrupted: TrainingPlan | null;
  /** 16 hexadecimal digits that are the same for the same weights. */
  readonly weights_hash: string;
  /** In their order. */
  readonly layers: LayerAbout[];
  /** Of a layer, by its place from 0. */
  weights(layer: number): Promise<Weight[]>;
  /** n images of 28x28, ink 0 to 1, row by row -> n x labels.length probabilities. Other numbers are refused. */
  predict(images: Float32Array, n: number, options?: LookOptions): Promise<Float32Array>;
  /** One image of 28x28, ink 0 to 1 -> what every layer makes of it, in their order. */
  activations(image: Float32Array, options?: LookOptions): Promise<LayerActivation[]>;
  /** One image -> a number for each pixel: above 0 where it speaks for a class, below where against it. */
  explain(image: Float32Array, options?: ExplainOptions): Promise<Float32Array>;
  /** What would make it a 9: as little as it takes. */
  changeTowards(image: Float32Array, label: string, options?: LookOptions): Promise<Counterfactual>;
  /** How a number of a layer comes about, both by their places from 0. */
  weightedSum(image: Float32Array, layer: number, index: number, options?: LookOptions): Promise<WeightedSum>;
  /** What the last layer that has weights is given for n images: n rows, which are alike where images are. */
  features(images: Float32Array, n: number): Promise<Float32Array>;
  /** What the numbers of each layer are like for these images, of which a few dozen are enough; 1,000 at most. */
  statistics(data: TrainingData): Promise<LayerStatistics[]>;
  recognize(drawing: Drawing): Promise<Answer>;
  /** The same, with what the network saw. */
  read(drawing: Drawing, steps?: InkSteps): Promise<Reading>;
  /** The same for a picture, in which uneven light and ruled lines do not matter. */
  readPicture(picture: Picture): Promise<Reading>;
  /**
   * Goes through the images batch by batch; messages get through in between. A training of the model that fit() runs
   * waits meanwhile, and so does another evaluation.
   */
  evaluate(data: TrainingData): Promise<Evaluation>;
  /** The same; null where `onProgress` answered with false. */
  evaluate(data: TrainingData, onProgress: OnProgress): Promise<Evaluation | null>;
  /**
   * The model file, or a file for other programs: one of their own kind, with the files that belong together in a zip archive.
   * Each holds 16 images and the model's answers to them, under "inkling", to prove it by.
   */
  save(format?: ModelFormat): Promise<Uint8Array<ArrayBuffer>>;
  dispose(): void;
}

/** What a model can be saved in: src/io/. */
export type ModelFormat = 'keras' | 'h5' | 'json' | 'tfjs' | 'onnx' | 'safetensors' | 'cpp' | 'script';

export type Numbers =
  | Uint8Array
  | Uint8ClampedArray
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array
  | readonly number[];

/** Labelled images. Numbers that cannot be ink, or may be ink in several ways, are refused with an Error. */
export interface TrainingData {
  /** labels.length x rows x columns x channels. */
  images: Numbers;
  /**
   * Which numbers are paper and full ink, as '0..255', '255..0', '-1..1' or 'mnist' (mean 0.1307, deviation 0.3081). By
   * default 'auto': the numbers tell.
   */
  scaling?: string;
  /** Whole numbers. */
  labels: Numbers;
  rows: number;
  columns: number;
  /** 1 for grey, which is meant where it is missing; 3 for red, green and blue. */
  channels?: number;
  /** What each label stands for; '0' to '9' where it is missing. */
  label_names?: string[];
}

/** The same as the engine gives it: one byte a pixel, 0 paper to 255 ink. */
export interface LabelledImages extends Required<TrainingData> {
  images: Uint8Array;
  labels: Uint8Array;
}

/** A decoded picture. */
export interface Pixels {
  width: number;
  height: number;
  /** 1 grey, 2 grey and alpha, 3 red, green and blue, 4 those and alpha. */
  channels: number;
  /** width x height x channels. */
  pixels: Uint8Array;
}

/**
 * Files with images, unpacked and one after the other: pairs of arrays (IDX, or NumPy's npy), tables (CSV), or pictures in
 * folders that are named for what they show. A path has the folders and archives that a file came from.
 */
export interface DataReader {
  add(path: string, bytes: Uint8Array): void;
  addPicture(path: string, picture: Pixels): void;
  /** All that was added; `scaling` as in TrainingData. Throws, in words, for what does not go together. */
  read(scaling?: string): BroughtData;
  dispose(): void;
}

export interface BroughtData {
  training: LabelledImages;
  test: LabelledImages | null;
  /** What the numbers are: 'Float32 from -0.42 to 2.82'. */
  numbers: string;
  /** How they were read, and what was left out, in sentences. */
  words: string;
  /** How they may be read, the likeliest first, which is how they were. Several: somebody has to say which. */
  readings: { scaling: string; words: string }[];
}

/** Hears after every batch which share of the images is done, and may end it with false. */
export type OnProgress = (share: number) => boolean | void | Promise<boolean | void>;

export interface Evaluation {
  accuracy: number;
  /** The 95 % confidence interval of the accuracy. */
  interval: [number, number];
  /** What the model was trained to lower, the penalties of its regularizers with it. */
  loss: number;
  /** Its class name; where the model does not say what it was compiled with, and `compiled` is false, cross-entropy. */
  loss_function: string;
  compiled: boolean;
  /** Area under the ROC curve: each class against the rest, the mean over classes. */
  auc: number;
  images: number;
  classes: { label: string; precision: number; recall: number; f1: number; support: number }[];
  /** Rows are true labels, columns answers. */
  confusion: number[][];
  /** How sure the model was, and how often it was right then; `error` is the mean distance of the two. */
  calibration: { error: number; bins: { confidence: number; accuracy: number; images: number }[] };
  /** Of each image the label that is likeliest, and its probability. */
  guesses: Uint8Array;
  confidences: Float32Array;
}

/** One thing that can be set; without a default it must be. */
export interface Field {
  name: string;
  type: 'integer' | 'number' | 'flag' | 'choice' | 'pair' | 'text' | 'json';
  default?: unknown;
  least?: number;
  most?: number;
  choices?: string[];
  /** What it is, in a sentence. */
  help?: string;
  /** As far as one usually goes, where `most` is further. */
  usual_most?: number;
  /** That it grows with the highest learning rate, or with the steps of the run. */
  grows_with?: 'rate' | 'steps';
  /** What to begin with where there is no default; of what grows with a quantity, that for a quantity of 1. */
  suggested?: number | number[];
}

export interface Kind {
  class_name: string;
  fields: Field[];
}

export interface Catalogue {
  /** Of a TrainingPlan, and of its TrainingSettings. */
  plan: Field[];
  training: Field[];
  layers: Kind[];
  optimizers: Kind[];
  schedules: Kind[];
  losses: Kind[];
  metrics: Kind[];
  callbacks: Kind[];
  augmentation: Field[];
  initializers: string[];
}

/** The first layer that does not work has an error in place of the figures, those after it have neither. */
export interface Outline extends Refusal {
  layers: (Refusal & {
    class_name: string;
    output_shape?: number[];
    parameters?: number;
    multiply_adds?: number;
    error?: string;
  })[];
  parameters: number;
  /** Of one image's forward pass. */
  multiply_adds: number;
  error?: string;
}

/** Everything about a training but its data. */
export interface TrainingPlan {
  model: object;
  training: TrainingSettings;
  seed: number;
}

/** What is trained how, in Keras's names. */
export interface TrainingSettings {
  optimizer?: unknown;
  loss?: unknown;
  /** Names, or { class_name, config }. */
  metrics?: unknown[];
  epochs?: number;
  batch_size?: number;
  shuffle?: boolean;
  augmentation?: object;
  /** How much a class counts in the training loss, by its number: { 3: 2 }. */
  class_weight?: Record<string, number>;
  /** As { class_name: 'EarlyStopping', config: { patience: 3 } }; those that write files are for the command line. */
  callbacks?: unknown[];
  validation_split?: number;
}

export interface Preset {
  name: string;
  description: string;
  source: string;
  published: string;
  /** The data set it is made for, as 'mnist'. */
  data: string;
  /** A Keras Sequential configuration. */
  model: object;
  training: TrainingSettings;
}

export interface TrainerOptions {
  /** Name of a preset, or else: */
  preset?: string;
  /** A Keras Sequential configuration; or a model file, to train further. */
  model?: object | Uint8Array;
  data: TrainingData;
  /** A whole number from 0: the same seed and data give the same weights. The catalogue has the default, as of all. */
  seed?: number;
  epochs?: number;
  batch_size?: number;
  /**
   * This fraction of the data is not trained on but evaluated after every epoch: the last images, or where the data are
   * sorted by class, some that the seed draws. By default as the preset says, else 0.1.
   */
  validation_split?: number;
  /** Evaluated after every epoch, in place of a fraction of the data. */
  validation_data?: TrainingData;
  /** Takes the place of the preset's settings of the same names. */
  training?: TrainingSettings;
}

export interface BenchmarkOptions {
  /** Name of a preset, or else: */
  preset?: string;
  /** A Keras Sequential configuration. */
  model?: object;
  batch_size?: number;
  /** Takes the place of the preset's settings of the same names. */
  training?: TrainingSettings;
}

/** Works on images made up, and at a rate at which nothing is learnt. */
export interface Benchmark {
  /** Trains one batch. */
  train(): Promise<void>;
  /** Reads one batch. */
  read(): Promise<void>;
  /** Of all batches so far, but for the first that each began with. */
  figures(): Promise<BenchmarkFigures>;
  dispose(): void;
}

export interface BenchmarkFigures {
  training: { images: number; seconds: number };
  reading: { images: number; seconds: number };
  layers: LayerFigures[];
}

/** What one layer does in training. */
export interface LayerFigures {
  /** Its name, as 'conv2d'. */
  layer: string;
  /**
   * Layers that run as one cannot be timed apart: this is the name of the first of them, whose seconds are those of
   * all; the others have none.
   */
  step: string;
  /** Of one image, as the layer is defined, whichever way it is computed. */
  multiply_adds: number;
  backward_multiply_adds: number;
  /** Of all images. What else training takes goes into images, loss and optimizer. */
  forward_seconds: number;
  backward_seconds: number;
}

/** A batch of the training or the validation images was gone through. */
export interface BatchEnd {
  event: 'batch' | 'validation';
  epoch: number;
  epochs: number;
  /** Batches of this epoch that are trained, of how many. */
  batch: number;
  batches: number;
  /** Images that this epoch has trained on so far. */
  images: number;
  /** Of the next step. */
  learning_rate: number;
  /** Means over the epoch so far. */
  loss: number;
  accuracy?: number;
}

export interface EpochEnd {
  event: 'epoch_end';
  epoch: number;
  epochs: number;
  loss: number;
  accuracy?: number;
  val_loss?: number;
  val_accuracy?: number;
  images_per_second: number;
  /** Further metrics, under their names and with val_ before them. */
  [figure: string]: unknown;
}

export interface Done {
  event: 'done';
  /** Why training ended before its time, where it did. */
  stopped?: string;
  /**
   * Where the loss, or a weight, was no longer a finite number: in this epoch, after this batch. The model then has the
   * weights that the last finite loss was computed with.
   */
  diverged?: true;
  epoch?: number;
  batch?: number;
  weights_hash: string;
  /** Time spent training, without pauses. */
  seconds: number;
}

export interface TrainerEvents {
  batch: CustomEvent<BatchEnd>;
  validation: CustomEvent<BatchEnd>;
  epoch_end: CustomEvent<EpochEnd>;
  done: CustomEvent<Done>;
  error: CustomEvent<Error>;
}

/**
 * The images that are evaluated after every epoch: the last part of the data; where the data are sorted by class, a part
 * that the seed draws; or data of their own.
 */
export type Validation = 'none' | 'last part' | 'shuffled' | 'own data';

/** Its events: see TrainerEvents. */
export interface Trainer extends EventTarget {
  readonly validation: Validation;
  readonly state: 'idle' | 'training' | 'paused' | 'done' | 'error';
  /** The model as it is by now; it may be asked while it is trained, and is disposed of with the trainer. */
  readonly model: Model;
  /**
   * Trains until all epochs are done or stop() is called; messages get through between two batches. After stop() it
   * goes on where it was; once all is done it is refused, as step() is.
   */
  fit(): Promise<void>;
  /** Does one batch and says what happened. */
  step(): BatchEnd | EpochEnd | Done;
  pause(): void;
  /** Goes on after pause(). */
  continue(): void;
  stop(): void;
  /** From the next step on, in place of the plan's rate or schedule. */
  setLearningRate(rate: number): void;
  /** The model file, as model.save(). */
  save(): Promise<Uint8Array<ArrayBuffer>>;
  /** A model file from which this training can be resumed. */
  checkpoint(): Promise<Uint8Array<ArrayBuffer>>;
  dispose(): void;
  addEventListener<Name extends keyof TrainerEvents>(
    name: Name,
    listener: (event: TrainerEvents[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    name: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(...rest: Parameters<EventTarget['addEventListener']>): void;
}
