/** Such as `German (de)`. */
export function languageName(language: string): string {
  if (language === 'und') return 'a language that is not known';
  const name = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' }).of(language);
  return name === undefined || name === language ? `the language ${language}` : `${name} (${language})`;
}
