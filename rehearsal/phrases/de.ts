import type { Phrases } from './phrases.ts';

export const de: Phrases = {
  quoted: '„{section}“',
  comma: ', ',
  angles: [
    [
      'Was der Name bedeutet',
      'Was der Titel verspricht',
      'Was dazugehört und was nicht',
      'Ein erstes Beispiel zum Ansehen',
    ],
    ['Warum man es lernt', 'Wem es hilft', 'Was ohne es fehlen würde', 'Was es von Anfängern verlangt'],
    [
      'Seine Wörter',
      'Wörter, die jeder anders gebraucht',
      'Wörter, die es nur hier gibt',
      'Wie man eine Definition schreibt',
    ],
    ['Seine Teile', 'Das Ganze von oben gesehen', 'Welcher Teil von welchem abhängt', 'Wo man anfängt'],
    ['Wie es entstand', 'Wer es zuerst brauchte', 'Was sich unterwegs geändert hat', 'Wo es heute steht'],
    [
      'Wie man es macht',
      'Die üblichen Schritte der Reihe nach',
      'Die Werkzeuge und ihr Zweck',
      'Wie man das Ergebnis prüft',
    ],
    [
      'Ein durchgearbeiteter Fall',
      'Die Wahl eines Falles',
      'Die Arbeit Schritt für Schritt',
      'Der Blick zurück auf den Fall',
    ],
    ['Fehler', 'Fehler von Anfängern', 'Fehler von Erfahrenen', 'Woran man einen Fehler merkt'],
    ['Grenzen', 'Was hier keine Antwort findet', 'Wofür man es nicht gebrauchen darf', 'Offene Streitfragen'],
    [
      'Seine Nachbarn',
      'Was von anderen Fächern geliehen ist',
      'Was andere Fächer von hier leihen',
      'Wo die Grenzen verlaufen',
    ],
    ['Übung', 'Kleine Übungen für jeden Tag', 'Eine längere Arbeit', 'Wie man den Fortschritt misst'],
    ['Urteil und Dienst', 'Gute Arbeit von schlechter unterscheiden', 'Anderen damit dienen', 'Es jemandem beibringen'],
  ],
  brief: '„{section}“: Fragen zu „{title}“.',
  bare: [
    'Der Katalog hat keine Notizen zu „{section}“: Was hier über „{title}“ steht, ist ein Rahmen aus Fragen und kein Unterricht.',
    'Zu „{section}“ gibt der Katalog von „{title}“ keine Notizen; dieser Text fragt also und lehrt nicht.',
  ],
  ask: [
    'Was wissen Sie schon über „{section}“, und von wem haben Sie es gelernt?',
    'Welches Wort in „{section}“ müssten Sie einem Freund zuerst erklären?',
    'Was ginge „{title}“ verloren, wenn niemand nach „{section}“ fragte?',
    'Wo könnten Sie eine verlässliche Quelle zu „{section}“ finden?',
    'Welches Beispiel aus Ihrem eigenen Leben gehört zu „{section}“?',
    'Was hat „{section}“ mit „{chapter}“ zu tun?',
    'Wer könnte Ihrem ersten Gedanken zu „{section}“ widersprechen, und warum?',
    'Woran würden Sie merken, dass Sie „{section}“ verstanden haben?',
  ],
  ignition: [
    'Schreiben Sie auf, was Sie in „{chapter}“ erwarten, bevor Sie weiterlesen.',
    'Was würden Sie jemanden fragen, der seit Jahren an „{section}“ arbeitet?',
    'Warum könnte „{section}“ für einen Menschen wichtig sein, den Sie kennen?',
  ],
  download: [
    '„{chapter}“ geht in dieser Reihenfolge vor: {list}.',
    'Lesen Sie „{section}“ einmal schnell und einmal langsam.',
    'Halten Sie zu „{section}“ fest, was behauptet und was nur gefragt wird.',
  ],
  demonstration: [
    'Nehmen Sie ein Beispiel aus „{chapter}“ und gehen Sie es auf Papier Schritt für Schritt durch.',
    'Sagen Sie zuerst, was „{section}“ Ihnen gibt, und dann, was offen bleibt.',
    'Zeigen Sie an einem eigenen Fall, wovon „{section}“ handelt.',
  ],
  activation: [
    'Machen Sie nun selbst etwas aus „{chapter}“.',
    'Schreiben Sie fünf eigene Sätze über „{section}“.',
    'Zeichnen Sie „{section}“ und benennen Sie die Teile.',
  ],
  reflection: [
    'Was hat „{chapter}“ Ihnen gezeigt, das Sie vorher nicht sahen?',
    'Welche Ihrer Meinungen stellt „{section}“ auf die Probe?',
    'Worin sind Sie bei „{section}“ noch unsicher?',
  ],
  commission: [
    'Setzen Sie bis morgen Abend etwas aus „{chapter}“ zum Wohl eines anderen ein.',
    'Erzählen Sie jemandem, wovon „{section}“ handelt, und hören Sie auf die Antwort.',
    'Schreiben Sie einen Schritt auf, der für Sie aus „{section}“ folgt.',
  ],
  summary: ['„{chapter}“ hat von „{first}“ bis zu „{last}“ geführt.', 'Was sollte Ihnen von „{section}“ bleiben?'],
  objectives: [
    '„{section}“ mit eigenen Worten erklären.',
    'Ein Beispiel für „{section}“ geben.',
    'Sagen, was „{section}“ offen lässt.',
  ],
  says: '„{section}“ sagt:',
  begins: 'Mit welchem Gedanken beginnt „{section}“?',
  ends: 'Mit welchem Gedanken endet „{section}“?',
  gap: 'Füllen Sie die Lücke aus „{section}“:',
  means: 'Was bedeutet „{term}“ in „{section}“?',
  open: [
    [
      'Schreiben Sie drei Fragen zu „{section}“, die genau eine richtige Antwort haben.',
      'Gute Fragen zu „{section}“ lassen sich nachschlagen: Nennen Sie zu jeder die Quelle, die sie beantwortet.',
    ],
    [
      'Erklären Sie einem Kind „{section}“ in vier Sätzen.',
      'Für „{section}“ gibt es nicht nur eine richtige Fassung: Ihre eigenen Worte zählen, und jede Behauptung braucht einen Grund.',
    ],
    [
      'Suchen Sie zwei Quellen zu „{section}“ und vergleichen Sie sie.',
      'Nennen Sie zu „{section}“, worin beide übereinstimmen, worin sie sich unterscheiden und welcher Sie mehr trauen.',
    ],
  ],
  discuss: [
    'Was ginge verloren, wenn niemand mehr „{section}“ lehrte?',
    'Worüber können Menschen guten Willens bei „{section}“ verschiedener Meinung sein?',
    'Wie verändert „{chapter}“ unseren Umgang mit anderen Menschen?',
  ],
  scripture: [
    'Lesen Sie diese Stelle neben „{chapter}“. Was verlangt sie von denen, die lernen?',
    'Wo trifft diese Stelle auf das, was Sie in „{chapter}“ tun?',
  ],
};
