/** Figures as a person reads them. Pure. */

/** `45 s`, `3 min 12 s`, `2 h 05 min`, `3 d 4 h`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (seconds < 60) return `${seconds} s`;
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** `950`, `12,345`. */
export const count = (value: number): string => Math.round(value).toLocaleString('en-US');

/** `812`, `48.1k`, `1.2M`, for counts of tokens. */
export function short(value: number): string {
  if (value < 1000) return String(Math.round(value));
  const [unit, size] = value < 999_950 ? ['k', 1e3] : value < 999_950_000 ? ['M', 1e6] : ['G', 1e9];
  return `${(value / Number(size)).toFixed(1)}${unit}`;
}

export const money = (usd: number): string =>
  `$${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: usd > 0 && usd < 0.1 ? 4 : 2 })}`;

export function bytes(value: number): string {
  if (value < 1024) return `${value} B`;
  return value < 1024 ** 2 ? `${(value / 1024).toFixed(0)} KB` : `${(value / 1024 ** 2).toFixed(1)} MB`;
}

/** `14:32` as the operator's clock shows it. */
export const clock = (date: Date): string =>
  `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;

export const plural = (number: number, one: string, many = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : many}`;
