export type TextStyle = 'title' | 'name' | 'body' | 'warning' | 'small';

/** CSS pixels from line to line. */
export const lineHeights: Readonly<Record<TextStyle, number>> = {
  title: 20,
  name: 17,
  body: 17,
  warning: 17,
  small: 15,
};

/** Width of a text in CSS pixels. */
export type Measure = (text: string, style: TextStyle) => number;

/** No name that somebody gives makes a strip of any height. */
const longest = 600;

/** A text in lines that fit, broken between words, and within words that fit no line. */
export function textLines(text: string, style: TextStyle, { width, measure }: Room): string[] {
  const fits = (line: string): boolean => measure(line, style) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of wordsOf(text)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = '';
      for (const character of word) {
        if (line !== '' && !fits(line + character)) {
          lines.push(line);
          line = '';
        }
        line += character;
      }
    }
  }
  return line === '' ? lines : [...lines, line];
}

export interface Room {
  readonly width: number;
  readonly measure: Measure;
}

/** One line, cut where it does not fit. */
export function cutLine(text: string, style: TextStyle, { width, measure }: Room): string {
  const whole = wordsOf(text).join(' ');
  if (measure(whole, style) <= width) return whole;
  const characters = [...whole];
  while (characters.length > 0 && measure(`${characters.join('')}…`, style) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

function wordsOf(text: string): string[] {
  const characters = [...text];
  const cut = characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text;
  return cut.split(/\s+/).filter((word) => word !== '');
}
