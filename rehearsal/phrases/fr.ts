import type { Phrases } from './phrases.ts';

export const fr: Phrases = {
  quoted: '« {section} »',
  comma: ', ',
  angles: [
    [
      'Ce que le nom veut dire',
      'Ce que le titre promet',
      'Ce qui en fait partie et ce qui n’en fait pas partie',
      'Un premier exemple à regarder',
    ],
    ['Pourquoi on l’apprend', 'À qui cela sert', 'Ce qui manquerait sans cela', 'Ce qui est demandé au débutant'],
    [
      'Ses mots',
      'Les mots que chacun emploie à sa façon',
      'Les mots qui n’existent qu’ici',
      'Comment écrire une définition',
    ],
    ['Ses parties', 'L’ensemble vu d’en haut', 'Quelle partie dépend de laquelle', 'Par où commencer'],
    ['D’où cela vient', 'Qui en a eu besoin le premier', 'Ce qui a changé en chemin', 'Où l’on en est aujourd’hui'],
    [
      'Comment on s’y prend',
      'Les étapes habituelles dans l’ordre',
      'Les outils et leur usage',
      'Comment vérifier le résultat',
    ],
    ['Un cas traité en entier', 'Le choix d’un cas', 'Le travail pas à pas', 'Un regard en arrière sur le cas'],
    [
      'Les erreurs',
      'Les erreurs des débutants',
      'Les erreurs des gens d’expérience',
      'À quoi l’on reconnaît une erreur',
    ],
    ['Les limites', 'Les questions sans réponse ici', 'Les usages à éviter', 'Les débats ouverts'],
    [
      'Ses voisins',
      'Ce qui est emprunté à d’autres domaines',
      'Ce que d’autres domaines empruntent ici',
      'Où passent les frontières',
    ],
    ['La pratique', 'De petits exercices pour chaque jour', 'Un travail plus long', 'Comment mesurer ses progrès'],
    [
      'Juger et servir',
      'Distinguer le bon travail du mauvais',
      'Servir les autres avec ce savoir',
      'L’enseigner à quelqu’un d’autre',
    ],
  ],
  brief: '« {section} » : des questions sur « {title} ».',
  bare: [
    'Le catalogue n’a pas de notes sur « {section} » : ce qu’on lit ici à propos de « {title} » est un cadre de questions, non une leçon.',
    'Pour « {section} », le catalogue de « {title} » ne donne pas de notes ; ce texte interroge donc et n’enseigne pas.',
  ],
  ask: [
    'Que savez-vous déjà sur « {section} », et qui vous l’a appris ?',
    'Quel mot de « {section} » devriez-vous d’abord expliquer à un ami ?',
    'Que perdrait « {title} » si personne ne s’interrogeait sur « {section} » ?',
    'Où pourriez-vous trouver une source fiable sur « {section} » ?',
    'Quel exemple de votre propre vie a sa place sous « {section} » ?',
    'Quel est le rapport entre « {section} » et « {chapter} » ?',
    'Qui pourrait contester votre première idée sur « {section} », et pourquoi ?',
    'À quoi verriez-vous que vous avez compris « {section} » ?',
  ],
  ignition: [
    'Avant de lire « {chapter} », notez ce que vous pensez y trouver.',
    'Que demanderiez-vous à quelqu’un qui travaille depuis des années sur « {section} » ?',
    'Pourquoi « {section} » pourrait-il compter pour une personne que vous connaissez ?',
  ],
  download: [
    '« {chapter} » suit cet ordre : {list}.',
    'Lisez « {section} » une fois vite et une fois lentement.',
    'Notez dans « {section} » ce qui est affirmé et ce qui est seulement demandé.',
  ],
  demonstration: [
    'Prenez un exemple de « {chapter} » et suivez-le sur papier, pas à pas.',
    'Dites d’abord ce que « {section} » vous donne, puis ce qui reste ouvert.',
    'Montrez par un cas à vous de quoi parle « {section} ».',
  ],
  activation: [
    'Faites maintenant vous-même quelque chose de « {chapter} ».',
    'Écrivez cinq phrases à vous sur « {section} ».',
    'Dessinez « {section} » et nommez-en les parties.',
  ],
  reflection: [
    'Que vous a montré « {chapter} » que vous ne voyiez pas avant ?',
    'Laquelle de vos opinions « {section} » vous demande-t-il d’examiner ?',
    'De quoi n’êtes-vous pas encore sûr dans « {section} » ?',
  ],
  commission: [
    'Avant demain soir, employez quelque chose de « {chapter} » pour le bien de quelqu’un d’autre.',
    'Dites à une personne de quoi parle « {section} », et écoutez sa réponse.',
    'Notez un pas qui découle pour vous de « {section} ».',
  ],
  summary: ['« {chapter} » a mené de « {first} » à « {last} ».', 'Que devez-vous garder de « {section} » ?'],
  objectives: [
    'Expliquer « {section} » avec ses propres mots.',
    'Donner un exemple de « {section} ».',
    'Dire ce que « {section} » laisse ouvert.',
  ],
  says: '« {section} » dit :',
  begins: 'Par quelle idée « {section} » commence-t-il ?',
  ends: 'Par quelle idée « {section} » se termine-t-il ?',
  gap: 'Complétez la lacune tirée de « {section} » :',
  means: 'Que veut dire « {term} » dans « {section} » ?',
  open: [
    [
      'Écrivez trois questions sur « {section} » qui n’ont qu’une bonne réponse.',
      'De bonnes questions sur « {section} » se vérifient : indiquez pour chacune la source qui y répond.',
    ],
    [
      'Expliquez « {section} » à un enfant en quatre phrases.',
      'Pour « {section} », il n’y a pas une seule bonne formulation : vos propres mots comptent, et chaque affirmation demande une raison.',
    ],
    [
      'Cherchez deux sources sur « {section} » et comparez-les.',
      'Indiquez à propos de « {section} » où les deux s’accordent, où elles diffèrent et laquelle vous croyez davantage.',
    ],
  ],
  discuss: [
    'Que perdrait-on si personne n’enseignait plus « {section} » ?',
    'Sur quoi des gens de bonne volonté peuvent-ils diverger à propos de « {section} » ?',
    'Comment « {chapter} » change-t-il notre façon de traiter les autres ?',
  ],
  scripture: [
    'Lisez ce passage à côté de « {chapter} ». Que demande-t-il à ceux qui apprennent ?',
    'Où ce passage rejoint-il ce que vous faites dans « {chapter} » ?',
  ],
};
