import type { Phrases } from './phrases.ts';

export const id: Phrases = {
  quoted: '“{section}”',
  comma: ', ',
  angles: [
    [
      'Apa arti namanya',
      'Apa yang dijanjikan judulnya',
      'Apa yang termasuk dan apa yang tidak',
      'Contoh pertama untuk dilihat',
    ],
    ['Mengapa dipelajari', 'Siapa yang terbantu', 'Apa yang akan hilang tanpanya', 'Apa yang diminta dari pemula'],
    [
      'Kata-katanya',
      'Kata yang dipakai setiap orang secara berbeda',
      'Kata yang hanya ada di sini',
      'Cara menulis definisi',
    ],
    [
      'Bagian-bagiannya',
      'Keseluruhan dilihat dari atas',
      'Bagian mana bergantung pada bagian mana',
      'Dari mana memulai',
    ],
    [
      'Bagaimana asal mulanya',
      'Siapa yang pertama membutuhkannya',
      'Apa yang berubah di sepanjang jalan',
      'Bagaimana keadaannya sekarang',
    ],
    [
      'Bagaimana mengerjakannya',
      'Langkah-langkah biasa secara berurutan',
      'Alat-alat dan kegunaannya',
      'Cara memeriksa hasilnya',
    ],
    [
      'Satu kasus yang dikerjakan',
      'Memilih sebuah kasus',
      'Bekerja langkah demi langkah',
      'Menengok kembali kasus itu',
    ],
    ['Kesalahan', 'Kesalahan para pemula', 'Kesalahan orang yang berpengalaman', 'Bagaimana kesalahan diketahui'],
    ['Batas-batas', 'Apa yang tidak dapat dijawab', 'Untuk apa tidak boleh dipakai', 'Perdebatan yang masih terbuka'],
    [
      'Tetangga-tetangganya',
      'Apa yang dipinjam dari bidang lain',
      'Apa yang dipinjam bidang lain dari sini',
      'Di mana batas-batasnya',
    ],
    ['Latihan', 'Latihan kecil untuk setiap hari', 'Pekerjaan yang lebih panjang', 'Cara mengukur kemajuan'],
    [
      'Penilaian dan pelayanan',
      'Membedakan pekerjaan baik dari yang buruk',
      'Melayani orang lain dengannya',
      'Mengajarkannya kepada orang lain',
    ],
  ],
  brief: '“{section}”: pertanyaan tentang “{title}”.',
  bare: [
    'Katalog tidak memuat catatan tentang “{section}”: yang tertulis di sini mengenai “{title}” adalah kerangka pertanyaan, bukan pelajaran.',
    'Untuk “{section}” katalog “{title}” tidak memberi catatan, jadi teks ini hanya bertanya dan tidak mengajar.',
  ],
  ask: [
    'Apa yang sudah Anda ketahui tentang “{section}”, dan siapa yang mengajarkannya?',
    'Kata mana dalam “{section}” yang perlu Anda jelaskan lebih dahulu kepada seorang teman?',
    'Apa yang hilang dari “{title}” jika tidak ada yang bertanya tentang “{section}”?',
    'Di mana Anda dapat menemukan sumber tepercaya tentang “{section}”?',
    'Contoh mana dari hidup Anda sendiri yang termasuk dalam “{section}”?',
    'Apa hubungan “{section}” dengan “{chapter}”?',
    'Siapa yang mungkin tidak setuju dengan pikiran pertama Anda tentang “{section}”, dan mengapa?',
    'Bagaimana Anda tahu bahwa Anda telah memahami “{section}”?',
  ],
  ignition: [
    'Sebelum membaca “{chapter}”, tuliskan apa yang Anda harapkan di dalamnya.',
    'Apa yang akan Anda tanyakan kepada orang yang bertahun-tahun bekerja dengan “{section}”?',
    'Mengapa “{section}” mungkin penting bagi orang yang Anda kenal?',
  ],
  download: [
    '“{chapter}” berjalan dengan urutan ini: {list}.',
    'Bacalah “{section}” sekali dengan cepat dan sekali dengan perlahan.',
    'Catatlah dalam “{section}” apa yang dinyatakan dan apa yang hanya ditanyakan.',
  ],
  demonstration: [
    'Ambillah satu contoh dari “{chapter}” dan kerjakan di kertas, langkah demi langkah.',
    'Katakan dahulu apa yang diberikan “{section}”, lalu apa yang dibiarkan terbuka.',
    'Tunjukkan dengan kasus Anda sendiri apa isi “{section}”.',
  ],
  activation: [
    'Sekarang lakukan sendiri sesuatu dengan “{chapter}”.',
    'Tulislah lima kalimat Anda sendiri tentang “{section}”.',
    'Gambarlah “{section}” dan namai bagian-bagiannya.',
  ],
  reflection: [
    'Apa yang ditunjukkan “{chapter}” yang sebelumnya tidak Anda lihat?',
    'Pendapat Anda yang mana perlu diperiksa menurut “{section}”?',
    'Apa yang masih belum pasti bagi Anda dalam “{section}”?',
  ],
  commission: [
    'Sebelum besok malam, gunakan satu hal dari “{chapter}” untuk kebaikan orang lain.',
    'Ceritakan kepada seseorang apa isi “{section}”, dan dengarkan jawabannya.',
    'Tuliskan satu langkah yang bagi Anda mengikuti dari “{section}”.',
  ],
  summary: [
    '“{chapter}” telah membawa kita dari “{first}” sampai “{last}”.',
    'Apa yang sebaiknya tetap Anda ingat dari “{section}”?',
  ],
  objectives: [
    'Menjelaskan “{section}” dengan kata-kata sendiri.',
    'Memberi contoh untuk “{section}”.',
    'Mengatakan apa yang dibiarkan terbuka oleh “{section}”.',
  ],
  says: '“{section}” mengatakan:',
  begins: 'Dengan pikiran apa “{section}” dimulai?',
  ends: 'Dengan pikiran apa “{section}” berakhir?',
  gap: 'Isilah bagian yang kosong dari “{section}”:',
  means: 'Apa arti “{term}” dalam “{section}”?',
  open: [
    [
      'Tulislah tiga pertanyaan tentang “{section}” yang hanya mempunyai satu jawaban benar.',
      'Pertanyaan yang baik tentang “{section}” dapat diperiksa: sebutkan untuk masing-masing sumber yang menjawabnya.',
    ],
    [
      'Jelaskan “{section}” kepada seorang anak dalam empat kalimat.',
      'Untuk “{section}” tidak ada satu rumusan yang benar saja: kata-kata Anda sendiri yang dihitung, dan setiap pernyataan perlu alasan.',
    ],
    [
      'Carilah dua sumber tentang “{section}” dan bandingkan keduanya.',
      'Sebutkan mengenai “{section}” di mana keduanya sepakat, di mana berbeda, dan mana yang lebih Anda percayai.',
    ],
  ],
  discuss: [
    'Apa yang akan hilang jika tidak ada lagi yang mengajarkan “{section}”?',
    'Dalam hal apa orang yang berniat baik dapat berbeda pendapat tentang “{section}”?',
    'Bagaimana “{chapter}” mengubah cara kita memperlakukan orang lain?',
  ],
  scripture: [
    'Bacalah bagian ini di samping “{chapter}”. Apa yang dimintanya dari mereka yang belajar?',
    'Di mana bagian ini bertemu dengan yang Anda lakukan dalam “{chapter}”?',
  ],
};
