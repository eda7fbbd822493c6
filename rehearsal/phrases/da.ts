import type { Phrases } from './phrases.ts';

export const da: Phrases = {
  quoted: '“{section}”',
  comma: ', ',
  angles: [
    [
      'Hvad navnet betyder',
      'Hvad titlen lover',
      'Hvad der hører med, og hvad der ikke gør',
      'Et første eksempel at se på',
    ],
    ['Hvorfor man lærer det', 'Hvem det hjælper', 'Hvad der ville mangle uden det', 'Hvad det kræver af en begynder'],
    ['Fagets ord', 'Ord, som alle bruger forskelligt', 'Ord, som kun findes her', 'Hvordan man skriver en definition'],
    ['Fagets dele', 'Helheden set fra oven', 'Hvilke dele der afhænger af hvilke', 'Hvor man begynder'],
    [
      'Hvordan det blev til',
      'Hvem der først havde brug for det',
      'Hvad der ændrede sig undervejs',
      'Hvor det står i dag',
    ],
    [
      'Hvordan man gør',
      'De sædvanlige trin i rækkefølge',
      'Redskaberne, og hvad de er til',
      'Hvordan man efterprøver resultatet',
    ],
    ['Et gennemgået tilfælde', 'At vælge et tilfælde', 'At arbejde trin for trin', 'At se tilbage på tilfældet'],
    ['Fejl', 'Begynderes fejl', 'De erfarnes fejl', 'Hvordan man opdager en fejl'],
    ['Grænser', 'Hvad det ikke kan svare på', 'Hvad det ikke må bruges til', 'Åbne stridsspørgsmål'],
    ['Nabofagene', 'Hvad det låner fra andre', 'Hvad andre låner fra det', 'Hvor grænserne går'],
    ['Øvelse', 'Små øvelser til hver dag', 'Et længere stykke arbejde', 'At måle fremskridt'],
    ['Dømmekraft og tjeneste', 'At skelne godt arbejde fra dårligt', 'At tjene andre med det', 'At lære det fra sig'],
  ],
  brief: '“{section}”: spørgsmål om “{title}”.',
  bare: [
    'Kataloget har ingen noter om “{section}”: det, der står her om “{title}”, er en ramme af spørgsmål og ikke en lektion.',
    'Til “{section}” giver kataloget for “{title}” ingen noter, så denne tekst spørger og underviser ikke.',
  ],
  ask: [
    'Hvad ved du allerede om “{section}”, og hvem har lært dig det?',
    'Hvilket ord i “{section}” måtte du først forklare for en ven?',
    'Hvad ville “{title}” miste, hvis ingen spurgte om “{section}”?',
    'Hvor kunne du finde en pålidelig kilde om “{section}”?',
    'Hvilket eksempel fra dit eget liv hører under “{section}”?',
    'Hvad har “{section}” at gøre med “{chapter}”?',
    'Hvem kunne være uenig i din første tanke om “{section}”, og hvorfor?',
    'Hvordan ville du mærke, at du har forstået “{section}”?',
  ],
  ignition: [
    'Før du læser “{chapter}”, så skriv ned, hvad du venter at finde.',
    'Hvad ville du spørge en om, der har arbejdet med “{section}” i mange år?',
    'Hvorfor kunne “{section}” være vigtigt for en, du kender?',
  ],
  download: [
    '“{chapter}” går frem i denne rækkefølge: {list}.',
    'Læs “{section}” én gang hurtigt og én gang langsomt.',
    'Notér til “{section}”, hvad der hævdes, og hvad der kun spørges om.',
  ],
  demonstration: [
    'Tag et eksempel fra “{chapter}”, og gå det igennem på papir, trin for trin.',
    'Sig først, hvad “{section}” giver dig, og derefter, hvad det lader stå åbent.',
    'Vis med et eksempel, du selv har valgt, hvad “{section}” handler om.',
  ],
  activation: [
    'Gør nu selv noget med “{chapter}”.',
    'Skriv fem sætninger med dine egne ord om “{section}”.',
    'Tegn “{section}” som et billede, og sæt navn på delene.',
  ],
  reflection: [
    'Hvad har “{chapter}” vist dig, som du ikke så før?',
    'Hvilken af dine meninger beder “{section}” dig om at undersøge?',
    'Hvad i “{section}” er du stadig usikker på?',
  ],
  commission: [
    'Brug inden i morgen aften én ting fra “{chapter}” til gavn for en anden.',
    'Fortæl ét menneske, hvad “{section}” handler om, og lyt til svaret.',
    'Skriv ét skridt ned, som for dig følger af “{section}”.',
  ],
  summary: ['“{chapter}” har ført fra “{first}” til “{last}”.', 'Hvad bør du huske fra “{section}”?'],
  objectives: [
    'Forklar “{section}” med dine egne ord.',
    'Giv et eksempel på “{section}”.',
    'Sig, hvad “{section}” lader stå åbent.',
  ],
  says: 'I “{section}” står der:',
  begins: 'Med hvilken tanke begynder “{section}”?',
  ends: 'Med hvilken tanke slutter “{section}”?',
  gap: 'Udfyld hullet fra “{section}”:',
  means: 'Hvad betyder “{term}” i “{section}”?',
  open: [
    [
      'Skriv tre spørgsmål om “{section}”, som har ét rigtigt svar.',
      'Gode spørgsmål om “{section}” kan slås op: nævn for hvert af dem den kilde, der svarer på det.',
    ],
    [
      'Forklar “{section}” for et barn i fire sætninger.',
      'Der er ikke én rigtig måde at sige “{section}” på: dine egne ord tæller, og hver påstand skal have en grund.',
    ],
    [
      'Find to kilder om “{section}”, og sammenlign dem.',
      'Nævn for “{section}”, hvor de to er enige, hvor de er uenige, og hvem du stoler mest på.',
    ],
  ],
  discuss: [
    'Hvad ville gå tabt, hvis ingen længere underviste i “{section}”?',
    'Hvor kan mennesker af god vilje være uenige om “{section}”?',
    'Hvordan ændrer “{chapter}” den måde, vi behandler andre mennesker på?',
  ],
  scripture: [
    'Læs dette ved siden af “{chapter}”. Hvad kræver det af den, der lærer?',
    'Hvor møder dette skriftsted det, du arbejder med i “{chapter}”?',
  ],
};
