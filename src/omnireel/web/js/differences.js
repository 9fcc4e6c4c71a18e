// What differs between two texts, word by word.

/** [{text, isNew}]: `text` cut into what it shares with `base` and what it does not (longest common subsequence). */
export function differences(base, text) {
  const [left, right] = [words(base), words(text)];
  const lengths = Array.from({ length: left.length + 1 }, () => new Array(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = left[i] === right[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const parts = [];
  const add = (word, isNew) => {
    parts.push({ text: word, isNew });
  };
  let i = 0;
  for (let j = 0; j < right.length; ) {
    if (i < left.length && left[i] === right[j]) {
      add(right[j], false);
      i += 1;
      j += 1;
    } else if (i < left.length && lengths[i + 1][j] >= lengths[i][j + 1]) {
      i += 1;
    } else {
      add(right[j], true);
      j += 1;
    }
  }
  return joined(parts);
}

/** A space between two new words is new too: they are marked as one. */
function joined(parts) {
  const found = [];
  parts.forEach((part, position) => {
    const isGap = !part.isNew && !part.text.trim() && parts[position - 1]?.isNew && parts[position + 1]?.isNew;
    const isNew = part.isNew || isGap;
    if (found.at(-1)?.isNew === isNew) found.at(-1).text += part.text;
    else found.push({ text: part.text, isNew });
  });
  return found;
}

const words = (text) => text.match(/\s+|[^\s]+/g) ?? [];
