import type { Phrases } from './phrases.ts';

export const no: Phrases = {
  quoted: '«{section}»',
  comma: ', ',
  angles: [
    [
      'Hva navnet betyr',
      'Hva tittelen lover',
      'Hva som hører med og hva som ikke gjør det',
      'Et første eksempel å se på',
    ],
    ['Hvorfor man lærer det', 'Hvem det hjelper', 'Hva som ville mangle uten det', 'Hva det krever av en nybegynner'],
    ['Ordene', 'Ord som alle bruker forskjellig', 'Ord som bare finnes her', 'Hvordan man skriver en definisjon'],
    ['Delene', 'Helheten sett ovenfra', 'Hvilken del som avhenger av hvilken', 'Hvor man begynner'],
    ['Hvordan det ble til', 'Hvem som trengte det først', 'Hva som endret seg underveis', 'Hvor det står i dag'],
    [
      'Hvordan det gjøres',
      'De vanlige trinnene i rekkefølge',
      'Verktøyene og hva de er til',
      'Hvordan man sjekker resultatet',
    ],
    ['Ett tilfelle gjennomarbeidet', 'Valget av et tilfelle', 'Arbeid steg for steg', 'Et tilbakeblikk på tilfellet'],
    ['Feil', 'Feil som nybegynnere gjør', 'Feil som erfarne gjør', 'Hvordan man merker en feil'],
    ['Grenser', 'Hva det ikke kan svare på', 'Hva det ikke må brukes til', 'Åpne stridsspørsmål'],
    ['Naboene', 'Hva det låner fra andre fag', 'Hva andre fag låner herfra', 'Hvor grensene går'],
    ['Øvelse', 'Små øvelser for hver dag', 'Et lengre arbeid', 'Hvordan man måler framgang'],
    [
      'Dømmekraft og tjeneste',
      'Å skille godt arbeid fra dårlig',
      'Å tjene andre med det',
      'Å lære det bort til noen andre',
    ],
  ],
  brief: '«{section}»: spørsmål om «{title}».',
  bare: [
    'Katalogen har ingen notater om «{section}»: det som står her om «{title}», er en ramme av spørsmål og ikke en leksjon.',
    'For «{section}» gir katalogen for «{title}» ingen notater, så denne teksten spør og underviser ikke.',
  ],
  ask: [
    'Hva vet du allerede om «{section}», og hvem lærte deg det?',
    'Hvilket ord i «{section}» måtte du først forklare for en venn?',
    'Hva ville «{title}» miste om ingen spurte om «{section}»?',
    'Hvor kunne du finne en pålitelig kilde om «{section}»?',
    'Hvilket eksempel fra ditt eget liv hører hjemme under «{section}»?',
    'Hva har «{section}» med «{chapter}» å gjøre?',
    'Hvem kunne være uenig i din første tanke om «{section}», og hvorfor?',
    'Hvordan ville du merke at du har forstått «{section}»?',
  ],
  ignition: [
    'Skriv ned hva du venter å finne i «{chapter}» før du leser videre.',
    'Hva ville du spørre en som har arbeidet med «{section}» i årevis?',
    'Hvorfor kan «{section}» bety noe for et menneske du kjenner?',
  ],
  download: [
    '«{chapter}» går i denne rekkefølgen: {list}.',
    'Les «{section}» én gang fort og én gang langsomt.',
    'Noter for «{section}» hva som påstås og hva det bare spørres om.',
  ],
  demonstration: [
    'Ta ett eksempel fra «{chapter}» og gå gjennom det på papir, steg for steg.',
    'Si først hva «{section}» gir deg, og så hva det lar stå åpent.',
    'Vis med et eget tilfelle hva «{section}» handler om.',
  ],
  activation: [
    'Gjør nå noe selv med «{chapter}».',
    'Skriv fem egne setninger om «{section}».',
    'Tegn «{section}» og sett navn på delene.',
  ],
  reflection: [
    'Hva har «{chapter}» vist deg som du ikke så før?',
    'Hvilken av dine meninger ber «{section}» deg om å prøve?',
    'Hva er du fortsatt usikker på i «{section}»?',
  ],
  commission: [
    'Bruk noe fra «{chapter}» til beste for en annen før i morgen kveld.',
    'Fortell noen hva «{section}» handler om, og hør på svaret.',
    'Skriv ned ett steg som for deg følger av «{section}».',
  ],
  summary: ['«{chapter}» har ført fra «{first}» til «{last}».', 'Hva bør du sitte igjen med fra «{section}»?'],
  objectives: [
    'Forklare «{section}» med egne ord.',
    'Gi et eksempel på «{section}».',
    'Si hva «{section}» lar stå åpent.',
  ],
  says: '«{section}» sier:',
  begins: 'Hvilken tanke begynner «{section}» med?',
  ends: 'Hvilken tanke slutter «{section}» med?',
  gap: 'Fyll inn det som mangler fra «{section}»:',
  means: 'Hva betyr «{term}» i «{section}»?',
  open: [
    [
      'Skriv tre spørsmål om «{section}» som har ett riktig svar.',
      'Gode spørsmål om «{section}» kan slås opp: nevn for hvert av dem kilden som svarer.',
    ],
    [
      'Forklar «{section}» for et barn med fire setninger.',
      'For «{section}» finnes det ikke bare én riktig ordlyd: dine egne ord teller, og hver påstand trenger en grunn.',
    ],
    [
      'Finn to kilder om «{section}» og sammenlign dem.',
      'Nevn for «{section}» hvor de to er enige, hvor de er forskjellige, og hvilken du stoler mest på.',
    ],
  ],
  discuss: [
    'Hva ville gå tapt om ingen lenger underviste i «{section}»?',
    'Hva kan mennesker av god vilje være uenige om i «{section}»?',
    'Hvordan endrer «{chapter}» måten vi behandler andre på?',
  ],
  scripture: [
    'Les dette stedet ved siden av «{chapter}». Hva krever det av dem som lærer?',
    'Hvor møter dette stedet det du gjør i «{chapter}»?',
  ],
};
