import type { Phrases } from './phrases.ts';

export const cs: Phrases = {
  quoted: '„{section}“',
  comma: ', ',
  angles: [
    ['Co znamená název', 'Co název slibuje', 'Co sem patří a co ne', 'První příklad k prohlédnutí'],
    ['Proč se to učíme', 'Komu to pomáhá', 'Co by bez toho chybělo', 'Co to žádá od začátečníka'],
    ['Slova oboru', 'Slova, která každý užívá jinak', 'Slova, která jsou jen zde', 'Jak se píše definice'],
    ['Části oboru', 'Celek viděný shora', 'Které části závisejí na kterých', 'Kde začít'],
    ['Jak to vzniklo', 'Kdo to potřeboval jako první', 'Co se cestou změnilo', 'Kde to stojí dnes'],
    ['Jak se to dělá', 'Obvyklé kroky po sobě', 'Nástroje a k čemu slouží', 'Jak ověřit výsledek'],
    ['Jeden propracovaný případ', 'Výběr případu', 'Práce krok za krokem', 'Ohlédnutí za případem'],
    ['Chyby', 'Chyby začátečníků', 'Chyby zkušených', 'Jak se chyba pozná'],
    ['Meze', 'Na co to neodpoví', 'K čemu se to nesmí užít', 'Otevřené spory'],
    ['Sousední obory', 'Co si bere od jiných', 'Co si jiní berou od něj', 'Kde vedou hranice'],
    ['Cvičení', 'Malá cvičení na každý den', 'Jedna delší práce', 'Jak měřit pokrok'],
    ['Úsudek a služba', 'Jak poznat dobrou práci od špatné', 'Jak tím sloužit druhým', 'Jak to naučit někoho jiného'],
  ],
  brief: '„{section}“: otázky k tématu „{title}“.',
  bare: [
    'Katalog nemá k oddílu „{section}“ žádné poznámky: co zde stojí na téma „{title}“, je rámec otázek, ne výklad.',
    'K oddílu „{section}“ nedává katalog kurzu „{title}“ žádné poznámky, proto se tento text ptá a neučí.',
  ],
  ask: [
    'Co už víš na téma „{section}“ a kdo tě to naučil?',
    'Které slovo v oddílu „{section}“ musíš příteli vysvětlit nejdříve?',
    'Co by kurz „{title}“ ztratil, kdyby se nikdo neptal na „{section}“?',
    'Kde najdeš spolehlivý zdroj na téma „{section}“?',
    'Který příklad z tvého života patří pod „{section}“?',
    'Jak souvisí „{section}“ s kapitolou „{chapter}“?',
    'Kdo by mohl nesouhlasit s tvou první myšlenkou na téma „{section}“ a proč?',
    'Podle čeho poznáš, že rozumíš oddílu „{section}“?',
  ],
  ignition: [
    'Než začneš číst kapitolu „{chapter}“, zapiš si, co v ní čekáš.',
    'Na co se zeptáš člověka, který se tématu „{section}“ věnuje mnoho let?',
    'Proč by „{section}“ mohlo být důležité pro někoho, koho znáš?',
  ],
  download: [
    'Kapitola „{chapter}“ postupuje takto: {list}.',
    'Přečti si oddíl „{section}“ jednou rychle a jednou pomalu.',
    'Poznamenej si k oddílu „{section}“, co se v něm tvrdí a na co se jen ptá.',
  ],
  demonstration: [
    'Vezmi jeden příklad z kapitoly „{chapter}“ a projdi ho na papíře krok za krokem.',
    'Řekni nejdříve, co ti oddíl „{section}“ dává, a potom, co nechává otevřené.',
    'Ukaž na vlastním příkladu, o čem je oddíl „{section}“.',
  ],
  activation: [
    'Nyní udělej něco s kapitolou „{chapter}“ ty.',
    'Napiš pět vlastních vět na téma „{section}“.',
    'Nakresli „{section}“ jako obrázek a pojmenuj jeho části.',
  ],
  reflection: [
    'Co ti ukázala kapitola „{chapter}“, co předtím nebylo vidět?',
    'Který tvůj názor tě oddíl „{section}“ vybízí prozkoumat?',
    'Co ti v oddílu „{section}“ ještě není jasné?',
  ],
  commission: [
    'Do zítřejšího večera použij jednu věc z kapitoly „{chapter}“ pro dobro někoho jiného.',
    'Řekni jednomu člověku, o čem je „{section}“, a vyslechni jeho odpověď.',
    'Zapiš si jeden krok, který pro tebe plyne z oddílu „{section}“.',
  ],
  summary: [
    'Kapitola „{chapter}“ vedla od oddílu „{first}“ k oddílu „{last}“.',
    'Co by ti mělo zůstat z oddílu „{section}“?',
  ],
  objectives: [
    'Vysvětlit vlastními slovy „{section}“.',
    'Uvést příklad na téma „{section}“.',
    'Říci, co oddíl „{section}“ nechává otevřené.',
  ],
  says: 'V oddílu „{section}“ stojí:',
  begins: 'Jakou myšlenkou začíná oddíl „{section}“?',
  ends: 'Jakou myšlenkou končí oddíl „{section}“?',
  gap: 'Doplň mezeru z oddílu „{section}“:',
  means: 'Co znamená „{term}“ v oddílu „{section}“?',
  open: [
    [
      'Napiš tři otázky na téma „{section}“, které mají jednu správnou odpověď.',
      'Odpovědi na dobré otázky na téma „{section}“ lze vyhledat: uveď ke každé zdroj, který na ni odpovídá.',
    ],
    [
      'Vysvětli „{section}“ dítěti čtyřmi větami.',
      'Jediné správné znění pro „{section}“ není: počítají se tvá vlastní slova a každé tvrzení potřebuje důvod.',
    ],
    [
      'Najdi dva zdroje na téma „{section}“ a porovnej je.',
      'Uveď k tématu „{section}“, v čem se oba zdroje shodují, v čem se liší a kterému více věříš.',
    ],
  ],
  discuss: [
    'Co by se ztratilo, kdyby už nikdo neučil „{section}“?',
    'V čem se lidé dobré vůle mohou neshodnout na téma „{section}“?',
    'Jak mění kapitola „{chapter}“ to, jak jednáme s druhými lidmi?',
  ],
  scripture: [
    'Čti toto místo spolu s kapitolou „{chapter}“. Co žádá od toho, kdo se učí?',
    'Kde se toto místo setkává s tím, co děláš v kapitole „{chapter}“?',
  ],
};
