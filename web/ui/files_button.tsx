interface Props {
  label: string;
  testid: string;
  main?: boolean;
  accept?: string;
  /** A whole folder is chosen, not files. */
  folder?: boolean;
  onFiles: (files: File[]) => void;
}

/** A button that lets a person choose files, the same ones again too. */
export function FilesButton({ label, testid, main, accept, folder, onFiles }: Props) {
  return (
    <label class={main ? 'button main' : 'button'}>
      {label}
      <input
        class="unseen"
        type="file"
        multiple
        ref={(input) => {
          if (input) input.webkitdirectory = Boolean(folder);
        }}
        accept={accept}
        data-testid={testid}
        onChange={(event) => {
          const input = event.currentTarget;
          onFiles([...(input.files ?? [])]);
          input.value = '';
        }}
      />
    </label>
  );
}
