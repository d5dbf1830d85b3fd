/** The model file that ships with the page. */
export async function shippedModel(base: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL('inkling.safetensors', base));
  if (!response.ok) throw new Error('the model that ships could not be fetched');
  return new Uint8Array(await response.arrayBuffer());
}
