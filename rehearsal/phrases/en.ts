import type { Phrases } from './phrases.ts';

export const en: Phrases = {
  quoted: '“{section}”',
  comma: ', ',
  angles: [
    [
      'What the name means',
      'What the title promises',
      'What belongs to it and what does not',
      'A first example to look at',
    ],
    ['Why it is learned', 'Whom it helps', 'What would be missing without it', 'What it asks of a beginner'],
    [
      'Its words',
      'Words that everyone uses differently',
      'Words that only this subject has',
      'How to write a definition',
    ],
    ['Its parts', 'The whole seen from above', 'Which parts depend on which', 'Where to begin'],
    ['How it came to be', 'Who needed it first', 'What changed along the way', 'Where it stands today'],
    ['How it is done', 'The usual steps in order', 'The tools and what they are for', 'How to check the result'],
    ['One case worked through', 'Choosing a case', 'Working step by step', 'Looking back at the case'],
    ['Mistakes', 'Mistakes of beginners', 'Mistakes of the experienced', 'How a mistake is noticed'],
    ['Limits', 'What it cannot answer', 'What it must not be used for', 'Open disputes'],
    ['Its neighbours', 'What it borrows from others', 'What others borrow from it', 'Where the borders run'],
    ['Practice', 'Small exercises for every day', 'A longer piece of work', 'Measuring progress'],
    ['Judgement and service', 'Telling good work from bad', 'Serving others with it', 'Teaching it to someone else'],
  ],
  brief: '“{section}”: questions about “{title}”.',
  bare: [
    'The catalogue holds no notes on “{section}”: what stands here about “{title}” is a frame of questions, not a lesson.',
    'For “{section}” the catalogue of “{title}” gives no notes, so this text asks and does not teach.',
  ],
  ask: [
    'What do you already know about “{section}”, and who taught you that?',
    'Which word in “{section}” would you have to explain to a friend first?',
    'What would “{title}” lose if nobody asked about “{section}”?',
    'Where could you find a trustworthy source on “{section}”?',
    'Which example from your own life belongs under “{section}”?',
    'What does “{section}” have to do with “{chapter}”?',
    'Who might disagree with your first thought on “{section}”, and why?',
    'How would you notice that you have understood “{section}”?',
  ],
  ignition: [
    'Before you read “{chapter}”, write down what you expect to find in it.',
    'What would you ask someone who has worked on “{section}” for years?',
    'Why might “{section}” matter to a person you know?',
  ],
  download: [
    '“{chapter}” goes in this order: {list}.',
    'Read “{section}” once quickly and once slowly.',
    'Note for “{section}” what is claimed and what is only asked.',
  ],
  demonstration: [
    'Take one example of “{chapter}” and go through it on paper, step by step.',
    'Say first what “{section}” gives you, then what it leaves open.',
    'Show with a case of your own what “{section}” is about.',
  ],
  activation: [
    'Now do something with “{chapter}” yourself.',
    'Write five sentences of your own about “{section}”.',
    'Draw “{section}” as a picture and name its parts.',
  ],
  reflection: [
    'What has “{chapter}” shown you that you did not see before?',
    'Which opinion of yours does “{section}” ask you to examine?',
    'What in “{section}” are you still unsure about?',
  ],
  commission: [
    'Before tomorrow evening, use one thing from “{chapter}” for the good of somebody else.',
    'Tell one person what “{section}” is about, and listen to the reply.',
    'Write down one step that follows for you from “{section}”.',
  ],
  summary: ['“{chapter}” has led from “{first}” to “{last}”.', 'What should stay with you from “{section}”?'],
  objectives: [
    'Explain “{section}” in your own words.',
    'Give an example of “{section}”.',
    'Say what “{section}” leaves open.',
  ],
  says: '“{section}” says:',
  begins: 'With what thought does “{section}” begin?',
  ends: 'With what thought does “{section}” end?',
  gap: 'Fill the gap from “{section}”:',
  means: 'What does “{term}” mean in “{section}”?',
  open: [
    [
      'Write three questions about “{section}” that have one right answer.',
      'Good questions about “{section}” can be looked up: name for each the source that answers it.',
    ],
    [
      'Explain “{section}” to a child in four sentences.',
      'There is no single right wording for “{section}”: your own words count, and every claim needs a reason.',
    ],
    [
      'Find two sources about “{section}” and compare them.',
      'Name for “{section}” where the two agree, where they differ, and which you trust more.',
    ],
  ],
  discuss: [
    'What would be lost if nobody taught “{section}” any more?',
    'Where can people of good will disagree about “{section}”?',
    'How does “{chapter}” change the way we treat other people?',
  ],
  scripture: [
    'Read this beside “{chapter}”. What does the theme “{theme}” ask of those who learn it?',
    'The theme is “{theme}”. Where does it meet what you do in “{chapter}”?',
  ],
};
