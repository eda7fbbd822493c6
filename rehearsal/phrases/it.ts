import type { Phrases } from './phrases.ts';

export const it: Phrases = {
  quoted: '«{section}»',
  comma: ', ',
  angles: [
    [
      'Che cosa significa il nome',
      'Che cosa promette il titolo',
      'Che cosa ne fa parte e che cosa no',
      'Un primo esempio da guardare',
    ],
    ['Perché si impara', 'A chi è utile', 'Che cosa mancherebbe altrimenti', 'Che cosa chiede a chi comincia'],
    [
      'Le sue parole',
      'Parole che ognuno usa a modo suo',
      'Parole che esistono solo qui',
      'Come si scrive una definizione',
    ],
    ['Le sue parti', 'L’insieme visto dall’alto', 'Quale parte dipende da quale', 'Da dove cominciare'],
    ['Come è nato', 'Chi ne ebbe bisogno per primo', 'Che cosa è cambiato lungo la strada', 'A che punto siamo oggi'],
    ['Come si fa', 'I passi consueti in ordine', 'Gli strumenti e il loro scopo', 'Come si controlla il risultato'],
    ['Un caso svolto', 'La scelta di un caso', 'Il lavoro passo dopo passo', 'Uno sguardo indietro al caso'],
    ['Gli errori', 'Errori di chi comincia', 'Errori di chi ha esperienza', 'Da che cosa si riconosce un errore'],
    ['I limiti', 'A che cosa non può rispondere', 'Per che cosa non va usato', 'Discussioni aperte'],
    [
      'I suoi vicini',
      'Che cosa prende da altri campi',
      'Che cosa altri campi prendono da qui',
      'Dove passano i confini',
    ],
    ['La pratica', 'Piccoli esercizi per ogni giorno', 'Un lavoro più lungo', 'Come misurare i progressi'],
    [
      'Giudizio e servizio',
      'Distinguere il lavoro buono da quello cattivo',
      'Servire gli altri con ciò che si è imparato',
      'Insegnarlo a qualcun altro',
    ],
  ],
  brief: '«{section}»: domande su «{title}».',
  bare: [
    'Il catalogo non ha appunti su «{section}»: ciò che qui si legge a proposito di «{title}» è una cornice di domande, non una lezione.',
    'Per «{section}» il catalogo di «{title}» non dà appunti, perciò questo testo domanda e non insegna.',
  ],
  ask: [
    'Che cosa sai già su «{section}» e chi te lo ha insegnato?',
    'Quale parola di «{section}» dovresti spiegare per prima a un amico?',
    'Che cosa perderebbe «{title}» se nessuno chiedesse di «{section}»?',
    'Dove potresti trovare una fonte affidabile su «{section}»?',
    'Quale esempio della tua vita sta bene sotto «{section}»?',
    'Che cosa ha a che fare «{section}» con «{chapter}»?',
    'Chi potrebbe non essere d’accordo con la tua prima idea su «{section}», e perché?',
    'Da che cosa capiresti di aver compreso «{section}»?',
  ],
  ignition: [
    'Prima di leggere «{chapter}», scrivi che cosa ti aspetti di trovarvi.',
    'Che cosa chiederesti a chi lavora da anni su «{section}»?',
    'Perché «{section}» potrebbe importare a una persona che conosci?',
  ],
  download: [
    '«{chapter}» segue quest’ordine: {list}.',
    'Leggi «{section}» una volta in fretta e una volta piano.',
    'Annota in «{section}» che cosa si afferma e che cosa si chiede soltanto.',
  ],
  demonstration: [
    'Prendi un esempio di «{chapter}» e percorrilo sulla carta, passo dopo passo.',
    'Di’ prima che cosa ti dà «{section}», poi che cosa lascia aperto.',
    'Mostra con un caso tuo di che cosa tratta «{section}».',
  ],
  activation: [
    'Ora fai tu qualcosa con «{chapter}».',
    'Scrivi cinque frasi tue su «{section}».',
    'Disegna «{section}» e da’ un nome alle sue parti.',
  ],
  reflection: [
    'Che cosa ti ha mostrato «{chapter}» che prima non vedevi?',
    'Quale tua opinione ti chiede di rivedere «{section}»?',
    'Di che cosa non sei ancora sicuro in «{section}»?',
  ],
  commission: [
    'Entro domani sera usa qualcosa di «{chapter}» per il bene di un’altra persona.',
    'Racconta a qualcuno di che cosa tratta «{section}» e ascolta la risposta.',
    'Scrivi un passo che per te segue da «{section}».',
  ],
  summary: ['«{chapter}» ha condotto da «{first}» a «{last}».', 'Che cosa dovrebbe restarti di «{section}»?'],
  objectives: [
    'Spiegare «{section}» con parole proprie.',
    'Dare un esempio di «{section}».',
    'Dire che cosa «{section}» lascia aperto.',
  ],
  says: '«{section}» dice:',
  begins: 'Con quale pensiero comincia «{section}»?',
  ends: 'Con quale pensiero finisce «{section}»?',
  gap: 'Completa la lacuna da «{section}»:',
  means: 'Che cosa significa «{term}» in «{section}»?',
  open: [
    [
      'Scrivi tre domande su «{section}» che abbiano una sola risposta giusta.',
      'Le buone domande su «{section}» si possono verificare: indica per ognuna la fonte che risponde.',
    ],
    [
      'Spiega «{section}» a un bambino in quattro frasi.',
      'Per «{section}» non c’è una sola formulazione giusta: contano le tue parole, e ogni affermazione ha bisogno di una ragione.',
    ],
    [
      'Cerca due fonti su «{section}» e confrontale.',
      'Indica su «{section}» dove le due concordano, dove differiscono e di quale ti fidi di più.',
    ],
  ],
  discuss: [
    'Che cosa si perderebbe se nessuno insegnasse più «{section}»?',
    'Su che cosa possono non essere d’accordo persone di buona volontà riguardo a «{section}»?',
    'Come cambia «{chapter}» il nostro modo di trattare gli altri?',
  ],
  scripture: [
    'Leggi questo passo accanto a «{chapter}». Che cosa chiede a chi impara?',
    'Dove questo passo incontra ciò che fai in «{chapter}»?',
  ],
};
