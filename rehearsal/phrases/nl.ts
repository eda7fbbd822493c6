import type { Phrases } from './phrases.ts';

export const nl: Phrases = {
  quoted: '“{section}”',
  comma: ', ',
  angles: [
    [
      'Wat de naam betekent',
      'Wat de titel belooft',
      'Wat erbij hoort en wat niet',
      'Een eerste voorbeeld om te bekijken',
    ],
    ['Waarom je het leert', 'Wie het helpt', 'Wat er zonder zou ontbreken', 'Wat het van een beginner vraagt'],
    [
      'De woorden',
      'Woorden die iedereen anders gebruikt',
      'Woorden die alleen hier bestaan',
      'Hoe je een definitie schrijft',
    ],
    ['De delen', 'Het geheel van boven gezien', 'Welk deel van welk deel afhangt', 'Waar je begint'],
    ['Hoe het ontstond', 'Wie het als eerste nodig had', 'Wat er onderweg veranderde', 'Waar het nu staat'],
    [
      'Hoe je het doet',
      'De gewone stappen op volgorde',
      'De gereedschappen en waar ze voor dienen',
      'Hoe je het resultaat controleert',
    ],
    ['Eén geval helemaal uitgewerkt', 'De keuze van een geval', 'Stap voor stap werken', 'Terugkijken op het geval'],
    ['Fouten', 'Fouten van beginners', 'Fouten van ervaren mensen', 'Waaraan je een fout merkt'],
    ['Grenzen', 'Wat hier geen antwoord krijgt', 'Waarvoor je het niet mag gebruiken', 'Open meningsverschillen'],
    ['De buren', 'Wat van andere vakken geleend is', 'Wat andere vakken hiervan lenen', 'Waar de grenzen lopen'],
    ['Oefening', 'Kleine oefeningen voor elke dag', 'Een langer werkstuk', 'Hoe je vooruitgang meet'],
    [
      'Oordeel en dienst',
      'Goed werk van slecht werk onderscheiden',
      'Anderen ermee dienen',
      'Het aan iemand anders leren',
    ],
  ],
  brief: '“{section}”: vragen over “{title}”.',
  bare: [
    'De catalogus heeft geen aantekeningen over “{section}”: wat hier over “{title}” staat, is een raamwerk van vragen en geen les.',
    'Voor “{section}” geeft de catalogus van “{title}” geen aantekeningen; deze tekst vraagt dus en onderwijst niet.',
  ],
  ask: [
    'Wat weet je al over “{section}”, en van wie heb je dat geleerd?',
    'Welk woord in “{section}” zou je eerst aan een vriend moeten uitleggen?',
    'Wat zou “{title}” verliezen als niemand naar “{section}” vroeg?',
    'Waar zou je een betrouwbare bron over “{section}” kunnen vinden?',
    'Welk voorbeeld uit je eigen leven hoort bij “{section}”?',
    'Wat heeft “{section}” met “{chapter}” te maken?',
    'Wie zou het oneens kunnen zijn met je eerste gedachte over “{section}”, en waarom?',
    'Waaraan zou je merken dat je “{section}” begrepen hebt?',
  ],
  ignition: [
    'Schrijf voordat je “{chapter}” leest op wat je er verwacht te vinden.',
    'Wat zou je vragen aan iemand die al jaren met “{section}” bezig is?',
    'Waarom zou “{section}” belangrijk kunnen zijn voor iemand die je kent?',
  ],
  download: [
    '“{chapter}” gaat in deze volgorde: {list}.',
    'Lees “{section}” één keer snel en één keer langzaam.',
    'Noteer bij “{section}” wat er beweerd wordt en wat alleen gevraagd wordt.',
  ],
  demonstration: [
    'Neem één voorbeeld uit “{chapter}” en werk het op papier stap voor stap uit.',
    'Zeg eerst wat “{section}” je geeft en daarna wat het openlaat.',
    'Laat met een eigen geval zien waar “{section}” over gaat.',
  ],
  activation: [
    'Doe nu zelf iets met “{chapter}”.',
    'Schrijf vijf eigen zinnen over “{section}”.',
    'Teken “{section}” en geef de delen een naam.',
  ],
  reflection: [
    'Wat heeft “{chapter}” je laten zien dat je eerder niet zag?',
    'Welke mening van jou vraagt “{section}” je te onderzoeken?',
    'Waarover ben je bij “{section}” nog niet zeker?',
  ],
  commission: [
    'Gebruik voor morgenavond iets uit “{chapter}” voor het welzijn van een ander.',
    'Vertel iemand waar “{section}” over gaat en luister naar het antwoord.',
    'Schrijf één stap op die voor jou uit “{section}” volgt.',
  ],
  summary: ['“{chapter}” heeft geleid van “{first}” naar “{last}”.', 'Wat zou je moeten bijblijven van “{section}”?'],
  objectives: [
    '“{section}” in eigen woorden uitleggen.',
    'Een voorbeeld geven van “{section}”.',
    'Zeggen wat “{section}” openlaat.',
  ],
  says: '“{section}” zegt:',
  begins: 'Met welke gedachte begint “{section}”?',
  ends: 'Met welke gedachte eindigt “{section}”?',
  gap: 'Vul het ontbrekende woord in uit “{section}”:',
  means: 'Wat betekent “{term}” in “{section}”?',
  open: [
    [
      'Schrijf drie vragen over “{section}” die één goed antwoord hebben.',
      'Goede vragen over “{section}” kun je nazoeken: noem bij elke vraag de bron die het antwoord geeft.',
    ],
    [
      'Leg “{section}” in vier zinnen uit aan een kind.',
      'Voor “{section}” bestaat niet één juiste formulering: je eigen woorden tellen, en elke bewering heeft een reden nodig.',
    ],
    [
      'Zoek twee bronnen over “{section}” en vergelijk ze.',
      'Noem over “{section}” waar de twee het eens zijn, waar ze verschillen en welke je meer vertrouwt.',
    ],
  ],
  discuss: [
    'Wat zou er verloren gaan als niemand “{section}” meer onderwees?',
    'Waarover kunnen mensen van goede wil het bij “{section}” oneens zijn?',
    'Hoe verandert “{chapter}” onze omgang met andere mensen?',
  ],
  scripture: [
    'Lees dit gedeelte naast “{chapter}”. Wat vraagt het van wie leren?',
    'Waar raakt dit gedeelte aan wat je in “{chapter}” doet?',
  ],
};
