import type { Phrases } from './phrases.ts';

export const vi: Phrases = {
  quoted: '“{section}”',
  comma: ', ',
  angles: [
    [
      'Tên gọi có nghĩa gì',
      'Tựa đề hứa hẹn điều gì',
      'Điều gì thuộc về nó và điều gì không',
      'Một ví dụ đầu tiên để xem',
    ],
    ['Vì sao cần học', 'Nó giúp ích cho ai', 'Thiếu nó thì mất điều gì', 'Người mới bắt đầu cần những gì'],
    ['Từ ngữ', 'Những từ mỗi người dùng một cách', 'Những từ chỉ có ở đây', 'Cách viết một định nghĩa'],
    ['Các phần', 'Toàn thể nhìn từ trên cao', 'Phần nào phụ thuộc vào phần nào', 'Bắt đầu từ đâu'],
    ['Nguồn gốc', 'Ai cần đến nó đầu tiên', 'Điều gì đã thay đổi trên đường đi', 'Hiện nay nó ở đâu'],
    ['Cách thực hiện', 'Các bước thường gặp theo thứ tự', 'Công cụ và công dụng của chúng', 'Cách kiểm tra kết quả'],
    ['Một trường hợp được làm trọn vẹn', 'Chọn một trường hợp', 'Làm việc từng bước', 'Nhìn lại trường hợp đã làm'],
    ['Sai lầm', 'Sai lầm của người mới', 'Sai lầm của người có kinh nghiệm', 'Nhận ra sai lầm bằng cách nào'],
    ['Giới hạn', 'Điều nó không thể trả lời', 'Không được dùng nó vào việc gì', 'Những tranh luận còn bỏ ngỏ'],
    [
      'Những lĩnh vực lân cận',
      'Điều vay mượn từ lĩnh vực khác',
      'Điều lĩnh vực khác vay mượn từ đây',
      'Ranh giới nằm ở đâu',
    ],
    ['Thực hành', 'Bài tập nhỏ cho mỗi ngày', 'Một công việc dài hơn', 'Cách đo sự tiến bộ'],
    [
      'Phán đoán và phục vụ',
      'Phân biệt việc làm tốt với việc làm kém',
      'Phục vụ người khác bằng điều đã học',
      'Dạy lại cho người khác',
    ],
  ],
  brief: '“{section}”: những câu hỏi về “{title}”.',
  bare: [
    'Danh mục không có ghi chú nào về “{section}”: điều viết ở đây về “{title}” là một khung câu hỏi, không phải bài giảng.',
    'Với “{section}”, danh mục của “{title}” không cho ghi chú nào, nên bài này chỉ hỏi chứ không dạy.',
  ],
  ask: [
    'Bạn đã biết gì về “{section}”, và ai đã dạy bạn điều đó?',
    'Từ nào trong “{section}” bạn phải giải thích trước tiên cho một người bạn?',
    '“{title}” sẽ mất điều gì nếu không ai hỏi về “{section}”?',
    'Bạn có thể tìm nguồn đáng tin về “{section}” ở đâu?',
    'Ví dụ nào trong chính đời bạn thuộc về “{section}”?',
    '“{section}” có liên quan gì đến “{chapter}”?',
    'Ai có thể không đồng ý với ý nghĩ đầu tiên của bạn về “{section}”, và vì sao?',
    'Làm sao bạn nhận ra rằng mình đã hiểu “{section}”?',
  ],
  ignition: [
    'Trước khi đọc “{chapter}”, hãy viết ra điều bạn mong tìm thấy trong đó.',
    'Bạn sẽ hỏi gì một người đã làm việc nhiều năm với “{section}”?',
    'Vì sao “{section}” có thể quan trọng với một người mà bạn quen?',
  ],
  download: [
    '“{chapter}” đi theo thứ tự này: {list}.',
    'Hãy đọc “{section}” một lần thật nhanh và một lần thật chậm.',
    'Hãy ghi lại trong “{section}” điều gì được khẳng định và điều gì chỉ được hỏi.',
  ],
  demonstration: [
    'Hãy lấy một ví dụ của “{chapter}” và làm trên giấy, từng bước một.',
    'Trước hết hãy nói “{section}” cho bạn điều gì, rồi nó còn bỏ ngỏ điều gì.',
    'Hãy dùng một trường hợp của chính bạn để cho thấy “{section}” nói về điều gì.',
  ],
  activation: [
    'Bây giờ hãy tự làm một điều gì đó với “{chapter}”.',
    'Hãy viết năm câu của riêng bạn về “{section}”.',
    'Hãy vẽ “{section}” thành một hình và gọi tên từng phần.',
  ],
  reflection: [
    '“{chapter}” đã cho bạn thấy điều gì mà trước đây bạn không thấy?',
    '“{section}” khiến bạn phải xem lại ý kiến nào của mình?',
    'Bạn còn chưa chắc điều gì trong “{section}”?',
  ],
  commission: [
    'Trước tối mai, hãy dùng một điều từ “{chapter}” vì lợi ích của người khác.',
    'Hãy kể cho một người nghe “{section}” nói về điều gì, và lắng nghe câu trả lời.',
    'Hãy viết ra một bước tiếp theo mà bạn rút ra từ “{section}”.',
  ],
  summary: ['“{chapter}” đã đi từ “{first}” đến “{last}”.', 'Bạn nên giữ lại điều gì từ “{section}”?'],
  objectives: [
    'Giải thích “{section}” bằng lời của mình.',
    'Cho một ví dụ về “{section}”.',
    'Nói điều mà “{section}” còn bỏ ngỏ.',
  ],
  says: '“{section}” viết:',
  begins: '“{section}” mở đầu bằng ý nghĩ nào?',
  ends: '“{section}” kết thúc bằng ý nghĩ nào?',
  gap: 'Hãy điền vào chỗ trống lấy từ “{section}”:',
  means: '“{term}” có nghĩa gì trong “{section}”?',
  open: [
    [
      'Hãy viết ba câu hỏi về “{section}” mà mỗi câu chỉ có một đáp án đúng.',
      'Câu hỏi hay về “{section}” thì tra cứu được: hãy nêu cho mỗi câu nguồn trả lời nó.',
    ],
    [
      'Hãy giải thích “{section}” cho một đứa trẻ trong bốn câu.',
      'Với “{section}” không chỉ có một cách nói đúng: lời của chính bạn mới đáng kể, và mỗi khẳng định cần một lý do.',
    ],
    [
      'Hãy tìm hai nguồn về “{section}” và so sánh chúng.',
      'Hãy nêu về “{section}” hai nguồn giống nhau ở đâu, khác nhau ở đâu và bạn tin nguồn nào hơn.',
    ],
  ],
  discuss: [
    'Ta sẽ mất điều gì nếu không còn ai dạy “{section}”?',
    'Những người thiện chí có thể bất đồng ở điểm nào về “{section}”?',
    '“{chapter}” thay đổi cách chúng ta đối xử với người khác như thế nào?',
  ],
  scripture: [
    'Hãy đọc đoạn này bên cạnh “{chapter}”. Đoạn này đòi hỏi điều gì nơi người học?',
    'Đoạn này gặp điều bạn làm trong “{chapter}” ở chỗ nào?',
  ],
};
