import type { Phrases } from './phrases.ts';

export const fi: Phrases = {
  quoted: '”{section}”',
  comma: ', ',
  angles: [
    [
      'Mitä nimi tarkoittaa',
      'Mitä otsikko lupaa',
      'Mikä kuuluu tähän ja mikä ei',
      'Ensimmäinen esimerkki katsottavaksi',
    ],
    ['Miksi tätä opiskellaan', 'Ketä se auttaa', 'Mitä ilman sitä puuttuisi', 'Mitä se vaatii aloittelijalta'],
    [
      'Sanat',
      'Sanat, joita jokainen käyttää eri tavalla',
      'Sanat, joita on vain täällä',
      'Miten määritelmä kirjoitetaan',
    ],
    ['Osat', 'Kokonaisuus ylhäältä nähtynä', 'Mikä osa riippuu mistäkin', 'Mistä aloittaa'],
    ['Miten se syntyi', 'Kuka tarvitsi sitä ensin', 'Mikä muuttui matkan varrella', 'Missä se on tänään'],
    [
      'Miten se tehdään',
      'Tavalliset vaiheet järjestyksessä',
      'Työkalut ja niiden tarkoitus',
      'Miten tulos tarkistetaan',
    ],
    ['Yksi tapaus alusta loppuun', 'Tapauksen valinta', 'Työ vaihe vaiheelta', 'Katse taaksepäin tapaukseen'],
    ['Virheet', 'Aloittelijoiden virheet', 'Kokeneiden virheet', 'Mistä virheen huomaa'],
    ['Rajat', 'Mihin täältä ei saa vastausta', 'Mihin sitä ei saa käyttää', 'Avoimet kiistat'],
    ['Naapurit', 'Mitä on lainattu muilta aloilta', 'Mitä muut alat lainaavat täältä', 'Missä rajat kulkevat'],
    ['Harjoittelu', 'Pieniä harjoituksia joka päivälle', 'Pidempi työ', 'Miten edistymistä mitataan'],
    [
      'Arviointi ja palvelu',
      'Hyvän työn erottaminen huonosta',
      'Muiden palveleminen opitulla',
      'Opettaminen jollekin toiselle',
    ],
  ],
  brief: '”{section}”: kysymyksiä aiheesta ”{title}”.',
  bare: [
    'Luettelossa ei ole muistiinpanoja kohdasta ”{section}”: se, mitä tässä on aiheesta ”{title}”, on kysymysten kehys eikä oppitunti.',
    'Kohtaan ”{section}” kurssin ”{title}” luettelo ei anna muistiinpanoja, joten tämä teksti kysyy eikä opeta.',
  ],
  ask: [
    'Mitä tiedät jo kohdasta ”{section}”, ja keneltä olet sen oppinut?',
    'Mikä sana otsikossa ”{section}” sinun pitäisi ensin selittää ystävälle?',
    'Mitä aihe ”{title}” menettäisi, jos kukaan ei kysyisi kohdasta ”{section}”?',
    'Mistä voisit löytää luotettavan lähteen kohtaan ”{section}”?',
    'Mikä esimerkki omasta elämästäsi kuuluu otsikon ”{section}” alle?',
    'Miten kohta ”{section}” liittyy lukuun ”{chapter}”?',
    'Kuka voisi olla eri mieltä ensimmäisestä ajatuksestasi kohdassa ”{section}”, ja miksi?',
    'Mistä huomaisit ymmärtäneesi kohdan ”{section}”?',
  ],
  ignition: [
    'Ennen kuin luet luvun ”{chapter}”, kirjoita muistiin, mitä odotat siitä löytäväsi.',
    'Mitä kysyisit ihmiseltä, joka on vuosia työskennellyt aiheen ”{section}” parissa?',
    'Miksi kohta ”{section}” voisi olla tärkeä jollekin tuntemallesi ihmiselle?',
  ],
  download: [
    'Luku ”{chapter}” etenee tässä järjestyksessä: {list}.',
    'Lue kohta ”{section}” kerran nopeasti ja kerran hitaasti.',
    'Merkitse kohdasta ”{section}”, mitä väitetään ja mitä vain kysytään.',
  ],
  demonstration: [
    'Ota yksi esimerkki luvusta ”{chapter}” ja käy se läpi paperilla vaihe vaiheelta.',
    'Sano ensin, mitä kohta ”{section}” antaa sinulle, ja sitten, mitä se jättää avoimeksi.',
    'Näytä oman tapauksen avulla, mistä kohdassa ”{section}” on kyse.',
  ],
  activation: [
    'Tee nyt itse jotakin luvun ”{chapter}” pohjalta.',
    'Kirjoita viisi omaa virkettä kohdasta ”{section}”.',
    'Piirrä ”{section}” kuvaksi ja nimeä sen osat.',
  ],
  reflection: [
    'Mitä luku ”{chapter}” näytti sinulle, mitä et aiemmin nähnyt?',
    'Minkä mielipiteesi ”{section}” pyytää sinua tutkimaan?',
    'Mistä olet vielä epävarma kohdassa ”{section}”?',
  ],
  commission: [
    'Käytä huomisiltaan mennessä jotakin luvusta ”{chapter}” toisen ihmisen hyväksi.',
    'Kerro jollekulle, mistä kohdassa ”{section}” on kyse, ja kuuntele vastaus.',
    'Kirjoita yksi askel, joka sinulle seuraa kohdasta ”{section}”.',
  ],
  summary: [
    'Luku ”{chapter}” on kulkenut kohdasta ”{first}” kohtaan ”{last}”.',
    'Mitä sinulle pitäisi jäädä kohdasta ”{section}”?',
  ],
  objectives: [
    'Selittää ”{section}” omin sanoin.',
    'Antaa esimerkki kohdasta ”{section}”.',
    'Sanoa, mitä ”{section}” jättää avoimeksi.',
  ],
  says: '”{section}” sanoo:',
  begins: 'Mistä ajatuksesta ”{section}” alkaa?',
  ends: 'Mihin ajatukseen ”{section}” päättyy?',
  gap: 'Täydennä aukko kohdasta ”{section}”:',
  means: 'Mitä ”{term}” tarkoittaa kohdassa ”{section}”?',
  open: [
    [
      'Kirjoita kohdasta ”{section}” kolme kysymystä, joilla on yksi oikea vastaus.',
      'Hyvät kysymykset kohdasta ”{section}” voi tarkistaa: nimeä jokaiselle lähde, joka vastaa siihen.',
    ],
    [
      'Selitä ”{section}” lapselle neljällä virkkeellä.',
      'Kohdalle ”{section}” ei ole yhtä oikeaa muotoilua: omat sanasi ratkaisevat, ja jokainen väite tarvitsee perustelun.',
    ],
    [
      'Etsi kaksi lähdettä kohdasta ”{section}” ja vertaa niitä.',
      'Kerro kohdasta ”{section}”, missä lähteet ovat yhtä mieltä, missä ne eroavat ja kumpaan luotat enemmän.',
    ],
  ],
  discuss: [
    'Mitä menetettäisiin, jos kukaan ei enää opettaisi aihetta ”{section}”?',
    'Missä asioissa hyvää tarkoittavat ihmiset voivat olla eri mieltä kohdasta ”{section}”?',
    'Miten luku ”{chapter}” muuttaa tapaamme kohdella muita ihmisiä?',
  ],
  scripture: [
    'Lue tämä kohta luvun ”{chapter}” rinnalla. Mitä se vaatii niiltä, jotka oppivat?',
    'Missä tämä kohta kohtaa sen, mitä teet luvussa ”{chapter}”?',
  ],
};
