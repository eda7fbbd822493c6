/**
 * Books that are none: a reference such as “Hezekiah 3:16” or “4 John 2:1” has the form of Scripture and names a book
 * that no Bible has. Names of other writings (Tobit, Enoch, Alma, suras) are left alone: they exist, elsewhere.
 */
import { BIBLE_BOOKS } from './versification.ts';

const FIGURES =
  'Aaron|Abednego|Abel|Abigail|Abraham|Absalom|Adam|Ahab|Ananias|Andrew|Apollos|Aquila|Balaam|Barnabas|Bartholomew|' +
  'Bathsheba|Benjamin|Bethlehem|Boaz|Caiaphas|Cain|Caleb|Cornelius|David|Deborah|Delilah|Eleazar|Eli|Elijah|Elisha|' +
  'Elizabeth|Esau|Eve|Felix|Gamaliel|Gideon|Goliath|Hagar|Hannah|Hezekiah|Herod|Hezekiel|Isaac|Ishmael|Jabez|Jacob|' +
  'Jehoshaphat|Jehu|Jephthah|Jericho|Jeroboam|Jerusalem|Jethro|Jezebel|Joab|Josiah|Laban|Lazarus|Leah|Lydia|' +
  'Manasseh|Melchizedek|Mephibosheth|Meshach|Methuselah|Miriam|Mordecai|Moses|Naaman|Naomi|Nathan|Nathanael|' +
  'Nebuchadnezzar|Nicodemus|Noah|Parables|Pharaoh|Phinehas|Potiphar|Priscilla|Rachel|Rahab|Rebekah|Rehoboam|' +
  'Samson|Sapphira|Sarah|Saul|Shadrach|Silas|Solomon|Stephen|Tabitha|Uriah|Uzziah|Zacchaeus|Zebedee|Zedekiah|' +
  'Zerubbabel|Zipporah|Apostles|Beatitudes|Babylonians|Laodiceans|Bereans|Athenians|Cretans|Egyptians|Israelites|' +
  'Antiochians|Nazarenes|Samaritans|Macedonians|Smyrnaeans|Pharisees';

const byName = new Map(
  BIBLE_BOOKS.flatMap(({ osis, name, abbreviations }) =>
    [osis, name, ...abbreviations].map((word): [string, string] => [word.toLowerCase(), osis]),
  ),
);
const known = [...byName.keys()].sort((a, b) => b.length - a.length);
const unnumbered = [...new Set(BIBLE_BOOKS.map(({ name }) => name.replace(/^[1-3] /u, '')))];
const capitalised = known.map((name) =>
  name.replace(/\p{Ll}/u, (letter) => letter.toUpperCase()).replaceAll(' ', '\\s'),
);

const PLACE = '\\.?\\s{1,2}(?<chapter>\\d{1,3})[:.](?<verse>\\d{1,3})(?:\\s?[-–]\\s?(?<last>\\d{1,3}))?(?![\\d:])';
const NAME = `(?:(?:[1-9]|I{1,3}|IV) )?(?:${[FIGURES, ...unnumbered, ...capitalised].join('|')})`;
const PATTERN = new RegExp(`(?<![\\p{L}\\p{N}]|[,;:–-]\\s?)(?:Book of )?(?<name>${NAME})${PLACE}`, 'gu');

export interface ClaimedReference {
  /** Empty when the named book is none. */
  osis: string;
  index: number;
  text: string;
}

/** Every name with chapter and verse that looks like a book of the Bible, in order, whether it is one or not. */
export const findClaimedReferences = (text: string): ClaimedReference[] =>
  [...text.matchAll(PATTERN)].map((match) => {
    const { name = '', chapter = '', verse = '', last } = match.groups ?? {};
    const book = byName.get(name.toLowerCase().replace(/\s+/gu, ' '));
    const start = `${book}.${chapter}.${verse}`;
    const osis = last === undefined ? start : `${start}-${book}.${chapter}.${last}`;
    return { osis: book === undefined ? '' : osis, index: match.index, text: match[0] };
  });
