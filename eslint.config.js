import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The table of STYLE: what a folder may import as values (types are free within the second list). */
const HOUSE = {
  domain: { values: ['domain'], types: [] },
  adapters: { values: ['adapters', 'domain'], types: [] },
  activities: { values: ['activities', 'domain'], types: ['workflows', 'adapters'] },
  // Of the domain only what is free of zod, which every cached workflow would load.
  workflows: { values: ['workflows', 'domain/failure'], types: ['domain', 'activities'] },
  workers: { values: ['workers', 'adapters', 'activities', 'workflows', 'domain'], types: [] },
  library: { values: ['library', 'adapters', 'domain', 'workflows/contracts'], types: ['workflows'] },
  client: {
    values: ['client', 'library', 'stack', 'domain', 'adapters/env', 'adapters/logging/', 'workflows/contracts'],
    types: ['workflows'],
  },
  stack: { values: ['stack', 'adapters'], types: ['domain'] },
  rehearsal: { values: ['rehearsal'], types: [] },
};
const FOLDERS = Object.keys(HOUSE);

/** Files of the folder itself leave it by one step up, those below by two: a folder inside may have another's name. */
const borders = FOLDERS.flatMap((folder) => [bordersOf(folder, '*.ts', 1), bordersOf(folder, '*/**/*.ts', 2)]);

function bordersOf(folder, files, steps) {
  const { values, types } = HOUSE[folder];
  const whole = (name) => !name.includes('/');
  const closed = FOLDERS.filter((other) => !values.filter(whole).includes(other));
  return {
    files: [`${folder}/${files}`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: closed.flatMap((other) => {
            const parts = values
              .filter((name) => name.startsWith(`${other}/`))
              .map((name) => name.slice(other.length + 1));
            // A name that ends in a slash is a folder, any other one a file.
            const allowed = parts.map((part) => (part.endsWith('/') ? part : `${part}\\.ts$`));
            const inside = allowed.length > 0 ? `(?!${allowed.join('|')})` : '';
            return [
              {
                regex: `^(\\.\\./){${steps},}${other}/${inside}`,
                allowTypeImports: types.includes(other),
                message: `${folder}/ may not import ${other}/${types.includes(other) ? ' by value' : ''} (see docs/architecture.md).`,
              },
            ];
          }),
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['node_modules/', 'data/', 'logs/', 'adapters/postgres/generated/', 'coverage/', 'test/histories/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/require-await': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['**/*.mjs', '*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['{domain,adapters,activities,workflows,workers,library,stack,rehearsal}/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  ...borders,
);
