import type { Phrases } from './phrases.ts';

export const pt: Phrases = {
  quoted: '“{section}”',
  comma: ', ',
  angles: [
    [
      'O que o nome significa',
      'O que o título promete',
      'O que lhe pertence e o que não',
      'Um primeiro exemplo para olhar',
    ],
    ['Por que se aprende', 'A quem ajuda', 'O que faltaria sem isto', 'O que pede a quem começa'],
    [
      'As suas palavras',
      'Palavras que cada um usa à sua maneira',
      'Palavras que só existem aqui',
      'Como se escreve uma definição',
    ],
    ['As suas partes', 'O conjunto visto de cima', 'Que parte depende de qual', 'Por onde começar'],
    ['Como surgiu', 'Quem precisou primeiro', 'O que mudou pelo caminho', 'Onde está hoje'],
    [
      'Como se faz',
      'Os passos habituais por ordem',
      'As ferramentas e para que servem',
      'Como se verifica o resultado',
    ],
    ['Um caso trabalhado', 'A escolha de um caso', 'O trabalho passo a passo', 'Um olhar para trás sobre o caso'],
    ['Os erros', 'Erros de principiantes', 'Erros de quem tem experiência', 'Como se nota um erro'],
    ['Os limites', 'O que não consegue responder', 'Para que não deve ser usado', 'Discussões em aberto'],
    [
      'Os seus vizinhos',
      'O que toma de outras áreas',
      'O que outras áreas tomam daqui',
      'Por onde passam as fronteiras',
    ],
    ['A prática', 'Pequenos exercícios para cada dia', 'Um trabalho mais longo', 'Como medir o progresso'],
    [
      'Juízo e serviço',
      'Distinguir o bom trabalho do mau',
      'Servir os outros com o que se aprendeu',
      'Ensinar a outra pessoa',
    ],
  ],
  brief: '“{section}”: perguntas sobre “{title}”.',
  bare: [
    'O catálogo não tem apontamentos sobre “{section}”: o que aqui se lê acerca de “{title}” é um quadro de perguntas, não uma lição.',
    'Para “{section}” o catálogo de “{title}” não dá apontamentos, por isso este texto pergunta e não ensina.',
  ],
  ask: [
    'O que já sabe sobre “{section}” e com quem aprendeu isso?',
    'Que palavra de “{section}” teria de explicar primeiro a um amigo?',
    'O que perderia “{title}” se ninguém perguntasse por “{section}”?',
    'Onde poderia encontrar uma fonte confiável sobre “{section}”?',
    'Que exemplo da sua própria vida cabe em “{section}”?',
    'O que tem “{section}” a ver com “{chapter}”?',
    'Quem poderia discordar da sua primeira ideia sobre “{section}”, e por quê?',
    'Como notaria que entendeu “{section}”?',
  ],
  ignition: [
    'Antes de ler “{chapter}”, escreva o que espera encontrar ali.',
    'O que perguntaria a quem trabalha há anos em “{section}”?',
    'Por que “{section}” poderia importar a uma pessoa que conhece?',
  ],
  download: [
    '“{chapter}” segue esta ordem: {list}.',
    'Leia “{section}” uma vez depressa e outra vez devagar.',
    'Anote em “{section}” o que se afirma e o que apenas se pergunta.',
  ],
  demonstration: [
    'Tome um exemplo de “{chapter}” e percorra-o no papel, passo a passo.',
    'Diga primeiro o que “{section}” lhe dá e depois o que deixa em aberto.',
    'Mostre com um caso seu de que trata “{section}”.',
  ],
  activation: [
    'Agora faça algo com “{chapter}” por si mesmo.',
    'Escreva cinco frases próprias sobre “{section}”.',
    'Desenhe “{section}” e dê nome às suas partes.',
  ],
  reflection: [
    'O que lhe mostrou “{chapter}” que antes não via?',
    'Que opinião sua “{section}” pede para rever?',
    'De que ainda não tem certeza em “{section}”?',
  ],
  commission: [
    'Antes de amanhã à noite, use algo de “{chapter}” para o bem de outra pessoa.',
    'Conte a alguém de que trata “{section}” e escute a resposta.',
    'Escreva um passo que para si decorre de “{section}”.',
  ],
  summary: ['“{chapter}” levou de “{first}” até “{last}”.', 'O que lhe deve ficar de “{section}”?'],
  objectives: [
    'Explicar “{section}” com as suas próprias palavras.',
    'Dar um exemplo de “{section}”.',
    'Dizer o que “{section}” deixa em aberto.',
  ],
  says: '“{section}” diz:',
  begins: 'Com que ideia começa “{section}”?',
  ends: 'Com que ideia termina “{section}”?',
  gap: 'Complete a lacuna de “{section}”:',
  means: 'O que significa “{term}” em “{section}”?',
  open: [
    [
      'Escreva três perguntas sobre “{section}” que tenham uma só resposta certa.',
      'Boas perguntas sobre “{section}” podem ser verificadas: indique para cada uma a fonte que a responde.',
    ],
    [
      'Explique “{section}” a uma criança em quatro frases.',
      'Para “{section}” não há uma única formulação certa: contam as suas palavras, e cada afirmação precisa de uma razão.',
    ],
    [
      'Procure duas fontes sobre “{section}” e compare-as.',
      'Indique sobre “{section}” em que as duas concordam, em que diferem e em qual confia mais.',
    ],
  ],
  discuss: [
    'O que se perderia se ninguém mais ensinasse “{section}”?',
    'Em que podem discordar pessoas de boa vontade sobre “{section}”?',
    'Como muda “{chapter}” a nossa maneira de tratar os outros?',
  ],
  scripture: [
    'Leia esta passagem ao lado de “{chapter}”. O que pede ela a quem aprende?',
    'Onde encontra esta passagem aquilo que faz em “{chapter}”?',
  ],
};
