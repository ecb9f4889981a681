// Months as numbers, so that they can be drawn along an axis.

const MONTH_TEXT = /^(\d{4})-(\d{2})/;

// Returns the number of a month written 2025-03, or null if none is written.
export function monthNumber(text) {
  const [, year, month] = MONTH_TEXT.exec(text) ?? [];
  return month >= 1 && month <= 12 ? 12 * Number(year) + Number(month) - 1 : null;
}

export function monthText(number) {
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}

// Returns the months from `first` to `last` that get a label, `width` pixels being given to a month: so many
// that labels of `room` pixels do not touch, whole quarters or years where not all have room.
export function labelledMonths(first, last, width, room) {
  const step = [1, 3, 6, 12].find((months) => months * width >= room) ?? 12 * Math.ceil(room / (12 * width));
  const months = [];
  for (let month = first; month <= last; month++) if (month % step === 0) months.push(month);
  return months.length ? months : [first];
}
