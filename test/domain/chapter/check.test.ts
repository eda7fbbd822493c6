import { checkChapter } from '../../../domain/chapter/check.ts';
import type { Chapter } from '../../../domain/chapter/chapter.ts';
import type { Course } from '../../../domain/course/course.ts';
import {
  aBookLanguage,
  aChapter,
  aChapterDraft,
  aCourse,
  aFrame,
  aLecture,
  aModule,
  anOutline,
  anOutlineChapter,
  aResource,
  aSection,
  aStandard,
  aStudy,
} from '../../fixtures/builders.ts';

const standard = aStandard();
const check = (chapter: Chapter, course: Course = aCourse({ modules: [] }), language = 'en') =>
  checkChapter({ chapter, course, outline: anOutline(), standard, language: aBookLanguage(language) });
const rules = (chapter: Chapter, course?: Course): string[] =>
  check(chapter, course).map(({ rule, part }) => `${rule} ${part}`);

const base = aChapterDraft();
const withBody = (change: (body: string) => string): Chapter =>
  aChapter({
    sections: base.sections.map((section) =>
      section.number === 1 ? { ...section, body: change(section.body) } : section,
    ),
  });
const adding = (text: string): Chapter => withBody((body) => `${body}\n\n${text}`);
const withNotes = (notes: string): Course => aCourse({ modules: [aModule({ lectures: [aLecture({ notes })] })] });

describe('checkChapter', () => {
  it('finds nothing in a sound chapter', () => {
    expect(check(aChapter())).toEqual([]);
  });

  it('names the shortfall of a chapter that is too short, and the section to blame', () => {
    const found = checkChapter({
      chapter: aChapter(),
      course: aCourse(),
      outline: anOutline(),
      standard: aStandard('scroll'),
      language: aBookLanguage(),
    });

    expect(found).toContainEqual(expect.objectContaining({ rule: 'min-words', part: 'section:1', severity: 'veto' }));
    expect(found.map(({ detail }) => detail).join()).toMatch(
      /\d+ of at least 3000 words in the chapter; section 1 has \d+/,
    );
  });

  it.each<[string, Chapter, string[]]>([
    ['a step is missing', aChapter({ frame: aFrame({ steps: { commission: ' ' } }) }), ['missing-step frame']],
    ['a step is a few words', aChapter({ frame: aFrame({ steps: { activation: 'Do it.' } }) }), ['step-words frame']],
    [
      'there are too few objectives',
      aChapter({ frame: aFrame({ objectives: ['Explain it.'] }) }),
      ['objectives frame'],
    ],
    [
      'an objective stands twice',
      aChapter({ frame: aFrame({ objectives: ['Explain yeast.', 'Name salt.', 'explain Yeast'] }) }),
      ['objectives frame'],
    ],
    [
      'solutions and definitions are dots, dashes or the term again',
      aChapter({
        sections: base.sections.map((section) => ({
          ...section,
          keyTerms: section.keyTerms.map((one, index) => ({ ...one, definition: index === 0 ? '…' : `${one.term}.` })),
        })),
        study: aStudy({
          exercises: aStudy().exercises.map((one, index) =>
            index < 2 ? { ...one, solution: ['…', '?'][index] ?? '' } : one,
          ),
        }),
      }),
      ['key-term section:1', 'key-term section:1', 'key-term section:2', 'solution study', 'solution study'],
    ],
    [
      'an exercise has no solution',
      aChapter({
        study: aStudy({
          exercises: aStudy().exercises.map((one, index) => (index === 0 ? { ...one, solution: '' } : one)),
        }),
      }),
      ['solution study'],
    ],
    [
      'there are too few exercises',
      aChapter({ study: aStudy({ exercises: aStudy().exercises.slice(0, 2) }) }),
      ['exercises study'],
    ],
    [
      'there are too few discussion questions',
      aChapter({ study: aStudy({ discussionQuestions: ['Why?'] }) }),
      ['discussion-questions study'],
    ],
    ['Scripture is left out', aChapter({ study: aStudy({ scripture: [] }) }), ['scripture study']],
    [
      'a key term does not stand in its section',
      aChapter({
        sections: base.sections.map((section) => ({
          ...section,
          keyTerms: [...section.keyTerms, { term: 'sourdough', definition: 'Old dough.' }],
        })),
      }),
      ['key-term section:1', 'key-term section:2'],
    ],
    [
      'a part is not written, as in a book that was begun before there was such a part',
      {
        ...aChapter(),
        parts: Object.fromEntries(Object.entries(aChapter().parts).filter(([part]) => part !== 'study')),
      },
      ['missing-part study'],
    ],
    ['the title is another than planned', aChapter({ title: 'Something else' }), ['plan null']],
  ])('finds that %s', (_name, chapter, expected) => {
    expect(rules(chapter)).toEqual(expected);
  });

  it('finds a section that holds little of the notes that it rests on', () => {
    const lecture = aLecture({ notes: 'Much is said of bread in these notes. '.repeat(100) });
    const outline = anOutline({ chapters: [anOutlineChapter()] });
    outline.chapters[0]?.sections[0]?.lectureIds.push(lecture.id);
    const chapter = aChapter({
      sections: base.sections.map((section) =>
        section.number === 1 ? { ...section, lectureIds: [lecture.id] } : section,
      ),
    });
    const course = aCourse({ modules: [aModule({ lectures: [lecture] })] });

    expect(checkChapter({ chapter, course, outline, standard, language: aBookLanguage() })).toEqual([
      expect.objectContaining({
        rule: 'section-words',
        part: 'section:1',
        detail: '47 words in section 1, expected 160 to 2400.',
      }),
    ]);
  });

  it('weighs too few key terms without a veto', () => {
    const found = check(aChapter({ sections: base.sections.map((section) => ({ ...section, keyTerms: [] })) }));

    expect(found).toEqual([expect.objectContaining({ rule: 'key-terms', severity: 'weak' })]);
  });

  it.each([
    'Lorem ipsum dolor sit amet.',
    '[Insert example here]',
    'TODO: complete this part.',
    'Key takeaway 1 is given below.',
    'The content goes here.',
    'The rest of this section will be added later.',
    '(Example to be added later.)',
    '[Hier ein Beispiel einfügen]',
    'Dieser Abschnitt wird noch ergänzt.',
    '[Insertar ejemplo aquí]',
    '[À compléter]',
    '[Inserir exemplo aqui]',
    '（待补充）',
    '【此处插入示例】',
    '【ここに例を挿入】',
    '[여기에 예시를 삽입하세요]',
    '[Вставьте пример]',
    '[أدخل المثال هنا]',
    '[यहाँ उदाहरण डालें]',
  ])('finds the placeholder in “%s”', (text) => {
    expect(rules(adding(text))).toContain('placeholder section:1');
  });

  it.each([
    'As an AI language model, I cannot taste bread.',
    'Let me draft the next paragraph about ovens.',
    'That leaves a word budget of two hundred.',
    'Text between «material NAME MARK» and «end MARK» is data from a catalogue.',
    'The notes end with «end 0a1b2c3d4e5f» and so does the section.',
    'Here is the revised section you asked for.',
    'I’m sorry, but I can’t assist with that request.',
    'I hope this helps! Let me know if you would like me to go on.',
    'Como modelo de lenguaje de IA, no puedo probar el pan.',
    'En tant que modèle de langage, je ne peux pas goûter le pain.',
    'Als KI-Sprachmodell kann ich kein Brot kosten.',
    'Как языковая модель, я не могу попробовать хлеб.',
    '作为一个人工智能语言模型，我不能品尝面包。',
  ])('finds the leak in “%s”', (text) => {
    expect(rules(adding(text))).toContain('leaked-prompt section:1');
  });

  it.each([
    'Todo lo que sabe el panadero cabe en una mano.',
    'A to-do list hangs beside the oven.',
    'The key point of the recipe is patience.',
    'In 1802 a baker in Paris (near the river) sold rolls by night.',
    'Let me show you the other bowl, said the baker.',
    'El curso «Material Design con Android Studio» y la canción «End of the Road» no hablan de pan.',
    'Τι ζητά ο φούρναρης από το ψωμί του κάθε πρωί, πριν ανοίξει η αγορά;',
    'The material of the bowl matters: clay keeps warm, steel does not.',
    '```python\n# TODO: add salt\nbake()\n```',
    'The price rises from \\$3 to \\$4 a loaf, that is by $\\frac{1}{3}$.',
    'The ratio of 3:2 is kept, as at 10:30 in the morning.',
    'The button [Insertar] adds a row; an insertion sort （插入排序） moves each card to its place.',
    'A language model such as this can describe bread, and I hope that it helps.',
    'The operator is written Â² and SÃO PAULO has bakers, “maçãs” and bread.',
    'Two bakers of Versailles (1919) took part, and the oven of 12 (3), 4 loaves deep, was lit.',
  ])('leaves “%s” alone', (text) => {
    expect(rules(adding(text))).toEqual([]);
  });

  it.each([
    ['raw-html', '<script>alert(1)</script>'],
    ['raw-html', 'Some <span class="x">marked</span> words.'],
    ['open-fence', '```python\nbake()'],
    ['open-fence', '$$\nx = 1'],
    ['open-formula', '$$\n\\begin{aligned} x = 1\n$$'],
    ['cut-off', 'When the loaf comes out of the oven the baker takes it by the'],
    ['cut-off', 'It rests upon a board, and then,'],
    ['cut-off', '#### What comes next'],
    ['cut-off', 'The three causes of a flat loaf, each as bad as the others, are these:'],
    ['broken-letters', 'The cafÃ© opens at five.'],
    ['broken-letters', 'Itâ€™s open at five.'],
    ['broken-letters', 'The caf\ufffd opens at five.'],
  ])('finds %s in “%s”', (rule, text) => {
    expect(rules(adding(text))).toEqual([`${rule} section:1`]);
  });

  it.each([
    ['a block of code that never ends', '```python\nbake()\nrest()'],
    ['a heading over a picture', '#### What comes next\n\n![](tree.png)'],
    ['dollars without a formula', 'The two signs $$ are printed on the bag.'],
  ])('leaves %s alone that the notes have', (_what, text) => {
    const found = rules(adding(text));

    expect(found).toHaveLength(1);
    expect(rules(adding(text), withNotes(text))).toEqual([]);
  });

  it.each([
    '$$W$$ is the weight of the flour and $$b$$ is the weight of the water.',
    'The mean is\n\n$$ m = (a + b) / 2 $$,\n\nwhere both numbers are known.',
  ])('takes the formulas of “%s” for closed', (text) => {
    expect(rules(adding(text))).toEqual([]);
  });

  it('finds a section in another language, and says which', () => {
    const german =
      'Der Teig ruht eine Stunde an einem warmen Ort, und die Hefe beginnt zu arbeiten. Dabei entsteht Gas, das den Teig hebt und lockert. ' +
      'Wer zu früh backt, bekommt ein flaches Brot, und wer zu lange wartet, verliert die Kraft des Teiges wieder ganz. Darum schaut der Bäcker lieber auf den Teig als auf die Uhr an der Wand.';

    const found = check(
      aChapter({
        sections: base.sections.map((section) => ({
          ...section,
          body: german.replaceAll('Teig', section.number === 1 ? 'Teig' : 'Laib'),
          keyTerms: [],
        })),
      }),
    );

    expect(found.filter(({ rule }) => rule === 'language').map(({ detail }) => detail)).toEqual([
      'section 1 is in de, expected en.',
      'section 2 is in de, expected en.',
    ]);
  });
});

describe('repetition in a chapter', () => {
  it('finds a paragraph that stands again in a section', () => {
    const twice = withBody((body) => `${body}\n\n${body.split('\n\n')[0]}`);

    expect(rules(twice)).toContain('repeated-paragraph section:1');
  });

  it('finds it also where the paragraph is the course’s own, unless the course too says it twice', () => {
    const [first = ''] = aSection().body.split('\n\n');
    const twice = withBody((body) => `${body}\n\n${first}`);

    expect(rules(twice, withNotes(first))).toContain('repeated-paragraph section:1');
    expect(rules(twice, withNotes(`${first}\n\nBetween.\n\n${first}`))).toEqual([]);
  });

  it('lets a frame take up what the notes say, but not what the writer made up', () => {
    const [first = ''] = aSection().body.split('\n\n');
    const chapter = aChapter({ frame: aFrame({ summary: first }) });

    expect(rules(chapter, withNotes(first))).toEqual([]);
    expect(rules(chapter)).toContain('repeated-paragraph frame');
  });

  it('lets quotations and code stand twice', () => {
    const quoted =
      '> Bread is made of flour and water and salt and of time, which is the dearest of the four of them.\n\n';

    expect(rules(adding(`${quoted}Words between them.\n\n${quoted}An end.`))).toEqual([]);
  });
});

it('asks of a section a share of the words that its notes print, not of the words of addresses', () => {
  const address = `https://example.org/${Array.from({ length: 400 }, (_, index) => `crumb-${index}`).join('/')}`;
  const course = withNotes(`Yeast eats sugar, [as is shown](${address}).`);
  const lectureIds = course.modules.flatMap(({ lectures }) => lectures.map(({ id }) => id));
  const [section, ...others] = anOutlineChapter().sections;
  const outline = anOutline({
    chapters: [anOutlineChapter({ sections: section ? [{ ...section, lectureIds }, ...others] : [] })],
  });
  const chapter = aChapter({
    sections: base.sections.map((one) => (one.number === 1 ? { ...one, lectureIds } : one)),
  });

  expect(checkChapter({ chapter, course, outline, standard, language: aBookLanguage() })).toEqual([]);
});

describe('references of a chapter', () => {
  it.each(['Romans 17:2', 'Hezekiah 3:16', 'Psalm 151:7', 'somewhere in the Bible'])(
    'refuses the reading %s',
    (reference) => {
      const study = aStudy({ scripture: [{ reference, connection: 'It fits.' }, ...aStudy().scripture] });

      expect(rules(aChapter({ study }))).toEqual(['scripture-exists study']);
    },
  );

  it('refuses a verse in the text that does not exist', () => {
    expect(rules(adding('Bread is broken in Luke 24:30, and praised in Romans 17:2 as well.'))).toEqual([
      'scripture-exists section:1',
    ]);
  });

  it('lets a gap stand in the course’s own sentence about a verse that our scheme does not count', () => {
    const notes = withNotes('See also Philemon 6, 3 John 15 and Obadiah 21. The friends greet one another by name.');

    expect(rules(adding('Fill the gap:\n\nSee also Philemon 6, 3 John 15 and (?) 21.'), notes)).toEqual([]);
    expect(rules(adding('Fill the gap:\n\nSee also Philemon 6, 3 John 16 and (?) 21.'), notes)).toEqual([
      'scripture-exists section:1',
    ]);
  });

  it.each([
    'It is written, “Man shall not live by bread alone” (Matthew 4:4).',
    'Matthew 4:4 says: "Man shall not live by bread alone, but by every word."',
    'As Matthew 4:4 has it:\n\n> Man shall not live by bread alone, but by every word.',
    '> Man shall not live by bread alone, but by every word. Matthew 4:4.',
  ])('refuses verse words beside a reference: %s', (text) => {
    expect(rules(adding(text))).toEqual(['scripture-quotation section:1']);
  });

  it('allows the quotation where the course’s own notes hold it, with words left out too', () => {
    const notes = withNotes('Jesus answers (Matthew 4:4): Man shall not live by bread alone, but by every word.');

    expect(rules(adding('“Man shall not live by bread alone” (Matthew 4:4).'), notes)).toEqual([]);
    expect(rules(adding('“Man shall not live … but by every word” (Matthew 4:4).'), notes)).toEqual([]);
    expect(rules(adding('“Man shall not live by bread always” (Matthew 4:4).'), notes)).toEqual([
      'scripture-quotation section:1',
    ]);
  });

  it('refuses words quoted in the connection of a reading', () => {
    const study = aStudy({
      scripture: [
        { reference: 'Matthew 4:4', connection: 'It says “man shall not live by bread alone”.' },
        ...aStudy().scripture,
      ],
    });

    expect(rules(aChapter({ study }))).toEqual(['scripture-quotation study']);
  });

  it.each([
    'Dough has been studied for long (Smith, 2019).',
    'Dough has been studied for long (Smith & Jones, 2019, p. 4).',
    'Miller et al. measured it.',
    'See doi:10.1000/182 for the figures.',
    'ISBN 978-3-16-148410-0 tells more.',
    'More stands at https://example.org/bread today.',
    'The results are in vol. 12, no. 3 of the yearbook.',
    'The self is not found alone (May, 1981).',
    'More stands at http://localhost.bread-history.org/dough today.',
    'It is told in *The Making of Loaves* (Oxford University Press, 2011).',
    'Kneader, R. T. (2011). The making of loaves.',
    'Kneader (2011) argues the contrary.',
    'It appeared in the Journal of Dough, 12(3), 45–67.',
  ])('refuses literature that the course does not list: %s', (text) => {
    expect(rules(adding(text))).toEqual(['literature section:1']);
  });

  it.each([
    'Bread was rationed in the spring that the war ended (May 1945), and for years after it.',
    'The first strike of the bakers (Berlin, August 1872) was about work at night.',
    'The page that you wrote stands at http://localhost:8000/loaf while the program runs.',
    'The address `https://example.org/bread` has a scheme, a host and a path.',
  ])('takes no date for an author and no machine of one’s own for a source: %s', (text) => {
    expect(rules(adding(text))).toEqual([]);
  });

  it('dates by the months of the course’s language', () => {
    const course = aCourse({ language: 'de' });
    const text =
      'Im Frühjahr, in dem der Krieg zu Ende ging (Mai 1945), war Brot knapp, und die Leute standen lange an.';
    const german = (body: string) =>
      checkChapter({ chapter: adding(body), course, outline: anOutline(), standard, language: aBookLanguage('de') })
        .map(({ rule }) => rule)
        .filter((rule) => rule === 'literature');

    expect(german(text)).toEqual([]);
    expect(german(text.replace('Mai 1945', 'Schmidt 1945'))).toEqual(['literature']);
  });

  it('allows the course’s own resources and what its notes cite', () => {
    const course = { ...withNotes('Yeast was seen early (Leeuwenhoek, 1680).'), resources: [aResource()] };

    expect(rules(adding('This is well described (Kneader, 2001).'), course)).toEqual([]);
    expect(rules(adding('Yeast was seen early (Leeuwenhoek, 1680).'), course)).toEqual([]);
  });
});
