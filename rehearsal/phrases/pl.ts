import type { Phrases } from './phrases.ts';

export const pl: Phrases = {
  quoted: '„{section}”',
  comma: ', ',
  angles: [
    ['Co znaczy nazwa', 'Co obiecuje tytuł', 'Co tu należy, a co nie', 'Pierwszy przykład do obejrzenia'],
    ['Po co się tego uczyć', 'Komu to pomaga', 'Czego brakowałoby bez tego', 'Czego wymaga to od początkujących'],
    ['Słowa', 'Słowa, których każdy używa inaczej', 'Słowa, które istnieją tylko tutaj', 'Jak pisze się definicję'],
    ['Części', 'Całość widziana z góry', 'Która część zależy od której', 'Od czego zacząć'],
    ['Jak to powstało', 'Kto potrzebował tego pierwszy', 'Co zmieniło się po drodze', 'Jak jest dzisiaj'],
    ['Jak się to robi', 'Zwykłe kroki po kolei', 'Narzędzia i ich przeznaczenie', 'Jak sprawdzić wynik'],
    [
      'Jeden przypadek opracowany w całości',
      'Wybór przypadku',
      'Praca krok po kroku',
      'Spojrzenie wstecz na przypadek',
    ],
    ['Błędy', 'Błędy początkujących', 'Błędy doświadczonych', 'Po czym poznaje się błąd'],
    ['Granice', 'Na co nie ma tu odpowiedzi', 'Do czego nie wolno tego używać', 'Otwarte spory'],
    ['Sąsiedzi', 'Co wzięto z innych dziedzin', 'Co inne dziedziny biorą stąd', 'Którędy biegną granice'],
    ['Praktyka', 'Małe ćwiczenia na każdy dzień', 'Dłuższa praca', 'Jak mierzyć postępy'],
    ['Sąd i służba', 'Jak odróżnić dobrą pracę od złej', 'Jak służyć tym innym', 'Jak nauczyć tego kogoś drugiego'],
  ],
  brief: '„{section}”: pytania na temat „{title}”.',
  bare: [
    'Katalog nie ma notatek na temat „{section}”: to, co stoi tu o temacie „{title}”, jest ramą z pytań, a nie lekcją.',
    'Do tematu „{section}” katalog kursu „{title}” nie podaje notatek, więc ten tekst pyta, a nie uczy.',
  ],
  ask: [
    'Co już wiesz na temat „{section}” i od kogo to wiesz?',
    'Które słowo z tytułu „{section}” trzeba by najpierw wyjaśnić przyjacielowi?',
    'Co straciłby temat „{title}”, gdyby nikt nie pytał o „{section}”?',
    'Gdzie można znaleźć wiarygodne źródło na temat „{section}”?',
    'Jaki przykład z twojego własnego życia pasuje do tematu „{section}”?',
    'Co ma temat „{section}” wspólnego z rozdziałem „{chapter}”?',
    'Kto mógłby nie zgodzić się z twoją pierwszą myślą na temat „{section}” i dlaczego?',
    'Po czym poznasz, że rozumiesz temat „{section}”?',
  ],
  ignition: [
    'Zanim przeczytasz rozdział „{chapter}”, zapisz, co spodziewasz się w nim znaleźć.',
    'O co zapytasz kogoś, kto od lat zajmuje się tematem „{section}”?',
    'Dlaczego temat „{section}” może być ważny dla kogoś, kogo znasz?',
  ],
  download: [
    'Rozdział „{chapter}” ma taką kolejność: {list}.',
    'Przeczytaj „{section}” raz szybko i raz powoli.',
    'Zanotuj w części „{section}”, co się twierdzi, a o co się tylko pyta.',
  ],
  demonstration: [
    'Weź jeden przykład z rozdziału „{chapter}” i przejdź go na papierze krok po kroku.',
    'Powiedz najpierw, co daje ci „{section}”, a potem, co pozostaje otwarte.',
    'Pokaż na własnym przypadku, o czym jest „{section}”.',
  ],
  activation: [
    'Teraz zrób coś samodzielnie z rozdziałem „{chapter}”.',
    'Napisz pięć własnych zdań na temat „{section}”.',
    'Narysuj temat „{section}” i nazwij jego części.',
  ],
  reflection: [
    'Co pokazał ci rozdział „{chapter}”, czego wcześniej nie było widać?',
    'Którą z twoich opinii każe sprawdzić „{section}”?',
    'Czego w części „{section}” nadal nie wiesz na pewno?',
  ],
  commission: [
    'Do jutra wieczorem użyj czegoś z rozdziału „{chapter}” dla dobra innej osoby.',
    'Opowiedz komuś, o czym jest „{section}”, i wysłuchaj odpowiedzi.',
    'Zapisz jeden krok, który wynika dla ciebie z części „{section}”.',
  ],
  summary: [
    'Rozdział „{chapter}” prowadził od części „{first}” do części „{last}”.',
    'Co powinno ci zostać z części „{section}”?',
  ],
  objectives: [
    'Wyjaśnić temat „{section}” własnymi słowami.',
    'Podać przykład do tematu „{section}”.',
    'Powiedzieć, co „{section}” pozostawia otwarte.',
  ],
  says: '„{section}” mówi:',
  begins: 'Od jakiej myśli zaczyna się „{section}”?',
  ends: 'Na jakiej myśli kończy się „{section}”?',
  gap: 'Uzupełnij lukę z części „{section}”:',
  means: 'Co znaczy „{term}” w części „{section}”?',
  open: [
    [
      'Napisz trzy pytania na temat „{section}”, które mają jedną poprawną odpowiedź.',
      'Dobre pytania na temat „{section}” można sprawdzić: podaj do każdego źródło, które na nie odpowiada.',
    ],
    [
      'Wyjaśnij dziecku temat „{section}” w czterech zdaniach.',
      'Dla tematu „{section}” nie ma jednego poprawnego brzmienia: liczą się twoje własne słowa, a każde twierdzenie wymaga uzasadnienia.',
    ],
    [
      'Znajdź dwa źródła na temat „{section}” i porównaj je.',
      'Podaj w sprawie „{section}”, w czym oba źródła są zgodne, czym się różnią i któremu ufasz bardziej.',
    ],
  ],
  discuss: [
    'Co przepadłoby, gdyby nikt już nie uczył tematu „{section}”?',
    'W czym ludzie dobrej woli mogą się różnić na temat „{section}”?',
    'Jak rozdział „{chapter}” zmienia to, jak traktujemy innych ludzi?',
  ],
  scripture: [
    'Przeczytaj ten fragment obok rozdziału „{chapter}”. Czego wymaga od tych, którzy się uczą?',
    'Gdzie ten fragment spotyka się z tym, co robisz w rozdziale „{chapter}”?',
  ],
};
