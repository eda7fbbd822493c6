import type { Phrases } from './phrases.ts';

export const sv: Phrases = {
  quoted: '”{section}”',
  comma: ', ',
  angles: [
    [
      'Vad namnet betyder',
      'Vad titeln lovar',
      'Vad som hör hit och vad som inte gör det',
      'Ett första exempel att titta på',
    ],
    ['Varför man lär sig det', 'Vem det hjälper', 'Vad som skulle saknas utan det', 'Vad det kräver av en nybörjare'],
    ['Orden', 'Ord som alla använder olika', 'Ord som bara finns här', 'Hur man skriver en definition'],
    ['Delarna', 'Helheten sedd uppifrån', 'Vilken del som beror på vilken', 'Var man börjar'],
    ['Hur det kom till', 'Vem som behövde det först', 'Vad som ändrades på vägen', 'Var det står i dag'],
    [
      'Hur man gör',
      'De vanliga stegen i ordning',
      'Verktygen och vad de är till för',
      'Hur man kontrollerar resultatet',
    ],
    ['Ett fall genomarbetat', 'Valet av ett fall', 'Arbete steg för steg', 'En blick tillbaka på fallet'],
    ['Misstag', 'Nybörjares misstag', 'Erfarna människors misstag', 'Hur man märker ett misstag'],
    ['Gränser', 'Vad det inte kan svara på', 'Vad det inte får användas till', 'Öppna tvistefrågor'],
    ['Grannarna', 'Vad det lånar från andra ämnen', 'Vad andra ämnen lånar härifrån', 'Var gränserna går'],
    ['Övning', 'Små övningar för varje dag', 'Ett längre arbete', 'Hur man mäter framsteg'],
    [
      'Omdöme och tjänst',
      'Att skilja gott arbete från dåligt',
      'Att tjäna andra med det',
      'Att lära ut det till någon annan',
    ],
  ],
  brief: '”{section}”: frågor om ”{title}”.',
  bare: [
    'Katalogen har inga anteckningar om ”{section}”: det som står här om ”{title}” är en ram av frågor och ingen lektion.',
    'För ”{section}” ger katalogen för ”{title}” inga anteckningar, så den här texten frågar och undervisar inte.',
  ],
  ask: [
    'Vad vet du redan om ”{section}”, och vem lärde dig det?',
    'Vilket ord i ”{section}” skulle du först behöva förklara för en vän?',
    'Vad skulle ”{title}” förlora om ingen frågade om ”{section}”?',
    'Var skulle du kunna hitta en pålitlig källa om ”{section}”?',
    'Vilket exempel ur ditt eget liv hör hemma under ”{section}”?',
    'Vad har ”{section}” med ”{chapter}” att göra?',
    'Vem skulle kunna invända mot din första tanke om ”{section}”, och varför?',
    'Hur skulle du märka att du har förstått ”{section}”?',
  ],
  ignition: [
    'Skriv ner vad du väntar dig att finna i ”{chapter}” innan du läser vidare.',
    'Vad skulle du fråga någon som har arbetat med ”{section}” i åratal?',
    'Varför kan ”{section}” betyda något för en människa du känner?',
  ],
  download: [
    '”{chapter}” går i den här ordningen: {list}.',
    'Läs ”{section}” en gång fort och en gång långsamt.',
    'Anteckna för ”{section}” vad som påstås och vad som bara frågas.',
  ],
  demonstration: [
    'Ta ett exempel ur ”{chapter}” och gå igenom det på papper, steg för steg.',
    'Säg först vad ”{section}” ger dig och sedan vad det lämnar öppet.',
    'Visa med ett eget fall vad ”{section}” handlar om.',
  ],
  activation: [
    'Gör nu något själv med ”{chapter}”.',
    'Skriv fem egna meningar om ”{section}”.',
    'Rita ”{section}” och sätt namn på delarna.',
  ],
  reflection: [
    'Vad har ”{chapter}” visat dig som du inte såg förut?',
    'Vilken av dina åsikter ber ”{section}” dig att pröva?',
    'Vad är du fortfarande osäker på i ”{section}”?',
  ],
  commission: [
    'Använd något ur ”{chapter}” till någon annans bästa före i morgon kväll.',
    'Berätta för någon vad ”{section}” handlar om, och lyssna på svaret.',
    'Skriv ner ett steg som för dig följer av ”{section}”.',
  ],
  summary: ['”{chapter}” har lett från ”{first}” till ”{last}”.', 'Vad bör du bära med dig från ”{section}”?'],
  objectives: [
    'Förklara ”{section}” med egna ord.',
    'Ge ett exempel på ”{section}”.',
    'Säga vad ”{section}” lämnar öppet.',
  ],
  says: '”{section}” säger:',
  begins: 'Med vilken tanke börjar ”{section}”?',
  ends: 'Med vilken tanke slutar ”{section}”?',
  gap: 'Fyll i luckan ur ”{section}”:',
  means: 'Vad betyder ”{term}” i ”{section}”?',
  open: [
    [
      'Skriv tre frågor om ”{section}” som har ett enda rätt svar.',
      'Goda frågor om ”{section}” går att slå upp: ange för var och en den källa som svarar.',
    ],
    [
      'Förklara ”{section}” för ett barn med fyra meningar.',
      'För ”{section}” finns inte bara en rätt formulering: dina egna ord räknas, och varje påstående behöver ett skäl.',
    ],
    [
      'Hitta två källor om ”{section}” och jämför dem.',
      'Ange för ”{section}” var de två är överens, var de skiljer sig och vilken du litar mest på.',
    ],
  ],
  discuss: [
    'Vad skulle gå förlorat om ingen längre undervisade om ”{section}”?',
    'Vad kan människor av god vilja vara oense om i ”{section}”?',
    'Hur ändrar ”{chapter}” vårt sätt att behandla andra?',
  ],
  scripture: [
    'Läs det här stycket bredvid ”{chapter}”. Vad kräver det av dem som lär sig?',
    'Var möter det här stycket det du gör i ”{chapter}”?',
  ],
};
