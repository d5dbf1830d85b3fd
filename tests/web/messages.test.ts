import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, expectTypeOf, test } from 'vitest';
import { at } from '../../.tools/project.mjs';
import * as messages from '../../web/app/messages';
import { fill } from '../../web/app/messages/fill';

const read = (path: string) => readFileSync(at('web', path), 'utf8');
const files = readdirSync(at('web'), { recursive: true, encoding: 'utf8' });
const programs = files.filter((path) => /\.(tsx?|js)$/.test(path) && !path.startsWith('app/messages/'));

/** What looks like words, and is never shown or is the same in every language. */
const ALLOWED = new Set([
  // What stylesheets and browsers take.
  'system-ui, sans-serif',
  '12px _',
  '_px _',
  '(forced-colors: active)',
  '(prefers-color-scheme: dark)',
  '(min-width: 52rem) and (min-height: 30.01rem)',
  'input:not([type="radio"], [type="checkbox"]), select, textarea',
  'color-scheme: light; background: Canvas',
  'Files',
  'Escape',
  'Enter',
  // What browsers group radio buttons by.
  'model',
  // What the core calls things.
  '[engine] out of memory',
  'last part',
  'own data',
  'Adam',
  'Dense',
  'Flatten',
  'Activation',
  'Sequential',
  'Activation',
  'Dropout',
  'Flatten',
  'Rescaling',
  // Causes of errors that have words of their own.
  'no directory',
  'no directory of 64 bits',
  'no entry',
  'no file',
  'no header',
  'files that overlap',
  'cut short',
  'status _',
  // Names: of the model, and of classes and makers as data sets have them.
  'Inkling',
  ...['Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
  'Y. LeCun, C. Cortes, C. Burges. CC BY-SA 3.0.',
  'KMNIST Dataset (created by CODH), adapted from Kuzushiji Dataset (created by NIJL and others), doi:10.20676/00000341. CC BY-SA 4.0.',
  'Zalando Research, arXiv:1708.07747. MIT.',
]);

/** Attributes that a person reads or hears, and those that nobody does. */
const SHOWN = ['aria-label', 'aria-valuetext', 'alt', 'label', 'name', 'placeholder', 'title'];
const HIDDEN = ['class', 'd', 'viewBox'];

/** A word beside another one, or beside what is put in, or alone with a capital. */
const isWords = (text: string) => /\p{L}{2}\S* +\S*[\p{L}_]|_ +\p{L}{2}|^\p{Lu}\p{Ll}+[.?!…]?$/u.test(text);

/** The words in a program's text, '_' for what is put in. */
function wordsIn(path: string, text: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node, isShown = false): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isJsxAttribute(node)) {
      const name = node.name.getText();
      if (HIDDEN.includes(name)) return;
      if (node.initializer) look(node.initializer, SHOWN.includes(name));
      return;
    }
    if (ts.isJsxText(node)) {
      if (/\p{L}/u.test(node.text)) found.push(node.text.trim());
    } else if (ts.isStringLiteralLike(node)) {
      if (isWords(node.text) || (isShown && /\p{L}/u.test(node.text))) found.push(node.text);
    } else if (ts.isTemplateExpression(node)) {
      const whole = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('_');
      if (isWords(whole)) found.push(whole);
    }
    // What is within an attribute's expression is looked at for itself.
    ts.forEachChild(node, (child) => look(child));
  };
  look(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found.filter((words) => !ALLOWED.has(words));
}

test('words in a program are found', () => {
  const program = `
    import { a } from 'a b/c';
    const many = [a ? 'Two words' : 'Done', \`\${a} left\`, 'one-word', 'Lonely…', \`\${a}-\${a}.gz\`];
    const all = <p class="two words" title="help">Some <b title={a ? 'Not now' : ''}>{a}</b></p>;`;
  expect(wordsIn('a.tsx', program)).toEqual([
    ...['Two words', 'Done', '_ left', 'Lonely…'],
    ...['help', 'Some', 'Not now'],
  ]);
});

test.for(programs)('%s takes its words from app/messages', (path) => {
  expect(wordsIn(path, read(path))).toEqual([]);
});

/** What the library says otherwise than by a rule that a catalogue can have as a key. */
function withoutRule(path: string, text: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) found.push(node.getText());
    if (ts.isCallExpression(node) && node.expression.getText() === 'refusal') {
      const rule = node.arguments[1];
      if (!rule || !ts.isStringLiteral(rule)) found.push(node.getText());
    }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

test('what the library refuses it says by a rule and values', () => {
  const program =
    "throw a ? refusal('x', 'got {}', b) : c ? refusal('x', `got ${b}`) : new TypeError('got');";
  expect(withoutRule('a.ts', program)).toEqual(["refusal('x', `got ${b}`)", "new TypeError('got')"]);
  const folder = at('wasm/library');
  // trouble.ts makes the errors.
  const library = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && path !== 'trouble.ts',
  );
  expect(library.length).toBeGreaterThan(10);
  for (const path of library) expect(withoutRule(path, readFileSync(join(folder, path), 'utf8'))).toEqual([]);
});

test('index.html takes its words from app/messages', () => {
  const html = read('index.html').replace(/<!--[^]*?-->/g, '');
  const texts = html.replace(/<[^>]*>/g, '\n').split('\n');
  const own = texts.filter((words) => /\p{L}/u.test(words.replace(/\{\{[\w.]+\}\}/g, '')));
  expect(own).toEqual([]);
  expect(fill(read('index.html'), messages)).not.toContain('{{');
  expect(() => fill('{{page.nothing}}', messages)).toThrow('page.nothing');
});

test('no message is without use', () => {
  const all = [...programs, 'index.html'].map(read).join('\n');
  const unused = (name: string, part: unknown): string[] => {
    const isUsed = new RegExp(`(messages\\.|{{)${name.replaceAll('.', '\\.')}(?!\\.(?!map\\()|\\w)`).test(
      all,
    );
    if (isUsed) return [];
    if (typeof part !== 'object' || part === null) return [name];
    return Object.entries(part).flatMap(([key, each]) => unused(`${name}.${key}`, each));
  };
  expect(Object.entries(messages).flatMap(([name, part]) => unused(name, part))).toEqual([]);
});

test('another language may say anything', () => {
  expectTypeOf<messages.Messages['common']['undo']>().toEqualTypeOf<string>();
  expectTypeOf<messages.Messages['run']['states']['done']>().toEqualTypeOf<string>();
  expectTypeOf<messages.Messages['draw']['sample']>().toEqualTypeOf<(n: number, of: number) => string>();
  expectTypeOf(messages).toExtend<messages.Messages>();
});

/** Our own words for what the field has words for, and others that nobody would write. */
const OLD = [
  'It was a …',
  'Train anew',
  'Rate over time',
  'Variation of the images',
  'Validation share',
  'Stop early after',
  'taken for what',
  'surest mistakes',
  'surest answers',
  'how often right',
  '19 times of 20',
  'Teach these',
  'Leave it',
  '(ships)',
  'bit-reproducible',
  'as you say',
  'Waiting for ink',
  'comes nearest to',
  'gets narrow',
  'by mass',
  'on images made up',
  'No image is here',
  'have it on the pad',
  'it stands under',
  'their makers',
];

test.for(OLD)('nothing says %s', (words) => {
  const texts = files.filter((path) => /\.(tsx?|js|html|webmanifest|md)$/.test(path));
  expect(texts.filter((path) => read(path).toLowerCase().includes(words.toLowerCase()))).toEqual([]);
});
