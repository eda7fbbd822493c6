import type { Phrases } from './phrases.ts';

export const tr: Phrases = {
  quoted: '“{section}”',
  comma: ', ',
  angles: [
    ['Adın anlamı', 'Başlığın vaat ettiği', 'Konuya giren ve girmeyen', 'Bakılacak ilk örnek'],
    ['Neden öğrenilir', 'Kime yardım eder', 'Onsuz ne eksik kalırdı', 'Yeni başlayandan ne ister'],
    [
      'Kelimeler',
      'Herkesin başka türlü kullandığı kelimeler',
      'Yalnızca burada bulunan kelimeler',
      'Bir tanım nasıl yazılır',
    ],
    ['Parçalar', 'Bütüne yukarıdan bakış', 'Hangi parça hangisine bağlı', 'Nereden başlanır'],
    ['Nasıl ortaya çıktı', 'Ona ilk kim ihtiyaç duydu', 'Yol boyunca ne değişti', 'Bugün hangi noktada'],
    ['Nasıl yapılır', 'Alışılmış adımlar sırasıyla', 'Araçlar ve ne işe yaradıkları', 'Sonuç nasıl denetlenir'],
    ['Baştan sona işlenmiş bir durum', 'Bir durum seçmek', 'Adım adım çalışmak', 'Duruma geriye dönüp bakmak'],
    ['Hatalar', 'Yeni başlayanların hataları', 'Deneyimlilerin hataları', 'Hata nasıl fark edilir'],
    ['Sınırlar', 'Cevap veremediği sorular', 'Ne için kullanılmamalı', 'Açık tartışmalar'],
    ['Komşu alanlar', 'Başka alanlardan aldıkları', 'Başka alanların buradan aldıkları', 'Sınırlar nereden geçer'],
    ['Uygulama', 'Her gün için küçük alıştırmalar', 'Daha uzun bir çalışma', 'İlerleme nasıl ölçülür'],
    [
      'Yargı ve hizmet',
      'İyi işi kötüsünden ayırmak',
      'Öğrenilenle başkalarına hizmet etmek',
      'Bunu bir başkasına öğretmek',
    ],
  ],
  brief: '“{section}”: “{title}” üzerine sorular.',
  bare: [
    'Katalogda “{section}” için not yok: burada “{title}” hakkında yazılanlar bir soru çerçevesidir, ders değildir.',
    '“{title}” kataloğu “{section}” için not vermiyor; bu yüzden bu metin yalnızca sorar, öğretmez.',
  ],
  ask: [
    '“{section}” hakkında şimdiden ne biliyorsunuz ve bunu size kim öğretti?',
    '“{section}” içindeki hangi kelimeyi önce bir arkadaşınıza açıklamanız gerekirdi?',
    'Kimse “{section}” hakkında sormasaydı “{title}” ne kaybederdi?',
    '“{section}” için güvenilir bir kaynağı nerede bulabilirsiniz?',
    'Kendi hayatınızdan hangi örnek “{section}” altına girer?',
    '“{section}” ile “{chapter}” arasında nasıl bir ilgi var?',
    '“{section}” hakkındaki ilk düşüncenize kim katılmayabilir ve neden?',
    '“{section}” konusunu anladığınızı nasıl fark edersiniz?',
  ],
  ignition: [
    '“{chapter}” bölümünü okumadan önce orada ne bulmayı beklediğinizi yazın.',
    'Yıllardır “{section}” üzerinde çalışan birine ne sorardınız?',
    '“{section}” tanıdığınız bir insan için neden önemli olabilir?',
  ],
  download: [
    '“{chapter}” şu sırayı izler: {list}.',
    '“{section}” kısmını bir kez hızlı, bir kez yavaş okuyun.',
    '“{section}” için neyin öne sürüldüğünü ve neyin yalnızca sorulduğunu not edin.',
  ],
  demonstration: [
    '“{chapter}” için bir örnek alın ve kâğıt üzerinde adım adım ilerleyin.',
    'Önce “{section}” size ne veriyor, sonra neyi açık bırakıyor, onu söyleyin.',
    'Kendi seçtiğiniz bir durumla “{section}” neyi anlatıyor, gösterin.',
  ],
  activation: [
    'Şimdi “{chapter}” ile kendiniz bir şey yapın.',
    '“{section}” hakkında kendi beş cümlenizi yazın.',
    '“{section}” konusunu çizin ve parçalarını adlandırın.',
  ],
  reflection: [
    '“{chapter}” size daha önce görmediğiniz neyi gösterdi?',
    '“{section}” hangi görüşünüzü gözden geçirmenizi istiyor?',
    '“{section}” içinde hâlâ emin olmadığınız nedir?',
  ],
  commission: [
    'Yarın akşama kadar “{chapter}” içinden bir şeyi bir başkasının iyiliği için kullanın.',
    'Birine “{section}” neyi anlatıyor, söyleyin ve cevabını dinleyin.',
    '“{section}” içinden sizin için çıkan bir adımı yazın.',
  ],
  summary: [
    '“{chapter}” bizi “{first}” ile başlatıp “{last}” kısmına getirdi.',
    '“{section}” kısmından sizde ne kalmalı?',
  ],
  objectives: [
    '“{section}” konusunu kendi sözleriyle açıklamak.',
    '“{section}” için bir örnek vermek.',
    '“{section}” neyi açık bırakıyor, söylemek.',
  ],
  says: '“{section}” şöyle der:',
  begins: '“{section}” hangi düşünceyle başlıyor?',
  ends: '“{section}” hangi düşünceyle bitiyor?',
  gap: '“{section}” kısmından alınan boşluğu doldurun:',
  means: '“{section}” içinde “{term}” ne demektir?',
  open: [
    [
      '“{section}” hakkında tek bir doğru cevabı olan üç soru yazın.',
      '“{section}” hakkında iyi sorular denetlenebilir: her biri için ona cevap veren kaynağı belirtin.',
    ],
    [
      '“{section}” konusunu bir çocuğa dört cümleyle açıklayın.',
      '“{section}” için tek bir doğru anlatım yoktur: kendi sözleriniz geçerlidir ve her iddia bir gerekçe ister.',
    ],
    [
      '“{section}” hakkında iki kaynak bulun ve karşılaştırın.',
      '“{section}” konusunda ikisinin nerede birleştiğini, nerede ayrıldığını ve hangisine daha çok güvendiğinizi belirtin.',
    ],
  ],
  discuss: [
    'Artık kimse “{section}” öğretmese ne kaybolurdu?',
    'İyi niyetli insanlar “{section}” konusunda nerede ayrı düşünebilir?',
    '“{chapter}” başkalarına davranışımızı nasıl değiştirir?',
  ],
  scripture: [
    'Bu parçayı “{chapter}” ile birlikte okuyun. Öğrenenlerden ne ister?',
    'Bu parça “{chapter}” içinde yaptığınızla nerede buluşur?',
  ],
};
