import type { Phrases } from './phrases.ts';

export const ro: Phrases = {
  quoted: '„{section}”',
  comma: ', ',
  angles: [
    ['Ce înseamnă numele', 'Ce promite titlul', 'Ce ține de el și ce nu', 'Un prim exemplu de privit'],
    ['De ce se învață', 'Pe cine ajută', 'Ce ar lipsi fără el', 'Ce cere de la un începător'],
    [
      'Cuvintele lui',
      'Cuvinte pe care fiecare le folosește altfel',
      'Cuvinte care se găsesc numai aici',
      'Cum se scrie o definiție',
    ],
    ['Părțile lui', 'Întregul văzut de sus', 'Ce parte depinde de care', 'De unde se începe'],
    ['Cum a luat naștere', 'Cine a avut nevoie de el mai întâi', 'Ce s-a schimbat pe drum', 'Unde se află astăzi'],
    ['Cum se face', 'Pașii obișnuiți, în ordine', 'Uneltele și la ce folosesc', 'Cum se verifică rezultatul'],
    ['Un caz lucrat până la capăt', 'Alegerea unui caz', 'Lucrul pas cu pas', 'O privire înapoi asupra cazului'],
    ['Greșeli', 'Greșelile începătorilor', 'Greșelile celor cu experiență', 'Cum se observă o greșeală'],
    ['Limite', 'La ce nu poate răspunde', 'La ce nu trebuie folosit', 'Dispute deschise'],
    ['Vecinii lui', 'Ce împrumută de la alții', 'Ce împrumută alții de la el', 'Pe unde trec hotarele'],
    ['Exersarea', 'Exerciții mici pentru fiecare zi', 'O lucrare mai lungă', 'Cum se măsoară progresul'],
    [
      'Judecată și slujire',
      'Deosebirea lucrului bun de cel slab',
      'Slujirea altora prin el',
      'Cum îl înveți pe altcineva',
    ],
  ],
  brief: '„{section}”: întrebări despre „{title}”.',
  bare: [
    'Catalogul nu are note despre „{section}”: ceea ce stă aici despre „{title}” este un cadru de întrebări, nu o lecție.',
    'Pentru „{section}”, catalogul cursului „{title}” nu dă note, așa că acest text întreabă și nu predă.',
  ],
  ask: [
    'Ce știi deja despre „{section}” și cine te-a învățat?',
    'Ce cuvânt din „{section}” ar trebui să-i explici mai întâi unui prieten?',
    'Ce ar pierde „{title}” dacă nimeni nu ar întreba despre „{section}”?',
    'Unde ai putea găsi o sursă de încredere despre „{section}”?',
    'Ce exemplu din viața ta ține de „{section}”?',
    'Ce legătură are „{section}” cu „{chapter}”?',
    'Cine ar putea să nu fie de acord cu primul tău gând despre „{section}” și de ce?',
    'Cum ți-ai da seama că ai înțeles „{section}”?',
  ],
  ignition: [
    'Înainte să citești „{chapter}”, scrie ce te aștepți să găsești acolo.',
    'Ce ai întreba pe cineva care lucrează de mulți ani la „{section}”?',
    'De ce ar putea fi important „{section}” pentru cineva pe care îl cunoști?',
  ],
  download: [
    '„{chapter}” merge în această ordine: {list}.',
    'Citește „{section}” o dată repede și o dată încet.',
    'Notează la „{section}” ce se afirmă și ce doar se întreabă.',
  ],
  demonstration: [
    'Ia un exemplu din „{chapter}” și parcurge-l pe hârtie, pas cu pas.',
    'Spune mai întâi ce îți dă „{section}”, apoi ce lasă deschis.',
    'Arată printr-un caz al tău despre ce este „{section}”.',
  ],
  activation: [
    'Acum fă tu ceva cu „{chapter}”.',
    'Scrie cinci propoziții proprii despre „{section}”.',
    'Desenează „{section}” ca o imagine și numește-i părțile.',
  ],
  reflection: [
    'Ce ți-a arătat „{chapter}” din ceea ce nu vedeai înainte?',
    'Ce părere a ta te îndeamnă „{section}” să cercetezi?',
    'Ce nu îți este încă sigur în „{section}”?',
  ],
  commission: [
    'Până mâine seară, folosește un lucru din „{chapter}” spre binele altcuiva.',
    'Spune unei persoane despre ce este „{section}” și ascultă răspunsul.',
    'Scrie un pas care urmează pentru tine din „{section}”.',
  ],
  summary: ['„{chapter}” a dus de la „{first}” la „{last}”.', 'Ce ar trebui să-ți rămână din „{section}”?'],
  objectives: [
    'Să explici „{section}” cu propriile cuvinte.',
    'Să dai un exemplu pentru „{section}”.',
    'Să spui ce lasă deschis „{section}”.',
  ],
  says: 'În „{section}” se spune:',
  begins: 'Cu ce gând începe „{section}”?',
  ends: 'Cu ce gând se încheie „{section}”?',
  gap: 'Completează spațiul gol din „{section}”:',
  means: 'Ce înseamnă „{term}” în „{section}”?',
  open: [
    [
      'Scrie trei întrebări despre „{section}” care au un singur răspuns corect.',
      'Răspunsul la întrebările bune despre „{section}” poate fi căutat: numește pentru fiecare sursa care răspunde.',
    ],
    [
      'Explică „{section}” unui copil în patru propoziții.',
      'Nu există un singur mod corect de a spune „{section}”: contează propriile tale cuvinte, iar fiecare afirmație are nevoie de un motiv.',
    ],
    [
      'Găsește două surse despre „{section}” și compară-le.',
      'Spune pentru „{section}” unde se potrivesc cele două surse, unde se deosebesc și în care ai mai multă încredere.',
    ],
  ],
  discuss: [
    'Ce s-ar pierde dacă nimeni nu ar mai preda „{section}”?',
    'Unde pot oamenii de bună-credință să nu cadă de acord despre „{section}”?',
    'Cum schimbă „{chapter}” felul în care ne purtăm cu ceilalți?',
  ],
  scripture: [
    'Citește acest pasaj alături de „{chapter}”. Ce cere el de la cel care învață?',
    'Unde se întâlnește acest pasaj cu ceea ce faci în „{chapter}”?',
  ],
};
