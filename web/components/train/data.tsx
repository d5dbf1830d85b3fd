import { useEffect, useState } from 'preact/hooks';
import { Thumbnail } from '../../charts/thumbnail';
import { findPublished } from '../../data/published';
import { DRAWINGS } from '../../engine/datasets';
import type { LabelledImages } from '../../data/images';
import type { Desk } from '../../state/desk';

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

/** What there is to learn from, and how to bring more. */
export function Data({ desk }: { desk: Desk }) {
  const { lab } = desk;
  const id = desk.settings.value.dataset;
  const data = lab.data.value;
  const [samples, setSamples] = useState<LabelledImages | null>(null);
  const [trouble, setTrouble] = useState('');
  const [over, setOver] = useState(false);
  const published = findPublished(id);

  useEffect(() => {
    setTrouble('');
    void lab.load(id);
  }, [id]);
  useEffect(() => {
    setSamples(null);
    if (data?.state !== 'ready') return;
    let wanted = true;
    lab
      .ask((service) => service.samples(data.id, 40, null, 1))
      .then((some) => wanted && setSamples(some))
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, [data?.state, data?.id, data?.state === 'ready' && data.info.images]);

  const take = async (files: FileList | null | undefined) => {
    if (files?.length) setTrouble(await lab.take(id, [...files]));
  };
  const wantsFiles = id !== DRAWINGS && (id !== 'mnist' || data?.state === 'missing');
  const size = samples ? samples.rows * samples.columns * samples.channels : 0;
  return (
    <section
      class={over ? 'card data over' : 'card data'}
      aria-label="Data"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(wantsFiles);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (wantsFiles) void take(event.dataTransfer?.files);
      }}
    >
      <h2>Data</h2>
      {data?.state === 'loading' && (
        <p class="hint" role="status">
          Loading…{' '}
          {data.progress &&
            `${megabytes(data.progress.loaded_bytes)} of ${megabytes(data.progress.total_bytes)} MB`}
        </p>
      )}
      {data?.state === 'missing' && (
        <p class={id === 'mnist' ? 'trouble' : 'hint'} data-testid="data-missing">
          {data.message}.
        </p>
      )}
      {data?.state === 'missing' && id === 'mnist' && (
        <button class="button" type="button" onClick={() => void lab.load(id)}>
          Try again
        </button>
      )}
      {data?.state === 'ready' && (
        <p class="hint" data-testid="data-ready">
          {data.info.images.toLocaleString('en')} images of {data.info.rows}×{data.info.columns}
          {data.info.test_images > 0 && `, ${data.info.test_images.toLocaleString('en')} for testing`}.
        </p>
      )}
      {samples && (
        <ol class="grid labelled">
          {[...samples.labels].map((label, i) => (
            <li key={i}>
              <Thumbnail
                {...samples}
                pixels={samples.images.subarray(i * size, (i + 1) * size)}
                label={samples.label_names[label]}
              />
              <span>
                {samples.label_names[label]}
                {published?.spoken && <small> {published.spoken[label]}</small>}
              </span>
            </li>
          ))}
        </ol>
      )}
      {wantsFiles && (
        <div class="drop">
          {published?.publisher && data?.state === 'missing' && (
            <p>
              Get {published.publisher.files} from{' '}
              <a href={published.publisher.page} target="_blank" rel="noreferrer">
                their makers
              </a>{' '}
              and bring them here. They stay on this device.
            </p>
          )}
          {!published && <p>IDX files as MNIST has them, packed with gzip or not: images and labels.</p>}
          <label class="button">
            Choose files
            <input
              class="unseen"
              type="file"
              multiple
              data-testid="data-files"
              onChange={(event) => {
                void take(event.currentTarget.files);
              }}
            />
          </label>{' '}
          <span class="hint">or drop them here.</span>
        </div>
      )}
      {trouble && (
        <p class="trouble" role="alert" data-testid="data-trouble">
          {trouble}
        </p>
      )}
      {published && <p class="credit">{published.credit}</p>}
    </section>
  );
}
